from django.apps import AppConfig

from wholeroom.web import moments, personal_data, reminders, slots


class PeopleConfig(AppConfig):
    name = "wholeroom.web.people"
    label = "people"

    def ready(self) -> None:
        from wholeroom.web.people import actions  # models can be read only now
        from wholeroom.web.people.own_data import rows
        from wholeroom.web.people.vouching import reminding

        slots.fill("nav", "people/nav.html", order=95)
        slots.fill("privacy.kept", "people/privacy.html", order=40)
        moments.register(moments.PERSON_ERASED, actions.erase_by_key)
        moments.register(moments.EVERY_MINUTE, actions.tidy_up)
        reminders.register(reminding.reminders)
        for name, function in rows.BY_NAME.items():
            personal_data.register(name, function)
