from django.apps import AppConfig

from wholeroom.web import moments, slots


class PeopleConfig(AppConfig):
    name = "wholeroom.web.people"
    label = "people"

    def ready(self) -> None:
        from wholeroom.web.people import actions  # models can be read only now

        slots.fill("nav", "people/nav.html", order=95)
        slots.fill("privacy.kept", "people/privacy.html", order=40)
        moments.register(moments.PERSON_ERASED, actions.erase_by_key)
        moments.register(moments.EVERY_MINUTE, actions.tidy_up)
