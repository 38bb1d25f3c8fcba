from django.urls import path

from wholeroom.web.problems import views

app_name = "problems"
urlpatterns = [
    path("problems/", views.all_problems, name="all"),
    path("problems/bring/", views.bring, name="bring"),
    path("problems/bring/kept/", views.kept, name="kept"),
    path("problems/<uuid:pk>/", views.problem, name="problem"),
    path("problems/<uuid:pk>/more/", views.more, name="more"),
    path("problems/<uuid:pk>/more/<slug:part>/", views.part, name="part"),
    path("problems/<uuid:pk>/share/", views.share, name="share"),
    path("problems/<uuid:pk>/keep/", views.keep, name="keep"),
]
