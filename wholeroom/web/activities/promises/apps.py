from django.apps import AppConfig

from wholeroom.web import moments


class PromisesConfig(AppConfig):
    name = "wholeroom.web.activities.promises"
    label = "promises"

    def ready(self) -> None:
        from wholeroom.web.activities.promises import actions  # models can be read only now

        moments.register(moments.PERSON_ERASED, actions.erase_by_key)
