from django.urls import path

from wholeroom.web.activities.statement_vote import (
    bringing_in_pages,
    entering,
    moderating,
    my_votes,
    passing_on,
    preparing,
    printing,
    report_page,
    translation_pages,
)

app_name = "statement_vote"
urlpatterns = [
    path("r/<str:code>/votes/<int:step_id>/", my_votes.mine, name="mine"),
    path("r/<str:code>/votes/<int:step_id>/all/", my_votes.stands, name="stands"),
    path("r/<str:code>/votes/<int:step_id>/language/", translation_pages.choose, name="language"),
    path("r/<str:code>/votes/<int:step_id>/<int:number>/", my_votes.change, name="change"),
    path("r/<str:code>/votes/<int:step_id>/<int:number>/why/", my_votes.why, name="why"),
    path("r/<str:code>/votes/<int:step_id>/<int:number>/translate/", translation_pages.translate_one, name="translate"),
    path("rooms/<uuid:room_id>/vote/<int:step_id>/", preparing.prepare, name="prepare"),
    path("rooms/<uuid:room_id>/vote/<int:step_id>/wall/", moderating.turn_wall, name="wall"),
    path("rooms/<uuid:room_id>/vote/<int:step_id>/statements/", preparing.put_in, name="put-in"),
    path("rooms/<uuid:room_id>/vote/<int:step_id>/<uuid:words_id>/send-back/", moderating.send_back, name="send-back"),
    path("rooms/<uuid:room_id>/vote/<int:step_id>/languages/", translation_pages.languages, name="languages"),
    path("rooms/<uuid:room_id>/vote/<int:step_id>/cards/", printing.cards, name="cards"),
    path("rooms/<uuid:room_id>/vote/<int:step_id>/ballots/", printing.ballots, name="ballots"),
    path("rooms/<uuid:room_id>/vote/<int:step_id>/enter/", entering.enter, name="enter"),
    path("rooms/<uuid:room_id>/vote/<int:step_id>/pass-on/", passing_on.page, name="pass-on"),
    path("rooms/bring-in-a-vote/", bringing_in_pages.bring_in, name="bring-in"),
    path("rooms/bring-in-a-vote/bad-rows/", bringing_in_pages.bad_rows, name="bad-rows"),
    path("rooms/<uuid:room_id>/vote/<int:step_id>/report/", report_page.report, name="report"),
    path("rooms/<uuid:room_id>/vote/<int:step_id>/report.<str:shape>", report_page.report_file, name="report-file"),
    path("rooms/<uuid:room_id>/vote/<int:step_id>/summary/", report_page.summary, name="summary"),
    path("rooms/<uuid:room_id>/vote/<int:step_id>/summary.<str:shape>", report_page.summary_file, name="summary-file"),
]
