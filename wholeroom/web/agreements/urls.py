from django.urls import path

from wholeroom.web.agreements import reviewing, views

app_name = "agreements"
urlpatterns = [
    path("agreements/<uuid:room_id>/", views.page, name="page"),
    path("agreements/<uuid:room_id>/page.pdf", views.page_pdf, name="pdf"),
    path("agreements/<uuid:room_id>/page.docx", views.page_docx, name="word"),
    path("agreements/<uuid:room_id>/page.txt", views.page_txt, name="text"),
    path("agreements/<uuid:room_id>/page.json", views.page_json, name="data"),
    path("agreements/<uuid:room_id>/dates.ics", views.dates, name="dates"),
    path("agreements/calendar/<str:feed_token>.ics", views.feed, name="calendar"),
    path("agreements/<uuid:room_id>/review/", reviewing.review, name="review"),
    path("agreements/<uuid:room_id>/tell/", reviewing.tell, name="tell"),
    path("agreements/<uuid:room_id>/promises/<int:position>/", reviewing.promise_for, name="promise-for"),
    path("promises/<str:signed>/", reviewing.promise, name="promise"),
    path("reviews/<str:signed>/", reviewing.review_by_mail, name="review-by-mail"),
]
