from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "wholeroom.web.history"
    label = "history"
