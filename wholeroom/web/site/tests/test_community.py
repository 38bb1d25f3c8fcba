"""The community of the worked example after its 30 days: nobody stays alone, and everybody hears what came of it."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from wholeroom.web import reminders
from wholeroom.web.agreements import reminding
from wholeroom.web.agreements.models import Agreement, Message
from wholeroom.web.agreements.telling import by_mail
from wholeroom.web.conversations.models import Contribution
from wholeroom.web.hosting import lists
from wholeroom.web.hosting.working_days import waits_too_long
from wholeroom.web.introductions.models import Introduction, Told
from wholeroom.web.learning.models import PracticeNote, Replication
from wholeroom.web.problems.models import Problem, Reply, SameHereFigures
from wholeroom.web.rooms import actions as rooms
from wholeroom.web.rooms import registry
from wholeroom.web.rooms.entering import calling
from wholeroom.web.site.westmarch.community import living
from wholeroom.web.site.westmarch.finished import FACILITATOR
from wholeroom.web.site.westmarch.simulated import SCRIPT

TODAY = timezone.localdate()


@pytest.fixture(scope="module")
def community(django_db_setup, django_db_blocker, tmp_path_factory):
    """Lived through once for all tests of this file, and undone after them."""
    folder = override_settings(DATA=tmp_path_factory.mktemp("community"))
    with folder, django_db_blocker.unblock(), transaction.atomic():
        yield living.live(SCRIPT.parent)
        transaction.set_rollback(True)


def test_every_problem_has_a_reply_within_two_working_days_or_stands_on_the_hosts_page(community, db):
    shared = Problem.objects.filter(conversation__audience="everyone").exclude(conversation__state="draft")
    first_reply = {}
    for reply in Reply.objects.select_related("problem", "words__participant").order_by("-day"):
        if reply.words.participant.member_id != reply.problem.owner_id:
            first_reply[reply.problem_id] = reply.day

    late = [one for one in shared if waits_too_long(one.shared_on, first_reply.get(one.pk, TODAY))]

    assert len(late) == 4  # one of them brought under a pseudonym
    assert {one.pk for one in late} == {one.pk for one in lists.without_reply(today=TODAY)}


def test_every_introduction_that_is_old_enough_ended_in_the_question(community, db):
    made = Introduction.objects.filter(state="made", made__lte=TODAY - timedelta(days=14))
    asked = [
        (side, {one.key for one in reminders.of(side.person, today=TODAY)})
        for one in made
        for side in one.sides.filter(has_told=False)
    ]
    answers = sum(Told.objects.values_list("came", flat=True))

    assert answers >= 4
    assert [side.pk for side, keys in asked if f"introductions-helped-{side.pk.hex}" not in keys] == []


def test_everybody_who_spoke_in_a_meeting_is_told_the_outcome(community, make_person):
    problem = community.problems["friday-script"]
    facilitator = make_person(FACILITATOR, may_facilitate=True)
    method = registry.method("problem_meeting")
    room = rooms.open_room(by=facilitator, method=method, minutes=60, problem=problem)
    calling.call(by=facilitator, room=room)
    people = [one for one in community.people.values() if calling.could_bring(one, room)]
    for person in people:
        words = calling.could_bring(person, room)
        calling.bring(by=person, room=room, words=words, shown_as="name", tell_me=True)
    rooms.close(by=facilitator, room=room)
    agreement = Agreement.objects.get(pk=room.pk)
    Agreement.objects.filter(pk=room.pk).update(review_day=TODAY + timedelta(days=60))

    reminding.remind(today=TODAY + timedelta(days=60) + reminding.PATIENCE)

    spoke = set(Contribution.objects.filter(conversation=room.pk).values_list("participant", flat=True))
    told = set(Message.objects.filter(agreement=agreement, kind="told").values_list("participant", flat=True))
    of_the_problem = {one.key for person in calling.people_of(problem) for one in reminders.of(person, today=TODAY)}
    assert len(people) >= 3
    assert spoke == told == {one.pk for one in by_mail(agreement)}
    assert f"outcome-{agreement.pk.hex}" in of_the_problem


def problems_of(files):
    """Those under a name, and those under a pseudonym that a host let show."""
    return len(files.problems) + sum(one["kind"] == "bring" and one["shows"] == "yes" for one in files.under_pseudonyms)


def test_example_holds_what_its_files_say(community, db):
    counted = {
        "problems": Problem.objects.count(),
        "notes": PracticeNote.objects.count(),
        "replications": Replication.objects.count(),
    }

    assert counted == {
        "problems": problems_of(community.files),
        "notes": len(community.files.notes),
        "replications": len(community.files.replications),
    }
    assert SameHereFigures.objects.count() == 2


def test_made_again_it_is_there_once(community, db):
    living.make(SCRIPT.parent)

    assert Problem.objects.count() == problems_of(community.files)
