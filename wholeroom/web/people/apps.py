from django.apps import AppConfig

from wholeroom.web import moments, personal_data, slots


class PeopleConfig(AppConfig):
    name = "wholeroom.web.people"
    label = "people"

    def ready(self) -> None:
        from wholeroom.web.people import actions  # models can be read only now
        from wholeroom.web.people.own_data import rows

        slots.fill("nav", "people/nav.html", order=95)
        slots.fill("privacy.kept", "people/privacy.html", order=40)
        moments.register(moments.PERSON_ERASED, actions.erase_by_key)
        moments.register(moments.EVERY_MINUTE, actions.tidy_up)
        personal_data.register("account", rows.account)
