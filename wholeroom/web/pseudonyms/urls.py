from django.urls import path

from wholeroom.web.pseudonyms import hosts, offers, own_page, phrases, views

app_name = "pseudonyms"
urlpatterns = [
    path("problems/<uuid:pk>/pseudonym/", views.begin, name="begin"),
    path("pseudonyms/new/", views.begin_new, name="begin-new"),
    path("pseudonyms/safety/", views.safety, name="safety"),
    path("pseudonyms/phrases/", phrases.phrases, name="phrases"),
    path("pseudonyms/to-read/", hosts.to_read, name="to-read"),
    path("pseudonyms/to-read/<uuid:pk>/", hosts.read, name="read"),
    path("pseudonyms/<uuid:pk>/", offers.pseudonym, name="pseudonym"),
    path("pseudonyms/<uuid:pk>/take-back/", offers.take_back, name="take-back"),
    path("speak/<str:ticket>/", views.speak, name="speak"),
    path("codeword/", own_page.codeword, name="codeword"),
]
