from django.apps import AppConfig

from wholeroom.web import moments, personal_data, slots


class ProblemsConfig(AppConfig):
    name = "wholeroom.web.problems"
    label = "problems"

    def ready(self) -> None:
        from wholeroom.web.conversations import addresses, permissions  # models can be read only now
        from wholeroom.web.problems import actions, personal_rows
        from wholeroom.web.problems.access import address_of, moderates
        from wholeroom.web.problems.models import KIND

        slots.fill("nav", "problems/nav.html", order=10)
        slots.fill("home.tools", "problems/home-tools.html", order=10)
        slots.fill("privacy.kept", "problems/privacy.html", order=30)
        moments.register(moments.WORDS_CHANGED, actions.follow_words)
        moments.register(moments.PERSON_ERASED, actions.erase_by_key)
        personal_data.register("problems", personal_rows.problems)
        personal_data.register("replies", personal_rows.replies)
        personal_data.register("same here", personal_rows.same_here)
        permissions.register_moderators(KIND, moderates)
        addresses.register_address(KIND, address_of)
