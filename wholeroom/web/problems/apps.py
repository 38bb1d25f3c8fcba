from django.apps import AppConfig
from django.utils.translation import gettext_lazy

from wholeroom.web import moments, personal_data, slots


class ProblemsConfig(AppConfig):
    name = "wholeroom.web.problems"
    label = "problems"

    def ready(self) -> None:
        # Models can be read only now.
        from wholeroom.web.conversations import addresses, attaching, kind_names, permissions, rewording
        from wholeroom.web.problems import actions, figures, findable, newest, personal_rows
        from wholeroom.web.problems.access import address_of, may_be_read, moderates
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
        permissions.register_readers(KIND, may_be_read)
        rewording.register_rewording(KIND)
        attaching.register_files(KIND)
        kind_names.register_name(KIND, gettext_lazy("a problem"))
        addresses.register_address(KIND, address_of)
        kinds.register(findable.KIND_OF_THINGS)
