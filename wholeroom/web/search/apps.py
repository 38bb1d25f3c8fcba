from django.apps import AppConfig

from wholeroom.web import moments, personal_data, reminders, slots


class SearchConfig(AppConfig):
    name = "wholeroom.web.search"
    label = "search"

    def ready(self) -> None:
        from wholeroom.web.search import changes, corpus, judgements, reminding, vectors  # models can be read only now

        slots.fill("nav", "search/nav.html", order=15)
        slots.fill("problem.alike", "search/alike.html", order=10)
        slots.fill("bring.alike", "search/while-typing.html", order=10)
        slots.fill("privacy.kept", "search/privacy.html", order=35)
        moments.register(moments.SITE_STARTED, corpus.start)
        moments.register(moments.CONVERSATION_CHANGED, changes.conversation_changed)
        moments.register(moments.WORDS_CHANGED, changes.words_changed)
        moments.register(moments.PERSON_ERASED, changes.erase_by_key)
        moments.register(moments.EVERY_MINUTE, vectors.tidy_up)
        personal_data.register("said of two problems", judgements.rows)
        reminders.register(reminding.reminders)
