from django.urls import path

from wholeroom.web.hosting import views

app_name = "hosting"
urlpatterns = [
    path("hosting/", views.hosting, name="hosting"),
    path("hosting/guide/", views.guide, name="guide"),
    path("hosting/greet/<uuid:pk>/", views.greet, name="greet"),
    path("hosting/words/<uuid:pk>/lay-aside/", views.lay_aside, name="lay-aside"),
    path("hosting/report/<uuid:pk>/", views.report, name="report"),
]
