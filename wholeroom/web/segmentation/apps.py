from django.apps import AppConfig

from wholeroom.web import slots


class SegmentationConfig(AppConfig):
    name = "wholeroom.web.segmentation"
    label = "segmentation"

    def ready(self) -> None:
        slots.fill("home.more", "segmentation/home-tools.html", order=30)
        slots.fill("privacy.kept", "segmentation/privacy.html", order=70)
