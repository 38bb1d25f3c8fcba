"""The worked example of the demo: a problem, a finished meeting on it and what came of it since, and a hall's vote."""

import uuid
from datetime import timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from wholeroom.web.agreements import actions as agreements
from wholeroom.web.agreements.models import Agreement
from wholeroom.web.people.models import Person
from wholeroom.web.rooms import actions
from wholeroom.web.rooms.models import Room
from wholeroom.web.site.westmarch import hall
from wholeroom.web.site.westmarch.past import days_ago
from wholeroom.web.site.westmarch.playing import METHOD, Play, bring_problem, open_room
from wholeroom.web.site.westmarch.script import Reviewed, read

DAYS_AGO = 70  # the meeting; its review was ten days ago
FACILITATOR = "facilitator@westmarch.example"


def make(file: Path) -> tuple[Person, Room]:
    """The facilitator of the demo and a room that has not begun; all else is made if it is not there yet."""
    facilitator = Person.objects.filter(email=FACILITATOR).first()
    if facilitator is None:
        with transaction.atomic():
            facilitator = _first_time(file)
    return facilitator, facilitator.rooms.filter(conversation__state="open", method=METHOD).latest("pk")


def _first_time(file: Path) -> Person:
    script = read(file)
    facilitator = Person.objects.create_user(FACILITATOR, name="Nell", may_facilitate=True)
    owner = Person.objects.create_user(script.people[script.owner].email, name=script.people[script.owner].name)
    with days_ago(DAYS_AGO):
        problem = bring_problem(script, owner)
        room = open_room(script, problem, facilitator)
        play = Play.begin(script, room, facilitator)
        play.hold()
        actions.close(by=facilitator, room=room)
    with days_ago(DAYS_AGO - script.review_days):
        for review in script.reviews:
            _review(play, review)
    open_room(script, problem, facilitator)
    hall.make(file.parent, by=facilitator, problem=problem)
    return facilitator


def _review(play: Play, review: Reviewed) -> None:
    agreement = Agreement.objects.get(room=play.room)
    spoken = agreements.Spoken(text=review.text, shown_as=review.appears, sending=uuid.uuid4().hex)
    by = play.people[review.who]
    if review.promise is None:
        agreements.say_what_changed(by=by, agreement=agreement, spoken=spoken)
        return
    promise = list(agreement.promises.all())[review.promise]
    day = timezone.localdate() + timedelta(days=review.new_days) if review.new_days else None
    agreements.say_how_it_goes(by=by, promise=promise, state=review.judged, spoken=spoken, new_day=day)
