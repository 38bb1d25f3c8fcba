from django.urls import path

from wholeroom.web.learning import answer_views, import_views, views

app_name = "learning"
urlpatterns = [
    path("practice/", views.all_notes, name="all"),
    path("practice/write/", views.write, name="write"),
    path("practice/write/kept/", views.kept, name="kept"),
    path("practice/<uuid:pk>/", views.note, name="note"),
    path("practice/<uuid:pk>/write/<slug:name>/", views.step, name="step"),
    path("practice/<uuid:pk>/share/", views.share, name="share"),
    path("practice/<uuid:pk>/keep/", views.keep, name="keep"),
    path("practice/<uuid:pk>/still-so/", views.still_so, name="still-so"),
    path("practice/<uuid:pk>/counter-sign/", answer_views.counter_sign, name="counter-sign"),
    path("practice/<uuid:pk>/tried/", answer_views.tried, name="tried"),
    path("practice/<uuid:pk>/hide/<uuid:words>/", answer_views.hide, name="hide"),
    path("import/", import_views.bring_in, name="import"),
    path("import/bad-rows.csv", import_views.bad_rows, name="bad-rows"),
]
