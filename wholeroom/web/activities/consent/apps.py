from django.apps import AppConfig

from wholeroom.web import moments


class ConsentConfig(AppConfig):
    name = "wholeroom.web.activities.consent"
    label = "consent"

    def ready(self) -> None:
        from wholeroom.web.activities.consent import actions  # models can be read only now

        moments.register(moments.PERSON_ERASED, actions.erase_by_key)
