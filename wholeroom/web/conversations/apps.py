from django.apps import AppConfig

from wholeroom.web import moments, personal_data, reminders, slots


class ConversationsConfig(AppConfig):
    name = "wholeroom.web.conversations"
    label = "conversations"

    def ready(self) -> None:
        from wholeroom.web.conversations import emptying, letting_go, own_data, reminding  # models can be read only now

        slots.fill("privacy.kept", "conversations/privacy.html", order=20)
        personal_data.register("places in conversations", own_data.places)
        personal_data.register("words", own_data.words)
        personal_data.register("files", own_data.files)
        personal_data.register("followed", own_data.followed)
        reminders.register(reminding.of_hidden_words)
        reminders.register(reminding.of_words_that_go)
        moments.register(moments.EVERY_MINUTE, emptying.every_minute)
        moments.register(moments.PERSON_ERASED, letting_go.erase_by_key)
