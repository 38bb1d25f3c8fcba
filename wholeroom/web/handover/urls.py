from django.urls import path

from wholeroom.web.handover import views
from wholeroom.web.handover.models import Kind

app_name = "handover"
urlpatterns = [
    path("opinion-map/", views.hand_over, {"kind": Kind.OPINION_MAP}, name=Kind.OPINION_MAP.value),
    path("protect/", views.hand_over, {"kind": Kind.PROTECT}, name=Kind.PROTECT.value),
    path("answer/<str:token>/", views.answer, name="answer"),
    path("answer/<str:token>/progress/", views.progress, name="progress"),
    path("answer/<str:token>/pieces/", views.pieces, name="pieces"),
    path("answer/<str:token>/report/", views.read_report, name="report"),
    path("answer/<str:token>/fetch/<str:name>/", views.fetch, name="fetch"),
    path("answer/<str:token>/delete/", views.delete, name="delete"),
]
