from django.urls import path

from wholeroom.web.segmentation import documents, views

app_name = "segmentation"
urlpatterns = [
    path("aim/", views.index, name="index"),
    path("aim/limits/", views.limits, name="limits"),
    path("aim/<slug:name>/", views.show, {"make": documents.talk}, name="talk"),
    path("aim/<slug:name>/page.html", views.fetch, name="file"),
    path("aim/<slug:name>/paper/", views.show, {"make": documents.paper}, name="paper"),
    path("aim/<slug:name>/paper/easy/", views.show, {"make": documents.easy_paper}, name="easy-paper"),
    path("aim/<slug:name>/wording/", views.show, {"make": documents.wording}, name="wording"),
]
