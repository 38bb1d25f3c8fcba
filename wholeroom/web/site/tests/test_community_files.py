"""The community of the example: its files fit each other, read easily and give nobody away."""

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

import wholeroom
from wholeroom.analysis.segmentation.checking.reading_age import sentences, words_in
from wholeroom.web.people.stakeholder_groups import GROUPS

FOLDER = Path(wholeroom.__file__).parents[1] / "examples" / "westmarch"
MOST_WORDS = 20
TITLE_UNDER = 110
ANSWERED_WITHIN = 2  # days of the calendar: never more than two working days, whichever day today is
CROWD = 14

ROWS = {
    "areas": range(8, 11),
    "organisations": range(12, 17),
    "people": range(42, 49),
    "problems": range(55, 71),
    "same_problem": range(16, 41),
    "replies": range(180, 251),
    "same_here": range(220, 271),
    "introductions": range(8, 11),
    "notes": range(38, 43),
    "replications": range(28, 38),
    "countersigned": range(18, 24),
    "under_pseudonyms": range(5, 9),
}
PARTS = ("happens", "to-whom", "tried", "got-wrong", "not-understood", "good", "who-should-be-there")
TOLD = ("context", "done", "happened", "numbers", "cost", "went-wrong", "not-helped", "differently")
OF_NEW = ("who-benefits", "displaces", "basics")
LONG_TEXTS = {
    "organisations": ("about", "funding"),
    "people": ("interests", "funding"),
    "problems": ("hard", *PARTS, "done"),
    "replies": ("text", "happened", "cost", "not-helped"),
    "notes": ("title", *TOLD, *OF_NEW),
    "replications": ("text",),
    "countersigned": ("text",),
    "under_pseudonyms": ("text",),
}
SERVICES = {"drug-and-alcohol", "homelessness", "mental-health", "carers", "home-care", "domestic-abuse"}
SERVICES |= {"young-people", "public-health", "other"}
HELPED = {"yes", "a-little", "no", "not-talked", ""}
CODES = {
    ("organisations", "kind"): {"council", "health", "provider", "charity", "user-group", "national"},
    ("people", "host"): {"yes", ""},
    ("people", "vouched"): {"", *GROUPS},
    ("problems", "service"): SERVICES,
    ("problems", "appears"): {"name", "group", "nobody"},
    ("problems", "audience"): {"everyone", "link"},
    ("problems", "ideas"): {"yes", "no"},
    ("problems", "state"): {"open", "in-meeting", "acted-on", "looked-again", "closed-nothing"},
    ("replies", "kind"): {"question", "answer", "tried", "idea", "same-here-words"},
    ("replies", "appears"): {"name", "group", "nobody"},
    ("same_here", "appears"): {"name", "group", "count"},
    ("same_here", "may_be_asked"): {"yes", "no"},
    ("introductions", "answer"): {"yes", "declined", "waiting", "expired"},
    ("introductions", "helped_one"): HELPED,
    ("introductions", "helped_other"): HELPED,
    ("notes", "service"): SERVICES,
    ("notes", "outcome"): {"worked", "mixed", "failed"},
    ("notes", "is_new"): {"yes", "no"},
    ("replications", "outcome"): {"same", "partly", "not"},
    ("countersigned", "group"): set(GROUPS),
    ("under_pseudonyms", "group"): set(GROUPS),
    ("under_pseudonyms", "kind"): {"question", "same-here", "bring"},
    ("under_pseudonyms", "shows"): {"yes", "no"},
}
REFERENCES = {
    "organisations": {"area": "areas"},
    "people": {"area": "areas", "organisation": "organisations"},
    "problems": {"by": "people", "area": "areas"},
    "same_problem": {"one": "problems", "other": "problems"},
    "replies": {"problem": "problems", "by": "people", "answers": "replies"},
    "same_here": {"problem": "problems", "by": "people", "area": "areas"},
    "introductions": {"problem": "problems", "by": "people", "other": "people"},
    "notes": {"by": "people", "area": "areas", "about": "problems"},
    "replications": {"note": "notes", "by": "people", "area": "areas"},
    "countersigned": {"note": "notes", "by": "people"},
    "under_pseudonyms": {"problem": "problems", "area": "areas"},
}
MAY_BE_EMPTY = {("people", "organisation"), ("replies", "answers"), ("notes", "about"), ("under_pseudonyms", "problem")}
FOLLOWS = {"replies": "problem", "same_here": "problem", "replications": "note", "countersigned": "note"}


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def by_key(name: str) -> dict[str, dict[str, str]]:
    return {row["code" if name == "areas" else "key"]: row for row in rows(name)}


def groups_of(row: dict[str, str]) -> set[str]:
    return set(filter(None, row["groups"].split(";")))


def replies_of_others() -> dict[str, list[dict[str, str]]]:
    problems, found = by_key("problems"), defaultdict(list)
    for reply in rows("replies"):
        if reply["by"] != problems[reply["problem"]]["by"]:
            found[reply["problem"]].append(reply)
    return found


@pytest.mark.parametrize("name", ROWS)
def test_file_has_about_as_many_rows_as_it_should_and_every_row_every_cell(name):
    found = rows(name)

    assert len(found) in ROWS[name]
    assert [row for row in found if None in row or None in row.values()] == []


@pytest.mark.parametrize("name", ["areas", "organisations", "people", "problems", "replies", "notes"])
def test_key_is_found_once(name):
    assert len(by_key(name)) == len(rows(name))


@pytest.mark.parametrize(("name", "column"), CODES)
def test_code_is_known(name, column):
    assert {row[column] for row in rows(name)} - CODES[name, column] == set()


@pytest.mark.parametrize("name", REFERENCES)
def test_what_a_row_points_to_is_there(name):
    for column, other in REFERENCES[name].items():
        known = set(by_key(other)) | ({""} if (name, column) in MAY_BE_EMPTY else set())

        assert {row[column] for row in rows(name)} - known == set()


@pytest.mark.parametrize("name", ["people", "problems", "same_here", "notes"])
def test_stakeholder_groups_are_known(name):
    assert set().union(*map(groups_of, rows(name))) - set(GROUPS) == set()


def test_every_group_is_among_the_people_and_some_people_have_none_or_several():
    sizes = Counter(len(groups_of(person)) for person in rows("people"))

    assert set().union(*map(groups_of, rows("people"))) == set(GROUPS)
    assert set(sizes) == {0, 1, 2}


def test_two_people_are_hosts_and_nobody_is_vouched_for_a_group_they_do_not_speak_for():
    people = rows("people")

    assert sum(person["host"] == "yes" for person in people) == 2
    assert [row["key"] for row in people if row["vouched"] and row["vouched"] not in groups_of(row)] == []


@pytest.mark.parametrize("name", ["problems", "replies", "same_here", "introductions", "notes", *FOLLOWS])
def test_day_is_within_the_last_thirty(name):
    assert {int(row["day"]) for row in rows(name)} <= set(range(31))


@pytest.mark.parametrize("name", FOLLOWS)
def test_nothing_is_older_than_what_it_is_about(name):
    about = by_key(f"{FOLLOWS[name]}s")

    assert [row for row in rows(name) if int(row["day"]) > int(about[row[FOLLOWS[name]]]["day"])] == []


def test_note_is_no_older_than_the_problem_it_is_about():
    problems = by_key("problems")

    assert [
        note["key"]
        for note in rows("notes")
        if note["about"] and int(note["day"]) > int(problems[note["about"]]["day"])
    ] == []


def test_answer_comes_after_what_it_answers_in_the_same_problem():
    replies = by_key("replies")
    pairs = [(reply, replies[reply["answers"]]) for reply in replies.values() if reply["answers"]]

    assert {answer["kind"] for answer, _ in pairs} == {"answer"}
    assert [a for a, asked in pairs if a["problem"] != asked["problem"] or int(a["day"]) > int(asked["day"])] == []


@pytest.mark.parametrize("name", ["problems", "replies", "same_here"])
def test_who_shows_as_a_group_has_one(name):
    people = by_key("people")
    shown = [row["by"] for row in rows(name) if row["appears"] == "group"]

    assert [by for by in shown if not groups_of(people[by])] == []


def test_title_of_a_problem_is_short():
    titles = [row["hard"].splitlines()[0] for row in rows("problems")]

    assert [title for title in titles if len(title) >= TITLE_UNDER] == []


@pytest.mark.parametrize("name", LONG_TEXTS)
def test_no_sentence_is_long(name):
    texts = [row[column] for row in rows(name) for column in LONG_TEXTS[name]]

    assert [sentence for sentence in sentences(texts) if words_in(sentence) > MOST_WORDS] == []


@pytest.mark.parametrize("name", LONG_TEXTS)
def test_no_text_is_said_twice(name):
    texts = Counter(row[LONG_TEXTS[name][0]] for row in rows(name))

    assert [text for text, times in texts.items() if text and times > 1] == []


@pytest.mark.parametrize("name", ROWS)
def test_no_address_leads_to_somebody_real_and_no_dose_is_given(name):
    text = (FOLDER / f"{name}.csv").read_text(encoding="utf-8")

    assert [found for found in re.findall(r"\S+@[\w.-]+", text) if not found.endswith(".example")] == []
    assert re.findall(r"\b\d+ ?(?:mg|ml|micrograms?|milligrams?|millilitres?)\b|https?://|\b0\d{9,10}\b", text) == []


def test_parts_of_problems_run_from_one_to_all():
    told = Counter(sum(bool(row[part]) for part in PARTS) for row in rows("problems"))

    assert told[len(PARTS)] == 10
    assert told[0] >= 20


def test_problem_says_what_came_of_it_when_it_is_over():
    over = {"acted-on", "looked-again", "closed-nothing"}
    problems = rows("problems")

    assert [row["key"] for row in problems if bool(row["done"]) != (row["state"] in over)] == []
    assert sum(row["state"] in over for row in problems) == 10


def test_three_problems_wait_for_a_first_reply():
    replies = replies_of_others()
    older = [problem for problem in rows("problems") if int(problem["day"]) > ANSWERED_WITHIN]
    late = [
        problem
        for problem in older
        if all(int(problem["day"]) - int(reply["day"]) > ANSWERED_WITHIN for reply in replies[problem["key"]])
    ]

    assert len(late) == 3
    assert [problem["key"] for problem in late if replies[problem["key"]] or int(problem["day"]) < 5] == []


def test_what_was_tried_says_what_happened_what_it_cost_and_whom_it_did_not_help():
    columns = ("happened", "cost", "not-helped")
    filled = {(reply["kind"] == "tried", bool(reply[column])) for reply in rows("replies") for column in columns}

    assert filled == {(True, True), (False, False)}


def test_ideas_come_where_they_are_asked_for_and_never_alone():
    ideas = Counter(reply["problem"] for reply in rows("replies") if reply["kind"] == "idea")
    asked = {problem["key"] for problem in rows("problems") if problem["ideas"] == "yes"}

    assert set(ideas) == asked
    assert min(ideas.values()) >= 2


def test_nobody_says_same_here_twice_or_to_their_own_problem():
    problems, said = by_key("problems"), rows("same_here")
    times = Counter((row["problem"], row["by"]) for row in said)

    assert max(times.values()) == 1
    assert [row for row in said if row["by"] == problems[row["problem"]]["by"]] == []


def test_three_problems_are_many_peoples_in_several_groups():
    groups = defaultdict(list)
    for row in rows("same_here"):
        groups[row["problem"]].append(groups_of(row))
    crowds = [found for found in groups.values() if len(found) >= CROWD]

    assert len(crowds) == 3
    assert min(len(set().union(*found)) for found in crowds) >= 5


def test_introduction_is_asked_by_the_owner_of_somebody_who_may_be_asked():
    problems = by_key("problems")
    may = {(row["problem"], row["by"]): int(row["day"]) for row in rows("same_here") if row["may_be_asked"] == "yes"}

    for row in rows("introductions"):
        assert row["by"] == problems[row["problem"]]["by"]
        assert may[row["problem"], row["other"]] >= int(row["day"])


def test_only_an_introduction_that_was_taken_up_some_time_ago_says_whether_it_helped():
    told = [row for row in rows("introductions") if row["helped_one"] or row["helped_other"]]

    assert [row for row in told if row["answer"] != "yes" or int(row["day"]) < 16] == []


def test_same_problem_is_told_by_different_people():
    problems = by_key("problems")
    pairs = [(row["one"], row["other"]) for row in rows("same_problem")]

    assert len({frozenset(pair) for pair in pairs}) == len(pairs)
    assert [pair for pair in pairs if problems[pair[0]]["by"] == problems[pair[1]]["by"]] == []


def test_note_tells_everything_and_many_tell_of_what_did_not_work():
    notes = rows("notes")

    assert [(note["key"], part) for note in notes for part in TOLD if not note[part]] == []
    assert sum(note["outcome"] != "worked" for note in notes) >= 14


def test_new_practice_says_whom_it_is_for_what_it_displaces_and_what_comes_first():
    notes = rows("notes")

    assert [note["key"] for note in notes if {bool(note[part]) for part in OF_NEW} != {note["is_new"] == "yes"}] == []
    assert sum(note["is_new"] == "yes" for note in notes) == 6


def test_nobody_tries_or_countersigns_their_own_note():
    notes = by_key("notes")

    assert [row for row in rows("replications") + rows("countersigned") if row["by"] == notes[row["note"]]["by"]] == []


def test_note_is_countersigned_by_somebody_of_another_group():
    notes, people = by_key("notes"), by_key("people")

    for row in rows("countersigned"):
        assert row["group"] in groups_of(people[row["by"]])
        assert row["group"] not in groups_of(notes[row["note"]])


def test_readme_names_every_file():
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")

    assert [name for name in ROWS if f"`{name}.csv`" not in readme] == []
    assert [code for code in SERVICES if f"`{code}`" not in readme] == []
