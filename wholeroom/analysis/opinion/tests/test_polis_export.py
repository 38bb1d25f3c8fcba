import csv
import io
import json
import random
from collections import Counter

import pytest

from wholeroom.analysis.opinion.held_elsewhere import read_held
from wholeroom.analysis.opinion.opinion_map import opinion_map
from wholeroom.analysis.opinion.polis_export import polis_files
from wholeroom.analysis.opinion.statements import Statement, Statements, read_statements
from wholeroom.analysis.opinion.tests.rooms import planted_room
from wholeroom.analysis.opinion.votes import Votes, read_votes
from wholeroom.analysis.reading.bad_rows import InputError

WORDS = Statements({str(number): Statement(f"Statement {number}, with a comma") for number in range(30)})


@pytest.fixture(scope="module")
def room():
    rows, _ = planted_room((40, 30), statements=30)
    return Votes.from_rows(rows)


def exported(votes, statements=WORDS, *, seed=0, **options):
    return polis_files(votes, statements, topic="Why?", day="2026-12-01", chance=random.Random(seed), **options)


def rows_of(files, name):
    return list(csv.DictReader(io.StringIO(files.files[name].decode())))


def without_ids(result):
    """The answer as plain JSON, people told apart by nothing but where they stand."""
    plain = json.loads(result.json())
    people = plain.pop("participants")
    return plain, Counter((one["x"], one["y"], one["opinion_group"], one["votes"]) for one in people)


@pytest.mark.parametrize("name", ["votes.csv", "participants-votes.csv"])
def test_map_of_an_export_is_the_map_of_the_room(room, name):
    files = exported(room).files

    read = read_votes(io.BytesIO(files[name]))
    again = opinion_map(read, read_statements(io.BytesIO(files["comments.csv"])))

    assert without_ids(again) == without_ids(opinion_map(room, WORDS))


def test_files_have_the_columns_of_a_polis_export(room):
    files = exported(room).files

    first = {name: content.decode().splitlines()[0] for name, content in files.items() if name.endswith("s.csv")}

    assert first["votes.csv"] == "timestamp,datetime,comment-id,voter-id,vote"
    assert first["comments.csv"] == (
        "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body,is-meta"
    )
    assert first["participants-votes.csv"] == "participant,group-id,n-comments,n-votes,n-agree,n-disagree," + ",".join(
        map(str, range(30))
    )


def test_files_have_the_columns_and_lines_of_real_ones(room, reference_data):
    real = reference_data / "opinion" / "brexit-consensus"
    files = exported(room).files

    for name, more in {"votes.csv": "", "comments.csv": ",is-meta"}.items():
        assert files[name].decode().splitlines()[0] == (real / name).read_text().splitlines()[0] + more
    said = [line.split(",")[0] for line in files["summary.csv"].decode().splitlines()]
    assert said == [line.split(",")[0] for line in (real / "summary.csv").read_text().splitlines()]


def test_figures_of_people_and_statements_are_those_of_the_votes(room):
    files = exported(room)
    votes = rows_of(files, "votes.csv")

    each = Counter((row["comment-id"], row["vote"]) for row in votes)
    own = Counter((row["voter-id"], row["vote"]) for row in votes)

    for row in rows_of(files, "comments.csv"):
        assert (int(row["agrees"]), int(row["disagrees"])) == (
            each[row["comment-id"], "1"],
            each[row["comment-id"], "-1"],
        )
    for row in rows_of(files, "participants-votes.csv"):
        agree, disagree, passed = (own[row["participant"], value] for value in ("1", "-1", "0"))
        assert [int(row[name]) for name in ("n-votes", "n-agree", "n-disagree")] == [
            agree + disagree + passed,
            agree,
            disagree,
        ]


def test_times_are_a_counter_and_one_day(room):
    votes = rows_of(exported(room), "votes.csv")

    assert [int(row["timestamp"]) for row in votes] == list(range(1, len(votes) + 1))
    assert {row["datetime"] for row in votes} == {"2026-12-01"}


def test_nobody_is_an_author(room):
    files = exported(room)

    assert {row["author-id"] for row in rows_of(files, "comments.csv")} == {"0"}
    assert {row["n-comments"] for row in rows_of(files, "participants-votes.csv")} == {"0"}


def test_ids_are_new_in_each_export_and_the_rows_in_their_order(room):
    one, other = exported(room, seed=1), exported(room, seed=2)

    assert one.files["votes.csv"] != other.files["votes.csv"]
    for files in (one, other):
        ids = [int(row["participant"]) for row in rows_of(files, "participants-votes.csv")]
        assert ids == list(range(70))
        votes = [(int(row["comment-id"]), int(row["voter-id"])) for row in rows_of(files, "votes.csv")]
        assert votes == sorted(votes)


def test_same_people_with_other_names_in_another_order_give_files_that_tell_neither(room):
    """What is written depends on the votes and on chance; not on who somebody is, nor on when they came."""
    renamed = Votes.from_rows(
        (f"zz{int(who):05}" if int(who) % 2 else f"aa{int(who):05}", statement, vote)
        for who, statement, vote in reversed(list(room.rows()))
    )

    def seen(files):
        return Counter(
            tuple(row[name] for name in row if name != "participant")
            for row in rows_of(files, "participants-votes.csv")
        )

    assert seen(exported(renamed)) == seen(exported(room))


@pytest.mark.parametrize("answers", [[1, -1, 1, 0], [1] * 9, [-1] * 5])
def test_votes_on_a_statement_with_too_few_answers_are_left_out_and_told(room, answers):
    few = [(str(person), "100", value) for person, value in enumerate(answers)]

    found = exported(Votes.from_rows([*room.rows(), *few]), Statements({**WORDS.by_id, "100": Statement("Rare")}))

    assert found.left_out == ("100",)
    assert {row["comment-id"] for row in rows_of(found, "votes.csv")} == {str(number) for number in range(30)}
    (row,) = [row for row in rows_of(found, "comments.csv") if row["comment-id"] == "100"]
    assert (row["agrees"], row["disagrees"], row["comment-body"]) == ("0", "0", "Rare")
    assert "Statements whose votes are left out: 100." in found.files["read-me.txt"].decode()


def test_statement_that_was_taken_out_has_votes_and_no_words(room):
    words = Statements({**WORDS.by_id, "3": Statement("Somebody’s secret", moderated_out=True)})

    found = exported(room, words)

    (row,) = [row for row in rows_of(found, "comments.csv") if row["comment-id"] == "3"]
    assert (row["moderated"], row["comment-body"]) == ("-1", "")
    assert b"secret" not in b"".join(found.files.values())
    assert "Statements that were taken out have no words here: 3." in found.files["read-me.txt"].decode()


def test_fewer_than_30_people_pass_nothing_on():
    rows, _ = planted_room((15, 14), statements=30)

    with pytest.raises(InputError, match=r"those of 29 people\. It takes 30 or more"):
        exported(Votes.from_rows(rows))


def test_people_whose_only_votes_are_left_out_do_not_count_as_people():
    rows, _ = planted_room((15, 14), statements=30)

    with pytest.raises(InputError, match="those of 29 people"):
        exported(Votes.from_rows([*rows, ("somebody", "100", 1)]))


def test_words_that_a_spreadsheet_would_run_cannot_run(room):
    words = Statements({**WORDS.by_id, "1": Statement("=HYPERLINK(1)")})

    bodies = {row["comment-id"]: row["comment-body"] for row in rows_of(exported(room, words), "comments.csv")}

    assert bodies["1"] == "'=HYPERLINK(1)"


def test_real_conversation_exported_and_read_gives_its_map(reference_data):
    folder = reference_data / "opinion" / "scoop-hivemind.taxes"
    held = read_held(folder / "votes.csv", folder / "comments.csv")
    files = exported(held.votes, held.statements)

    again = read_held(io.BytesIO(files.files["votes.csv"]), io.BytesIO(files.files["comments.csv"]))
    safe = Votes.from_rows(row for row in held.votes.rows() if row[1] not in set(files.left_out))
    one, people = without_ids(opinion_map(again.votes, again.statements))
    other, others = without_ids(opinion_map(safe, held.statements))

    assert people == others
    for name in ("votes", "counted", "explained", "groups", "evidence"):
        assert one[name] == other[name]
