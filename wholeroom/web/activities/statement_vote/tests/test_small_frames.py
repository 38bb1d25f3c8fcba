"""A phone on a bad line is sent little, and still sees where the room stands: figures, the map, the table of groups."""

import re
from dataclasses import asdict

import pytest

from wholeroom.analysis.opinion.live_map import Crowd, LiveGroup, LiveMap
from wholeroom.web.activities.statement_vote import actions
from wholeroom.web.activities.statement_vote.models import Standing
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.rooms.models import Step
from wholeroom.web.rooms.screens.frames import MOST_BYTES_ON_A_PHONE, draw

LETTERS = "ABCDE"
MARK = re.compile(r"<(?:circle|rect|polygon) ")
SHARED, SPLIT, OTHER = [220, 15, 5], [100, 100, 40], [30, 40, 170]


def words(number, letters, letter="o"):
    return f"{number} {letter * letters}"[:letters]


@pytest.fixture
def hall(voting_room):
    """A room of 240 people with nine statements of so many letters, as many groups, and 40 crowds on its map."""

    def make(letters, groups, letter="o"):
        here = voting_room(0)
        texts = [words(number, letters, letter) for number in range(9)]
        actions.put_in_many(by=here.facilitator, step=here.step, texts=texts)
        drawn = LiveMap(
            statements=("1",),
            mean=(0.0,),
            direction=((0.1,), (0.1,)),
            reach=1.0,
            people=240,
            groups=tuple(LiveGroup(LETTERS[one], 240 // groups, one / 5, 0.2) for one in range(groups)),
            crowds=tuple(
                Crowd(one / 20 - 1, one % 7 / 4 - 1, LETTERS[one % groups] if groups else "", 6) for one in range(40)
            ),
        )
        totals = {str(number): [SHARED, SPLIT, OTHER][number % 3] for number in range(1, 10)}
        Standing.objects.update_or_create(step=here.step, defaults={"totals": totals, "drawn": asdict(drawn)})
        return here

    return make


@pytest.mark.parametrize("language", ["en-gb", "cy"])
@pytest.mark.parametrize("groups", [0, 2, 3, 5])
@pytest.mark.parametrize("letters", [40, 100, 200])
def test_phone_shows_figures_and_map_in_few_bytes(hall, letters, groups, language):
    here = hall(letters, groups)

    for _step in ("vote", "look"):
        drawn = draw(here.room.pk.hex, "phone", language)

        assert len(drawn.encode()) <= MOST_BYTES_ON_A_PHONE
        assert len(MARK.findall(drawn)) >= 12
        assert re.findall(r'<span class="letter g\d">(\w)</span>', drawn) == list(LETTERS[:groups])
        assert all(f">{words(number, min(letters, 60))}" in drawn for number in range(3))
        here.turn("next")


def test_marks_on_a_phone_are_the_largest_and_it_says_so(hall):
    drawn = draw(hall(40, 2).room.pk.hex, "phone", "en-gb")

    assert len(MARK.findall(drawn)) == 24
    assert "Only the largest are drawn." in drawn


def test_words_about_it_give_way_to_where_the_room_stands(hall):
    here = hall(200, 5, letter="ŵ")
    here.turn("next")
    look = here.room.steps.get(position=1)
    said = {"conversation": here.room.conversation, "part": look.part, "kind": "note"}
    conversations.contribute(by=here.joins()[0], text="It strikes me " + "x" * 250, **said)

    drawn = draw(here.room.pk.hex, "phone", "cy")

    assert len(drawn.encode()) <= MOST_BYTES_ON_A_PHONE
    assert len(MARK.findall(drawn)) == 12
    assert "It strikes me" not in drawn


def test_where_not_even_that_fits_the_phone_leads_to_all_figures(hall):
    here = hall(200, 5, letter="語")
    Step.objects.filter(pk=here.step.pk).update(prompt="語" * 800)

    drawn = draw(here.room.pk.hex, "phone", "en-gb")

    assert len(drawn.encode()) <= MOST_BYTES_ON_A_PHONE
    assert f'href="/r/{here.room.code}/votes/{here.step.pk}/all/"' in drawn
    assert "A lot has been said" not in drawn
