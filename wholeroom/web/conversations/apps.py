from django.apps import AppConfig

from wholeroom.web import moments, slots


class ConversationsConfig(AppConfig):
    name = "wholeroom.web.conversations"
    label = "conversations"

    def ready(self) -> None:
        from wholeroom.web.conversations import actions  # models can be read only now

        slots.fill("privacy.kept", "conversations/privacy.html", order=20)
        moments.register(moments.PERSON_ERASED, actions.erase_by_key)
