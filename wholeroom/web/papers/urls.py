from django.urls import path

from wholeroom.web.papers import views

app_name = "papers"
urlpatterns = [
    path("papers/", views.all_papers, name="all"),
    path("papers/write/<slug:kind>/", views.write, name="write"),
    path("papers/ask/<uuid:problem>/", views.ask, name="ask"),
    path("papers/<uuid:pk>/", views.paper, name="paper"),
    path("papers/<uuid:pk>/paper.pdf", views.as_file, {"shape": "pdf"}, name="pdf"),
    path("papers/<uuid:pk>/paper.docx", views.as_file, {"shape": "docx"}, name="word"),
    path("papers/<uuid:pk>/paper.txt", views.as_file, {"shape": "txt"}, name="text"),
    path("papers/<uuid:pk>/part/<slug:part>/", views.part, name="part"),
    path("papers/<uuid:pk>/share/", views.share, name="share"),
    path("papers/<uuid:pk>/keep/", views.keep, name="keep"),
    path("papers/<uuid:pk>/sign/", views.sign, name="sign"),
    path("papers/<uuid:pk>/sign/take-back/", views.take_back, name="take-back"),
    path("papers/<uuid:pk>/problems/<uuid:problem>/", views.agree, name="agree"),
    path("papers/<uuid:pk>/problems/<uuid:problem>/leave-out/", views.leave_out, name="leave-out"),
]
