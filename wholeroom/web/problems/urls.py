from django.urls import path

from wholeroom.web.problems import owner_views, reply_views, views

app_name = "problems"
urlpatterns = [
    path("problems/", views.all_problems, name="all"),
    path("problems/bring/", views.bring, name="bring"),
    path("problems/bring/kept/", views.kept, name="kept"),
    path("problems/<uuid:pk>/", views.problem, name="problem"),
    path("problems/<uuid:pk>/words/<uuid:words>/", views.words, name="words"),
    path("problems/<uuid:pk>/more/", owner_views.more, name="more"),
    path("problems/<uuid:pk>/more/<slug:part>/", owner_views.part, name="part"),
    path("problems/<uuid:pk>/about/", owner_views.about, name="about"),
    path("problems/<uuid:pk>/share/", owner_views.share, name="share"),
    path("problems/<uuid:pk>/keep/", owner_views.keep, name="keep"),
    path("problems/<uuid:pk>/stage/", owner_views.stage, name="stage"),
    path("problems/<uuid:pk>/close/", owner_views.close, name="close"),
    path("problems/<uuid:pk>/reopen/", owner_views.reopen, name="reopen"),
    path("problems/<uuid:pk>/reply/<slug:kind>/", reply_views.reply, name="reply"),
    path("problems/<uuid:pk>/reply/<slug:kind>/kept/", reply_views.reply_kept, name="reply-kept"),
    path("problems/<uuid:pk>/same-here/", reply_views.same_here, name="same-here"),
    path("problems/<uuid:pk>/same-here/kept/", reply_views.same_here_kept, name="same-here-kept"),
    path("problems/<uuid:pk>/same-here/take-back/", reply_views.take_back, name="take-back"),
    path("problems/<uuid:pk>/follow/", reply_views.follow, name="follow"),
    path("problems/<uuid:pk>/stop-following/", reply_views.stop_following, name="stop-following"),
]
