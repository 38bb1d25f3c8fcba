from django.apps import AppConfig

from wholeroom.web import moments, personal_data, reminders, slots


class IntroductionsConfig(AppConfig):
    name = "wholeroom.web.introductions"
    label = "introductions"

    def ready(self) -> None:
        from wholeroom.web.introductions import daily, kept, letting_go, reminding  # models can be read only now

        slots.fill("problem.talk", "introductions/of-problem.html", order=10)
        slots.fill("account", "introductions/of-account.html", order=40)
        slots.fill("privacy.kept", "introductions/privacy.html", order=35)
        moments.register(moments.EVERY_MINUTE, daily.every_minute)
        moments.register(moments.PERSON_ERASED, letting_go.erase_by_key)
        personal_data.register("introductions", kept.rows)
        reminders.register(reminding.reminders)
