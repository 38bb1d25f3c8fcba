from django.apps import AppConfig

from wholeroom.web import moments, slots


class HandOverConfig(AppConfig):
    name = "wholeroom.web.handover"
    label = "handover"

    def ready(self) -> None:
        from wholeroom.web.handover import actions  # models can be read only now

        slots.fill("home.more", "handover/home-tools.html", order=50)
        moments.register(moments.EVERY_MINUTE, actions.tidy_up)
