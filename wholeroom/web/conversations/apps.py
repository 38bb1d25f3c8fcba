from django.apps import AppConfig

from wholeroom.web import moments, personal_data, slots


class ConversationsConfig(AppConfig):
    name = "wholeroom.web.conversations"
    label = "conversations"

    def ready(self) -> None:
        from wholeroom.web.conversations import actions, personal_rows  # models can be read only now

        slots.fill("privacy.kept", "conversations/privacy.html", order=20)
        moments.register(moments.PERSON_ERASED, actions.erase_by_key)
        personal_data.register("words", personal_rows.words)
        personal_data.register("places", personal_rows.places)
        personal_data.register("following", personal_rows.following)
