"""What a report and its page for people who decide tell: lists, by which rule, and the line under a statement."""

import pytest

from wholeroom.analysis.opinion.safe_answers import HIDDEN, SafeRow
from wholeroom.web.activities.statement_vote.report_document import _about, _says
from wholeroom.web.activities.statement_vote.report_reading import Group, Listed, Row, StatementRead, opinion_row, read
from wholeroom.web.activities.statement_vote.report_wording import in_short, with_figures
from wholeroom.web.activities.statement_vote.tests.voted import (
    TEXTS,
    closed_with_report,
    of_step,
    put_in,
    two_camps,
    vote,
)
from wholeroom.web.documents.words import Words


def test_statement_stands_in_full_once_and_by_its_number_in_each_other_list(client, room):
    """Nearly everyone turns statement 1 down, so few agree with it: it stands in both, and the page says so."""
    step = put_in(room, TEXTS[:3])
    ballots = {f"p{place}": {1: -1 if place < 27 else 1, 2: 1 if place < 15 else -1, 3: 0} for place in range(30)}
    vote(step, ballots)
    closed_with_report(room)

    page = told_by(client, "report", step)

    lists = page[: page.index("Statement by statement</h2>")]
    assert [lists.count(text) for text in TEXTS[:3]] == [1, 1, 1]
    few_agree = page[page.index("Few agree</h3>") : page.index("Opinion groups")]
    assert "By this rule: 2 statements." in few_agree
    assert TEXTS[2] in few_agree
    assert "By this rule too, and in full above: statement 1." in few_agree
    assert "what 90 in 100 or more disagree with (1)" in told_by(client, "summary", step)
    assert "what fewer than 30 in 100 agree with (2)" in told_by(client, "summary", step)


def test_list_names_by_number_what_it_does_not_show_in_full(client, room):
    texts = [f"Statement {number:02} is one that all share." for number in range(1, 14)]
    step = put_in(room, texts)
    vote(step, {f"p{place}": dict.fromkeys(range(1, 14), 1 if place < 28 else 0) for place in range(30)})
    closed_with_report(room)

    page = told_by(client, "report", step)

    lists = page[: page.index("Statement by statement</h2>")]
    assert [lists.count(text) for text in texts] == [1] * 10 + [0] * 3
    assert "By this rule: 13 statements." in lists
    assert "By this rule too, with their figures under “Statement by statement”: statements 11, 12, 13." in lists
    assert "These are the first 3 of 13 in the report." in told_by(client, "summary", step)


def test_statement_in_no_list_is_named(client, room):
    step = put_in(room, TEXTS[:2])
    vote(step, {f"p{place}": {1: 1, 2: 1 if place < 15 else 0} for place in range(30)})
    closed_with_report(room)

    page = told_by(client, "report", step)

    assert "In no list</h3>" in page
    assert "No rule takes these in for certain. Their figures are under “Statement by statement”: statement 2." in page


def told_by(client, name, step):
    return " ".join(client.get(of_step(name, step)).text.split())


def test_what_few_said_stands_in_a_list_of_its_own(client, room):
    step = put_in(room, [*TEXTS, "Nobody asks the night staff.", "Hardly anybody saw this."])
    ballots = two_camps()
    for number, votes in enumerate(ballots.values()):
        votes[11] = 1 if number < 9 else 0
        if number < 3:
            votes[12] = 1
    vote(step, ballots)

    lists = read(closed_with_report(room)).lists

    assert [one.number for one in lists.few_agree.certain] == [11]
    assert [one.number for one in lists.few_voted.certain] == [12]
    page = client.get(of_step("report", step)).text
    assert page.index("Few agree</h3>") < page.index("Nobody asks the night staff.") < page.index("Few have voted</h3>")
    assert "Most people did not vote on these." in page
    assert "What few have voted on stands in a list of its own, and in no other list." in page
    assert (
        "what fewer than 30 in 100 agree with (1), what few have voted on (1)"
        in client.get(of_step("summary", step)).text
    )
    assert "Statement 11 · 9 of 40 agree, 0 disagree, 31 pass" in page
    assert "Too few votes to show figures" in page


def test_each_list_says_by_which_rule(client, room):
    step = put_in(room)
    vote(step, two_camps())
    closed_with_report(room)

    html = client.get(of_step("report", step)).text

    for rule in (
        "Of all who voted on it, 90 in 100 or more agree.",
        "So do 60 in 100 or more of its voters in every opinion group.",
        "Each counts by the group in which the smallest share say so, and the highest stands first.",
        "Between two opinion groups, the share of its voters who agree differs by 30 in 100 or more.",
        "Of all who voted on it, 30 in 100 or more agree, and 30 in 100 or more disagree.",
        "Of its voters in the group, 60 in 100 or more give one answer.",
        "In each other group that share is lower by 30 in 100 or more.",
        "Those in full stand in the order of the gap that is certain, the widest first.",
    ):
        assert rule in html


def test_lists_of_few_people_say_by_which_rule(client, room):
    step = put_in(room)
    vote(step, two_camps(12))
    closed_with_report(room)

    for name in ("report", "summary"):
        html = client.get(of_step(name, step)).text
        assert "Of all who voted on it, 90 in 100 or more agree." in html
        assert "Of all who voted on it, 30 in 100 or more agree, and 30 in 100 or more disagree." in html
        assert "opinion group" not in html


def test_summary_says_which_groups_there_are_and_that_people_saw_only_some(client, room):
    step = put_in(room, [*TEXTS, *(f"Late statement {number}." for number in range(14))])
    ballots = two_camps()
    ballots["p0"].update(dict.fromkeys(range(11, 25), 1))
    vote(step, ballots)
    closed_with_report(room)

    page = told_by(client, "summary", step)

    assert "People whose votes are alike form opinion groups: A (20 people), B (20 people)." in page
    assert "At least half of all people voted on 10 or fewer of 24 statements." in page


def test_what_few_have_voted_on_is_not_said_by_most(room):
    step = put_in(room, [*TEXTS, "Hardly anybody saw this."])
    ballots = two_camps()
    for votes in list(ballots.values())[:15]:
        votes[11] = 1
    vote(step, ballots)

    lists = closed_with_report(room).page["lists"]

    assert [name for name, kept in lists.items() if "11" in (*kept["certain"], *kept["unsure"])] == ["few_voted"]


def test_lists_of_the_report_hold_what_all_say_and_where_they_differ(room):
    step = put_in(room)
    vote(step, two_camps())

    page = closed_with_report(room).page

    kept = [page["lists"]["agree"], page["lists"]["apart"], *page["marks_off"].values()]
    apart = set(range(3, 11))
    assert [{int(number) for number in one["certain"]} for one in kept] == [{1, 2}, apart, apart, apart]
    assert [one["unsure"] for one in kept] == [[]] * 4


def read_by_hand(room, **groups):
    """A statement as it is read: its room, and each group."""
    return StatementRead(
        number=7,
        is_about_vote=False,
        words=Words("", "Open on one evening."),
        because=(),
        room=Row("Everyone", room),
        opinion=tuple(opinion_row(letter, row) for letter, row in groups.items()),
        described=(),
        few_of=200 if sum(room.answers) < 100 else None,
    )


def exact(agree, disagree, passed=0):
    return SafeRow(answers=(agree, disagree, passed))


@pytest.mark.parametrize(
    ("one", "label"),
    [
        (
            read_by_hand(exact(110, 20), A=exact(60, 10), B=SafeRow(tenths=(8, 2))),
            "Statement 7 · 110 of 130 agree, 20 disagree, 0 pass · Group A: 60 of 70 agree, 10 disagree, 0 pass · "
            "Group B: about 8 in 10 agree, about 2 in 10 disagree",
        ),
        (
            read_by_hand(exact(70, 20), A=exact(40, 10), B=HIDDEN),
            "Statement 7 · 90 of 200 voted on it: 70 of 90 agree, 20 disagree, 0 pass · Group A: 40 of 50 agree, "
            "10 disagree, 0 pass · Group B: hidden · All not shown, as one: 30 of 40 agree, 10 disagree, 0 pass",
        ),
        (
            read_by_hand(exact(110, 20), A=exact(108, 20), B=HIDDEN),
            "Statement 7 · 110 of 130 agree, 20 disagree, 0 pass · Group A: 108 of 128 agree, 20 disagree, 0 pass · "
            "Group B: hidden",
        ),
        (
            read_by_hand(exact(1110, 20), A=HIDDEN, B=HIDDEN),
            "Statement 7 · 1,110 of 1,130 agree, 20 disagree, 0 pass · Group A: hidden · Group B: hidden",
        ),
    ],
)
def test_line_under_a_statement_says_all_that_may_be_known_of_it(one, label):
    assert with_figures(one).label == label


def test_what_marks_off_a_group_says_which_answer_does(client, room):
    step = put_in(room)
    vote(step, two_camps())
    closed_with_report(room)

    page = told_by(client, "report", step)

    marks = page[page.index("What marks off group A") : page.index("What marks off group B")]
    assert marks.count("· Group A agrees · ") + marks.count("· Group A disagrees · ") == 5
    assert "Group A agrees" in marks
    assert "Group A disagrees" in marks


def test_what_a_hidden_group_says_is_said_of_all_who_are_not_shown():
    """In the lists, beside what marks it off, and in the summary, with the note that it is certain only of them all."""
    one = read_by_hand(exact(70, 30), A=exact(5, 25), B=HIDDEN)
    group, found = Group("B", 40, Listed((one,), ())), Listed((one,), ())

    label = _says(group, one)
    told = [block.text for block in _about(found)]

    assert label == "Group B with those in no group agrees"
    assert "Where a group is hidden, this is certain only of all who are not shown, together." in told
    assert in_short(one).label.endswith("· a group is hidden")


def test_summary_names_no_order_that_it_does_not_have(client, room):
    """No two groups lie apart, so what has many on each side stands there: not in the order of a gap."""
    step = put_in(room)
    vote(step, two_camps())
    report = closed_with_report(room)
    lists = report.page["lists"]
    lists["split"], lists["apart"] = lists["apart"], {"certain": [], "unsure": []}
    report.save()

    page = told_by(client, "summary", step)

    assert "Of all who voted on it, 30 in 100 or more agree, and 30 in 100 or more disagree." in page
    assert "of 8 in the report." in page
    assert "by the widest gap" not in page
