from django.apps import AppConfig

from wholeroom.web import moments, slots


class SiteConfig(AppConfig):
    name = "wholeroom.web.site"
    label = "site"

    def ready(self) -> None:
        from wholeroom.web.site import pulses  # models can be read only now

        slots.fill("console.tools", "site/simulated-people.html")
        moments.register(moments.WORKER_SEEN, pulses.worker_seen)
