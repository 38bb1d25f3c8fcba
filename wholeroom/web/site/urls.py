from django.urls import path

from wholeroom.web.site import views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("example/", views.example, name="example"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("health/", views.health, name="health"),
    path("language/", views.language, name="language"),
]
