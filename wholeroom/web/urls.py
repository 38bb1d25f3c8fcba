from django.urls import include, path

from wholeroom.web.site import error_pages

urlpatterns = [
    path("", include("wholeroom.web.site.urls")),
    path("", include("wholeroom.web.handover.urls")),
    path("", include("wholeroom.web.segmentation.urls")),
    path("", include("wholeroom.web.papers.urls")),
    path("", include("wholeroom.web.learning.urls")),
    path("", include("wholeroom.web.hosting.urls")),
    path("", include("wholeroom.web.agreements.urls")),
    path("", include("wholeroom.web.activities.statement_vote.urls")),
    path("", include("wholeroom.web.rooms.urls")),
    path("", include("wholeroom.web.introductions.urls")),
    path("", include("wholeroom.web.pseudonyms.urls")),
    path("", include("wholeroom.web.problems.urls")),
    path("", include("wholeroom.web.mail.urls")),
    path("", include("wholeroom.web.search.urls")),
    path("", include("wholeroom.web.conversations.urls")),
    path("", include("wholeroom.web.people.urls")),
    path("", include("wholeroom.web.people.sign_in_urls")),
]

handler400 = error_pages.bad_request
handler403 = error_pages.not_allowed
handler404 = error_pages.not_found
handler500 = error_pages.broken
