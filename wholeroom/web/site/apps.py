from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "wholeroom.web.site"
    label = "site"
