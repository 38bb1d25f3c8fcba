from django.urls import path

from wholeroom.web.mail import views

app_name = "mail"
urlpatterns = [
    path("account/mail/", views.choices, name="choices"),
    path("account/mail/<uuid:pk>/", views.about, name="about"),
    path("mail/stop/<str:signed>/", views.stop, name="stop"),
]
