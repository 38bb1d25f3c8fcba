from django.apps import AppConfig


class AreasConfig(AppConfig):
    name = "wholeroom.web.areas"
    label = "areas"
