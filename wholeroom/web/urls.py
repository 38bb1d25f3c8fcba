from django.urls import include, path

from wholeroom.web.site import error_pages

urlpatterns = [
    path("", include("wholeroom.web.site.urls")),
    path("", include("wholeroom.web.handover.urls")),
]

handler400 = error_pages.bad_request
handler403 = error_pages.not_allowed
handler404 = error_pages.not_found
handler500 = error_pages.broken
