import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from wholeroom.analysis.opinion.opinion_map import opinion_map
from wholeroom.analysis.opinion.statements import read_statements
from wholeroom.analysis.opinion.tests import obvious
from wholeroom.analysis.opinion.tests.rooms import planted_room, spread_room
from wholeroom.analysis.opinion.votes import Votes, read_votes


def groups_of(result):
    return {one.participant: one.opinion_group for one in result.participants}


def caveats_of(result):
    return {one.code for one in result.caveats}


def likeness(result, planted):
    found = groups_of(result)
    people = [person for person in found if found[person]]
    return adjusted_rand_score([planted[int(person)] for person in people], [found[person] for person in people])


def unequal_rooms(people):
    return [[0.65, 0.35], [0.75, 0.25], [0.6, 0.4], [0.8, 0.2], [0.7, 0.3]], [
        [0.5, 0.3, 0.2],
        [0.55, 0.3, 0.15],
        [0.45, 0.35, 0.2],
        [0.6, 0.25, 0.15],
        [0.4, 0.35, 0.25],
    ]


@pytest.mark.parametrize("people", [200, 2000])
@pytest.mark.parametrize("planted_groups", [2, 3])
def test_planted_groups_are_found_in_nine_rooms_of_ten(people, planted_groups):
    shares = unequal_rooms(people)[planted_groups - 2]
    right = 0
    for seed in range(10):
        rows, planted = planted_room([round(people * share) for share in shares[seed % 5]], seed=seed)

        result = opinion_map(Votes.from_rows(rows))

        right += len(result.groups) == planted_groups and likeness(result, planted) >= 0.95
    assert right >= 9


def test_four_planted_groups_do_not_fit_and_the_map_says_so():
    rows, _ = planted_room([80, 60, 40, 20])

    result = opinion_map(Votes.from_rows(rows))

    assert "more_axes" in caveats_of(result)


@pytest.mark.parametrize("people", [20, 60, 200])
def test_answers_by_chance_make_no_groups(people):
    for seed in range(5):
        result = opinion_map(Votes.from_rows(spread_room(people, axes=0, seed=seed)))

        assert result.groups == ()
        assert "no_stable_groups" in caveats_of(result)


def test_votes_by_chance_are_said_to_be_no_more_than_chance():
    said = [
        "chance" in caveats_of(opinion_map(Votes.from_rows(spread_room(100, axes=0, seed=seed)))) for seed in range(20)
    ]

    assert sum(said) >= 17


def test_a_spread_without_gaps_is_said_to_have_none():
    for seed in range(5):
        result = opinion_map(Votes.from_rows(spread_room(300, axes=1, seed=seed)))

        assert caveats_of(result) & {"no_clear_gap", "no_stable_groups"}
        assert "one_axis" in caveats_of(result)


def test_clear_groups_carry_no_doubt():
    rows, _ = planted_room([120, 80])

    result = opinion_map(Votes.from_rows(rows))

    assert not caveats_of(result) & {"no_clear_gap", "no_stable_groups", "chance", "more_axes"}


def test_under_fifteen_counted_people_there_are_no_groups():
    rows, _ = planted_room([8, 6])

    result = opinion_map(Votes.from_rows(rows))

    assert result.groups == ()
    assert all(one.consensus is None for one in result.statements)
    assert {"few_people", "not_drawn"} <= caveats_of(result)


def test_under_thirty_counted_people_no_map_is_drawn_but_places_are_kept():
    rows, _ = planted_room([17, 12])

    result = opinion_map(Votes.from_rows(rows))

    assert not result.drawn
    assert all(one.x is not None for one in result.participants)
    with pytest.raises(ValueError, match="30"):
        result.chart()


def test_people_with_fewer_than_seven_votes_are_not_placed():
    rows, _ = planted_room([20, 20])
    rows += [("late", str(statement), 1) for statement in range(6)]
    rows += [("in time", str(statement), 1) for statement in range(7)]

    result = opinion_map(Votes.from_rows(rows))

    people = {one.participant: one for one in result.participants}
    assert (people["late"].x, people["late"].opinion_group, people["late"].votes) == (None, None, 6)
    assert people["in time"].x is not None


def test_with_few_statements_all_of_them_are_enough():
    rows = [(str(person), str(statement), (-1) ** (person % 2)) for person in range(40) for statement in range(3)]

    result = opinion_map(Votes.from_rows(rows))

    assert (result.needed, result.counted) == (3, 40)


def test_shuffled_rows_give_the_same_bytes():
    rows, _ = planted_room([60, 40, 30])
    shuffled = random.Random(4).sample(rows, len(rows))

    assert opinion_map(Votes.from_rows(shuffled)).json() == opinion_map(Votes.from_rows(rows)).json()


def test_other_ids_give_the_same_places_and_groups():
    rows, _ = planted_room([60, 40, 30])
    names = {
        person: f"person-{hash_} "
        for person, hash_ in zip(
            sorted({row[0] for row in rows}), random.Random(2).sample(range(10**6), 130), strict=True
        )
    }
    renamed = [(names[person].strip(), statement, vote) for person, statement, vote in rows]

    first = {
        names[one.participant].strip(): (one.x, one.y, one.opinion_group)
        for one in opinion_map(Votes.from_rows(rows)).participants
    }
    second = {
        one.participant: (one.x, one.y, one.opinion_group) for one in opinion_map(Votes.from_rows(renamed)).participants
    }

    assert second == first


def test_letters_go_by_size_and_then_by_centre():
    rows, _ = planted_room([30, 70, 50])

    sizes = [group.size for group in opinion_map(Votes.from_rows(rows)).groups]

    assert sizes == sorted(sizes, reverse=True)


def test_everyone_who_votes_alike_stands_in_the_same_place():
    rows = [(str(person), str(statement), 1) for person in range(40) for statement in range(10)]

    result = opinion_map(Votes.from_rows(rows))

    assert {(one.x, one.y) for one in result.participants} == {(0.0, 0.0)}
    assert result.groups == ()


@st.composite
def small_rooms(draw):
    people, statements = draw(st.integers(1, 12)), draw(st.integers(1, 8))
    votes = st.sampled_from([1, 0, -1, None])
    rows = [(f"p{i}", str(j), draw(votes)) for i in range(people) for j in range(statements)]
    return [row for row in rows if row[2] is not None]


@settings(max_examples=60, deadline=None)
@given(small_rooms())
def test_any_small_room_has_an_answer_with_every_statement_and_person(rows):
    result = opinion_map(Votes.from_rows(rows))

    assert {one.participant for one in result.participants} == {row[0] for row in rows}
    assert {one.statement for one in result.statements} == {row[1] for row in rows}
    assert sum(one.room.votes for one in result.statements) == len(rows) == result.votes


def test_every_figure_equals_the_obvious_way_of_working_it_out():
    rows, _ = planted_room([40, 25, 20], statements=30, answered=0.8, seed=3)
    out = [4, 17]
    statements = read_statements(_statements_file(30, out))

    result = opinion_map(Votes.from_rows(rows), statements)

    people = [one.participant for one in result.participants]
    names = [one.statement for one in result.statements]
    matrix = obvious.full_matrix(people, names, rows)
    where, levers = obvious.places(matrix, out)
    mine = np.array([(one.x, one.y) for one in result.participants])
    sign = np.sign((mine * where).sum(axis=0))
    assert np.abs(mine - where * sign).max() < 1e-9
    groups = [
        [i for i, one in enumerate(result.participants) if one.opinion_group == letter.opinion_group]
        for letter in result.groups
    ]
    shown = [j for j in range(30) if j not in out]
    consensus, priorities = obvious.consensus(matrix, groups), obvious.priorities(matrix, range(len(people)), levers)
    for j in shown:
        one = result.statements[j]
        assert one.consensus == pytest.approx(consensus[j], rel=1e-12)
        assert one.priority == pytest.approx(priorities[j], rel=1e-9)
        assert (one.x, one.y) == pytest.approx(tuple(levers[j] * sign), abs=1e-9)
        counted = [counts[j] for counts in obvious.counts(matrix, range(len(people)))]
        assert [one.room.agree, one.room.disagree, one.room.passed] == counted
    for letter, inside in zip(result.groups, groups, strict=True):
        outside = [i for i in range(len(people)) if i not in inside]
        for picked in letter.representative:
            vote = {"agree": 1, "disagree": -1}[picked.direction]
            figures = obvious.group_figures(matrix, inside, outside, vote)[names.index(picked.statement)]
            assert (picked.share, picked.ratio, picked.z, picked.z_ratio) == pytest.approx(figures, rel=1e-12)


def _statements_file(count, out):
    import io

    lines = ["statement,text,moderated"] + [f"{j},Statement {j},{-1 if j in out else 1}" for j in range(count)]
    return io.BytesIO("\n".join(lines).encode())


def test_statements_left_out_keep_their_answers_and_shape_nothing():
    rows, _ = planted_room([40, 30], statements=20)
    statements = read_statements(_statements_file(20, [3]))
    flipped = [(person, one, -vote if one == "3" else vote) for person, one, vote in rows]

    result, other = (opinion_map(Votes.from_rows(version), statements) for version in (rows, flipped))

    for one, same in zip(result.participants, other.participants, strict=True):
        assert (one.x, one.y) == pytest.approx((same.x, same.y), abs=1e-9)
        assert one.opinion_group == same.opinion_group
    out = result.statements[3]
    assert (out.consensus, out.room_consensus, out.priority, out.x) == (None, None, None, None)
    assert out.room.votes > 0
    assert "3" not in {one.statement for group in result.groups for one in group.representative}


@pytest.mark.parametrize(("taken_out", "told"), [([], {"votes": 8, "statements": 20}), (range(8, 20), None)])
def test_how_few_statements_people_saw_is_told_of_those_that_nobody_took_out(taken_out, told):
    """All saw the first eight; one person saw the other twelve too. Where these were taken out, all saw all."""
    rows = [(f"p{who}", str(one), 1 if (who + one) % 3 else -1) for who in range(40) for one in range(8)]
    rows += [("p0", str(one), 1) for one in range(8, 20)]

    found = opinion_map(Votes.from_rows(rows), read_statements(_statements_file(20, taken_out)))

    assert next((one.values for one in found.caveats if one.code == "sparse"), None) == told


def test_statements_nobody_voted_on_are_listed():
    rows, _ = planted_room([20, 20], statements=10)

    result = opinion_map(Votes.from_rows(rows), read_statements(_statements_file(12, [])))

    assert [one.room.votes for one in result.statements[10:]] == [0, 0]
    assert "unvoted" in caveats_of(result)


def test_statements_whose_words_are_missing_are_said():
    rows, _ = planted_room([20, 20], statements=10)

    with_some = opinion_map(Votes.from_rows(rows), read_statements(_statements_file(8, [])))
    with_none = opinion_map(Votes.from_rows(rows))

    assert "wordless" in caveats_of(with_some)
    assert "wordless" not in caveats_of(with_none)


def test_no_votes_at_all_is_an_answer_without_places():
    result = opinion_map(Votes.from_rows([]))

    assert (result.votes, result.counted, result.groups, result.statements) == (0, 0, (), ())


def test_three_shapes_of_one_conversation_give_the_same_map(reference_data):
    for conversation in ("brexit-consensus", "scoop-hivemind.taxes"):
        folder = reference_data / "opinion" / conversation
        statements = read_statements(folder / "comments.csv")
        by_time = read_votes(folder / "votes.csv")

        maps = {
            opinion_map(votes, statements).json()
            for votes in (by_time, read_votes(folder / "participants-votes.csv"), Votes.from_rows(by_time.rows()))
        }

        assert len({_without_reading(one) for one in maps}) == 1


def _without_reading(answer):
    """The answer less what is said of the file it was read from."""
    import json

    plain = json.loads(answer)
    plain["caveats"] = [one["code"] for one in plain["caveats"] if one["code"] != "votes_replaced"]
    return json.dumps(plain)


def test_published_groups_of_the_tax_conversation_are_found(reference_data):
    folder = reference_data / "opinion" / "scoop-hivemind.taxes"
    published = dict(_published_groups(folder))

    result = opinion_map(read_votes(folder / "votes.csv"), read_statements(folder / "comments.csv"))

    found = groups_of(result)
    both = [person for person in found if found[person] and published.get(person)]
    assert len(both) > 280
    assert adjusted_rand_score([published[one] for one in both], [found[one] for one in both]) >= 0.90


def _published_groups(folder):
    import csv

    with (folder / "participants-votes.csv").open(newline="") as lines:
        for row in csv.DictReader(lines):
            yield row["participant"], row["group-id"]
