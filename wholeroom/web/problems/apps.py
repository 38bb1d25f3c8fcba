from django.apps import AppConfig

from wholeroom.web import moments, personal_data, slots


class ProblemsConfig(AppConfig):
    name = "wholeroom.web.problems"
    label = "problems"

    def ready(self) -> None:
        from wholeroom.web.conversations import addresses, permissions  # models can be read only now
        from wholeroom.web.problems import actions, figures, findable, newest, personal_rows
        from wholeroom.web.problems.access import address_of, moderates
        from wholeroom.web.problems.models import KIND
        from wholeroom.web.search import kinds

        slots.fill("nav", "problems/nav.html", order=10)
        slots.fill("home.tools", "problems/home-tools.html", order=10)
        slots.fill("privacy.kept", "problems/privacy.html", order=30)
        moments.register(moments.WORDS_CHANGED, actions.follow_words)
        moments.register(moments.WORDS_CHANGED, newest.look_again)
        moments.register(moments.EVERY_MINUTE, figures.renew_all)
        moments.register(moments.PERSON_ERASED, actions.erase_by_key)
        personal_data.register("problems", personal_rows.problems_of)
        personal_data.register("same here", personal_rows.same_here_of)
        permissions.register_moderators(KIND, moderates)
        addresses.register_address(KIND, address_of)
        kinds.register(findable.KIND_OF_THINGS)
