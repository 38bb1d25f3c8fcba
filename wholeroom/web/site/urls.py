from django.urls import path

from wholeroom.web.site import views
from wholeroom.web.site.westmarch import views as westmarch

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("example/", views.example, name="example"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("health/", views.health, name="health"),
    path("rooms/<uuid:room_id>/simulated-people/", westmarch.let_come_in, name="simulated-people"),
    path("language/", views.language, name="language"),
]
