from django.apps import AppConfig

from wholeroom.web import moments, slots


class ProblemsConfig(AppConfig):
    name = "wholeroom.web.problems"
    label = "problems"

    def ready(self) -> None:
        from wholeroom.web.conversations import (  # models can be read only now
            addresses,
            attaching,
            permissions,
            rewording,
        )
        from wholeroom.web.problems import actions
        from wholeroom.web.problems.access import address_of, may_be_read, moderates
        from wholeroom.web.problems.models import KIND

        slots.fill("nav", "problems/nav.html", order=10)
        slots.fill("home.tools", "problems/home-tools.html", order=10)
        slots.fill("privacy.kept", "problems/privacy.html", order=30)
        moments.register(moments.WORDS_CHANGED, actions.follow_words)
        moments.register(moments.PERSON_ERASED, actions.erase_by_key)
        permissions.register_moderators(KIND, moderates)
        permissions.register_readers(KIND, may_be_read)
        rewording.register_rewording(KIND)
        attaching.register_files(KIND)
        addresses.register_address(KIND, address_of)
