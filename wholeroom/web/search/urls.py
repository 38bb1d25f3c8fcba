from django.urls import path

from wholeroom.web.search import views

app_name = "search"
urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/alike/", views.while_typing, name="while-typing"),
    path("search/judge/", views.judge, name="judge"),
]
