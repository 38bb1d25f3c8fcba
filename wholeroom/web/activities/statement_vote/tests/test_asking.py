"""What somebody is asked next, and the questions to the database that are written by hand, against plain ones."""

import random
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wholeroom.web.activities.statement_vote import actions, asking
from wholeroom.web.activities.statement_vote.actions import Cast, cast_together
from wholeroom.web.activities.statement_vote.asked_part import Asked, filled
from wholeroom.web.activities.statement_vote.models import Standing, Vote
from wholeroom.web.activities.statement_vote.tests.quick_votes import open_vote
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations.models import Contribution, Participant


def number_asked(step, who, wanted: str = "") -> int:
    asked = asking.asked_of(step, [who.pk], wanted)[who.pk]
    return step.statements.get(pk=asked.statement).number


def cast(step, who, *numbers: int) -> None:
    votes = [Cast(who.pk, step.statements.get(number=number).pk, 1) for number in numbers]
    cast_together(step=step, votes=votes)


# What is asked


def test_nobody_is_asked_what_they_voted_on(make_room):
    choices = asking.Choices.of(open_vote(make_room, statements=4))

    assert {choices.next_for(uuid4(), [3, 1]).place for _ in range(40)} == {2, 4}


def test_who_loads_their_page_again_is_asked_the_same(make_room, make_participant):
    step = open_vote(make_room, statements=9)
    ann = make_participant(step.room)

    assert len({number_asked(step, ann) for _ in range(20)}) == 1


def test_statement_that_somebody_chose_is_asked_again(step, ann, first):
    cast(step, ann, 1)

    assert number_asked(step, ann, wanted=str(first.pk)) == 1


def test_statement_that_is_wanted_and_not_there_is_not_asked(step, ann, first):
    cast(step, ann, 1)

    assert [number_asked(step, ann, wanted=wanted) for wanted in (str(uuid4()), "none", "")] == [2, 2, 2]


def test_hidden_statement_is_not_asked_and_does_not_count(step, ann, first):
    cast(step, ann, 1)
    conversations.hide(by=step.room.facilitators.get(), contribution=first.words, reason="advert")

    asked = asking.asked_of(step, [ann.pk])[ann.pk]

    assert (asked.voted, asked.statements, asked.last) == (0, 1, None)


def test_person_is_told_how_far_they_are_and_what_came_last(make_room, make_participant):
    step = open_vote(make_room, statements=4)
    ann = make_participant(step.room)
    cast(step, ann, 4)
    cast(step, ann, 2)

    asked = asking.asked_of(step, [ann.pk])[ann.pk]

    assert (asked.number, asked.statements, asked.last) == (3, 4, 2)


def test_what_the_map_says_to_ask_more_is_asked_more(make_room):
    step = open_vote(make_room, statements=2)
    Standing.objects.create(step=step, weights={"1": 1.0, "2": 1e9}, totals={"1": [5, 2, 0], "2": [5, 2, 0]})
    choices = asking.Choices.of(step)

    asked = [choices.next_for(UUID(int=number), []).place for number in range(200)]

    assert asked.count(2) > 140  # two turns in three, and half of the others


def test_as_many_questions_are_put_to_the_database_for_many_people(make_room, make_participant):
    step = open_vote(make_room, statements=3)
    people = [make_participant(step.room) for _ in range(9)]
    counts = []
    for some in (people[:1], people):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            asking.asked_of(step, [who.pk for who in some])
        counts.append(len(asked))

    assert counts == [4, 4]


# How it is drawn


@pytest.mark.parametrize("asked", [Asked(None, "", 0, 0), Asked(None, "", 3, 3, 2), Asked(uuid4(), "Why?", 1, 3, 7)])
def test_part_leads_where_the_site_says(step, asked):
    html = filled(step, asked, "en-gb", csrf_token="t", ticket="k")

    address = [step.room.code, step.pk]
    assert (f'action="{reverse("rooms:say", args=address)}"' in html) == (asked.statement is not None)
    assert (f'href="{reverse("statement_vote:mine", args=address)}"' in html) == (asked.voted > 0)
    if asked.last:
        assert f'href="{reverse("statement_vote:why", args=[*address, asked.last])}"' in html
    assert "\ue000" not in html


def test_part_kept_for_one_person_shows_nothing_of_them_to_another(step):
    one, other = Asked(uuid4(), "One says", 1, 3, 1), Asked(uuid4(), "Other says", 2, 4, 2)
    first_time = filled(step, one, "en-gb", csrf_token="t1", ticket="k1")

    html = filled(step, other, "en-gb", csrf_token="t2", ticket="k2")

    assert [said in html for said in ("One says", str(one.statement), 'value="t1"', 'value="k1"')] == [False] * 4
    assert filled(step, one, "en-gb", csrf_token="t1", ticket="k1") == first_time


def test_person_whose_words_were_hidden_is_told_so_and_nobody_else_is(step, make_participant):
    ann, bob = make_participant(step.room), make_participant(step.room)
    words = {"text": "Her name is on the list", "shown_as": "nobody", "sending": "one"}
    said = actions.put_in(by=ann, step=step, words=words, speaker=ann).words

    conversations.hide(by=step.room.facilitators.get(), contribution=said, reason="names-somebody")

    asked = asking.asked_of(step, [ann.pk, bob.pk])
    parts = [filled(step, asked[who.pk], "en-gb", csrf_token="", ticket="") for who in (ann, bob)]
    assert ["Something you put in was hidden." in part for part in parts] == [True, False]


@pytest.mark.parametrize(("letters", "is_long"), [(80, False), (81, True)])
def test_long_statement_is_set_smaller(step, letters, is_long):
    html = filled(step, Asked(uuid4(), "x" * letters, 0, 1), "en-gb", csrf_token="", ticket="")

    assert ("is-long" in html) == is_long


# Against plain questions


def kept_plainly(step, votes: list[Cast]) -> list[Cast]:
    """One by one, and by the models alone."""
    kept = []
    for vote in votes:
        who = Participant.objects.filter(pk=vote.participant, conversation=step.room_id, is_erased=False).first()
        what = step.statements.filter(pk=vote.statement, words__state=Contribution.State.SHOWN).first()
        if who and what:
            kept.append(vote)
            last = Vote.objects.filter(step=step, turn__isnull=False).order_by("-turn").first()
            found = Vote.objects.filter(participant=who, statement=what).first() or Vote(
                step=step, participant=who, statement=what
            )
            waits = found.turn is not None or found.counted != vote.value or found.counted is None
            found.value, found.turn = vote.value, (last.turn if last else 0) + 1 if waits else None
            found.save()
    return kept


def standing_votes(step) -> list[tuple]:
    """Every vote, those that wait in their order."""
    votes = Vote.objects.filter(step=step).order_by("turn", "participant", "statement")
    return [(vote.participant_id, vote.statement_id, vote.value, vote.counted, vote.turn is None) for vote in votes]


@pytest.mark.parametrize("seed", range(4))
def test_votes_kept_together_are_those_that_plain_questions_keep_one_by_one(make_room, make_participant, seed):
    chance = random.Random(seed)
    step, elsewhere = open_vote(make_room, statements=4), open_vote(make_room)
    people = [make_participant(step.room) for _ in range(3)] + [make_participant(elsewhere.room)]
    statements = [*step.statements.all(), elsewhere.statements.get(number=1)]
    conversations.erase_participant(by=people[0], participant=people[0])
    conversations.hide(by=step.room.facilitators.get(), contribution=statements[0].words, reason="advert")
    found = []
    for way in (
        kept_plainly,
        lambda step, votes: [one for one in votes if one in cast_together(step=step, votes=votes).kept],
    ):
        chance.seed(seed)
        Vote.objects.all().delete()
        kept = []
        for _ in range(6):
            votes = [
                Cast(chance.choice(people).pk, chance.choice(statements).pk, chance.choice([-1, 0, 1]))
                for _ in range(chance.randrange(1, 6))
            ]
            kept.append(way(step, votes))
            counted = list(Vote.objects.filter(turn__isnull=False).order_by("turn").values_list("pk", flat=True)[:2])
            for vote in Vote.objects.filter(pk__in=counted):
                Vote.objects.filter(pk=vote.pk).update(counted=vote.value, turn=None)
        found.append((kept, standing_votes(step)))

    assert found[0] == found[1]


@pytest.mark.parametrize("seed", range(2))
def test_what_people_voted_on_is_what_the_models_say(make_room, make_participant, seed):
    chance = random.Random(seed)
    step = open_vote(make_room, statements=5)
    people = [make_participant(step.room) for _ in range(4)]
    for _ in range(12):
        cast(step, chance.choice(people), chance.randrange(1, 6))

    plainly = {
        who.pk: [vote.statement.number for vote in who.votes.select_related("statement").order_by("pk")]
        for who in people
    }
    assert asking.voted_on(step, [who.pk for who in people]) == plainly
    assert asking.voted_on(step, []) == {}


def test_no_votes_at_all_are_kept_without_harm(step):
    assert actions.cast_together(step=step, votes=[]).kept == frozenset()
