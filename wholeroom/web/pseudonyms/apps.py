from django.apps import AppConfig

from wholeroom.web import moments, personal_data, slots


class PseudonymsConfig(AppConfig):
    name = "wholeroom.web.pseudonyms"
    label = "pseudonyms"

    def ready(self) -> None:
        from wholeroom.web.conversations import appearance  # models can be read only now
        from wholeroom.web.pseudonyms import box, kept, releasing

        slots.fill("problem.talk", "pseudonyms/of-problem.html", order=20)
        slots.fill("home.tools", "pseudonyms/home-tools.html", order=15)
        slots.fill("hosting.to-read", "pseudonyms/of-hosting.html")
        slots.fill("privacy.kept", "pseudonyms/privacy.html", order=40)
        appearance.register_page_of_pseudonym(kept.address_of)
        moments.register(moments.EVERY_MINUTE, releasing.every_minute)
        moments.register(moments.NOW_AND_THEN, box.renew)
        moments.register(moments.PERSON_CHANGED, releasing.person_changed)
        moments.register(moments.PERSON_ERASED, releasing.person_erased)
        personal_data.register("offers to pseudonyms", kept.rows)
