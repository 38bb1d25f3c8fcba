from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "wholeroom.web.live"
    label = "live"
