from django.urls import path

from wholeroom.web.conversations import files, keeping_pages, moderation_pages, my_place, views, wordings

app_name = "conversations"
urlpatterns = [
    path("rules/", views.rules, name="rules"),
    path("moderation-log/", moderation_pages.log, name="moderation-log"),
    path("moderation-log/moderation-log.csv", moderation_pages.log_as_table, name="moderation-log-table"),
    path("words/<uuid:pk>/", wordings.permalink, name="words"),
    path("words/<uuid:pk>/history/", wordings.history, name="history"),
    path("words/<uuid:pk>/reword/", wordings.reword, name="reword"),
    path("words/<uuid:pk>/show-as/", views.show_as, name="show-as"),
    path("words/<uuid:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("words/<uuid:pk>/show-again/", views.show_again, name="show-again"),
    path("words/<uuid:pk>/ask-again/", views.ask_again, name="ask-again"),
    path("words/<uuid:pk>/erase/", views.erase, name="erase"),
    path("words/<uuid:pk>/hide/", views.hide, name="hide"),
    path("words/<uuid:pk>/let-show/", views.let_show, name="let-show"),
    path("words/<uuid:pk>/files/", files.add, name="files"),
    path("attachments/<uuid:pk>/", files.serve, name="attachment"),
    path("attachments/<uuid:pk>/erase/", files.erase, name="erase-attachment"),
    path("conversations/<uuid:pk>/me/", my_place.me, name="me"),
    path("conversations/<uuid:pk>/me/contact/", my_place.contact, name="contact"),
    path("conversations/<uuid:pk>/me/leave/", my_place.leave, name="leave"),
    path("conversations/<uuid:pk>/me/erase/", my_place.erase_me, name="erase-me"),
    path("conversations/<uuid:pk>/keeping/", keeping_pages.keeping, name="keeping"),
    path("conversations/erased/", my_place.erased, name="erased"),
    path("conversations/<uuid:pk>/words.csv", views.export, {"shape": "csv"}, name="export"),
    path("conversations/<uuid:pk>/words.json", views.export, {"shape": "json"}, name="export-json"),
]
