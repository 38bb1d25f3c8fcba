from django.urls import path

from wholeroom.web.rooms.design import arranging, designing, guiding
from wholeroom.web.rooms.entering import asked, invited, inviting, joining
from wholeroom.web.rooms.screens import closing, console, paper, phone, wall

app_name = "rooms"
urlpatterns = [
    path("rooms/", designing.mine, name="mine"),
    path("rooms/new/", designing.new, name="new"),
    path("rooms/<uuid:room_id>/", designing.design, name="design"),
    path("rooms/<uuid:room_id>/purpose/", designing.purpose, name="purpose"),
    path("rooms/<uuid:room_id>/place/", designing.place, name="place"),
    path("rooms/<uuid:room_id>/one-voice/", designing.one_voice, name="one-voice"),
    path("rooms/<uuid:room_id>/steps/", arranging.steps, name="steps"),
    path("rooms/<uuid:room_id>/guide/", guiding.guide, name="guide"),
    path("rooms/<uuid:room_id>/seats/", arranging.seats, name="seats"),
    path("rooms/<uuid:room_id>/seats/<int:seat_id>/", arranging.seat, name="seat"),
    path("rooms/<uuid:room_id>/invitations/", inviting.all_invitations, name="invitations"),
    path("rooms/<uuid:room_id>/invitations/<int:invitation_id>/again/", inviting.again, name="invite-again"),
    path("rooms/<uuid:room_id>/invitations/<int:invitation_id>/take-back/", inviting.take_back, name="take-back"),
    path("rooms/<uuid:room_id>/call/", asked.call, name="call"),
    path("rooms/<uuid:room_id>/without-phone/", inviting.without_phone, name="without-phone"),
    path("rooms/<uuid:room_id>/console/", console.console, name="console"),
    path("rooms/<uuid:room_id>/console/now/", console.now, name="console-now"),
    path("rooms/<uuid:room_id>/console/mine/", console.mine, name="console-mine"),
    path("rooms/<uuid:room_id>/turn/", console.turn, name="turn"),
    path("rooms/<uuid:room_id>/word/", console.word, name="word"),
    path("rooms/<uuid:room_id>/add-person/", console.add_person, name="add-person"),
    path("rooms/<uuid:room_id>/words/", console.words, name="all-words"),
    path("rooms/<uuid:room_id>/words/<uuid:words_id>/hide/", console.hide_words, name="hide-words"),
    path("rooms/<uuid:room_id>/close/", closing.close, name="close"),
    path("rooms/<uuid:room_id>/paper/", paper.paper, name="paper"),
    path("wall/<str:signed>/", wall.wall, name="wall"),
    path("r/<str:code>/", phone.phone, name="phone"),
    path("r/<str:code>/mine/", phone.mine, name="mine-fragment"),
    path("r/<str:code>/said/", phone.said, name="said"),
    path("r/<str:code>/say/<int:step_id>/", phone.say, name="say"),
    path("invitation/<str:token>/", invited.invitation, name="invitation"),
    path("invitation/<str:token>/decline/", invited.decline, name="decline"),
    path("invitation/<str:token>/ask-someone-else/", invited.pass_on, name="pass-on"),
    path("join/", joining.join, name="join"),
    path("j/<str:code>/asked/", asked.asked, name="asked"),
    path("j/<str:code>/", joining.welcome, name="welcome"),
    path("j/<str:code>/back/<str:token>/", joining.back, name="back"),
]
