from django.urls import path

from wholeroom.web.introductions import hosts, views

app_name = "introductions"
urlpatterns = [
    path("introductions/", views.mine, name="mine"),
    path("introductions/ask/<uuid:pk>/", views.ask, name="ask"),
    path("introductions/requests/<uuid:pk>/", views.own_request, name="request"),
    path("introductions/requests/<uuid:pk>/take-back/", views.withdraw, name="withdraw"),
    path("introductions/asked/<uuid:pk>/", views.asked, name="asked"),
    path("introductions/talks/<uuid:pk>/", views.talk, name="talk"),
    path("introductions/thanks/", views.thanks, name="thanks"),
    path("introductions/may-be-asked/<uuid:pk>/", views.let_be_asked, name="let-be-asked"),
    path("introductions/did-it-help/", views.did_it_help, name="did-it-help"),
    path("introductions/propose/<uuid:pk>/", hosts.propose, name="propose"),
    path("introductions/not-again/", hosts.not_again, name="not-again"),
]
