from django.apps import AppConfig

from wholeroom.web import moments, personal_data, slots


class HostingConfig(AppConfig):
    name = "wholeroom.web.hosting"
    label = "hosting"

    def ready(self) -> None:
        from wholeroom.web.hosting import kept  # models can be read only now

        slots.fill("nav", "hosting/nav.html", order=25)
        slots.fill("problem.rules", "hosting/of-problem.html")
        slots.fill("privacy.kept", "hosting/privacy.html", order=55)
        moments.register(moments.PERSON_ERASED, kept.erase_by_key)
        personal_data.register("hosting", kept.rows)
