from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "wholeroom.web.activities.notes"
    label = "notes"
