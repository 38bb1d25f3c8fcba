from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "wholeroom.web.documents"
    label = "documents"
