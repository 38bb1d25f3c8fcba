"""The figures of a report: the command's, as far as they may be shown."""

import json
import re

import pytest
from click.testing import CliRunner

from wholeroom.analysis.disclosure.rules import may_show_row
from wholeroom.analysis.opinion.safe_answers import RULE, tenths
from wholeroom.analysis.opinion.statements import read_statements
from wholeroom.analysis.opinion.votes import read_votes
from wholeroom.cli import main
from wholeroom.web.activities.statement_vote.tests.voted import (
    TEXTS,
    closed_with_report,
    exported,
    from_polis,
    of_step,
    put_in,
    two_camps,
    vote,
)

SHAPES = ("pdf", "docx", "txt")


def command_on(step, folder):
    """What the command says of the same votes."""
    votes, statements = exported(step, folder)
    answer = folder / "answer.json"
    done = CliRunner().invoke(main, ["opinion-map", str(votes), "--statements", str(statements), "--json", str(answer)])
    assert done.exit_code == 0, done.output
    return json.loads(answer.read_bytes())


def of_command(row):
    return row["agree"], row["disagree"], row["pass"]


def compare(page, command):
    """Each figure that shows is the command's, exactly or in tenths. How many are exact, in tenths and hidden."""
    told = {"exact": 0, "tenths": 0, "hidden": 0}
    by_number = {one["statement"]: one for one in command["statements"]}
    assert [str(one["number"]) for one in page["statements"]] == [one["statement"] for one in command["statements"]]
    for one in page["statements"]:
        figures = by_number[str(one["number"])]
        rows = [(one["room"], figures)]
        rows += [(row, figures["groups"][name]) for name, row in one["opinion"].items() if name != "outside"]
        for shown, expected in rows:
            if "tenths" in shown:
                assert tuple(shown["tenths"]) == tenths(of_command(expected))
                told["tenths"] += 1
            elif shown:
                assert of_command(shown) == of_command(expected)
                told["exact"] += 1
            else:
                told["hidden"] += 1
    return told


def test_every_figure_of_the_report_is_the_commands(room, tmp_path):
    step = put_in(room)
    vote(step, two_camps())
    page = closed_with_report(room).page

    command = command_on(step, tmp_path)

    assert compare(page, command) == {"exact": 30, "tenths": 0, "hidden": 0}
    assert page["groups"] == [{"letter": one["opinion_group"], "size": one["size"]} for one in command["groups"]]
    assert (page["votes"], page["counted"], page["drawn"]) == (command["votes"], command["counted"], command["drawn"])
    assert page["people"] == len(command["participants"])
    assert [one["code"] for one in page["caveats"]] == [one["code"] for one in command["caveats"]]
    assert page["stability"] == next(one["stability"] for one in command["evidence"] if one["chosen"])


def shown_on(html):
    """The cells of each table of a statement, row by row, by its number."""
    tables = re.findall(r"Votes on statement (\d+)</caption>(.*?)</table>", " ".join(html.split()))
    return {
        int(number): [
            re.findall(r"<td[^>]*>([^<]*)</td>", row) for row in re.findall(r"<tr[^>]*>.*?</tr>", table) if "<td" in row
        ]
        for number, table in tables
    }


def expected_cells(one):
    """Of the room and every opinion group; who is in none stands there only where that shows."""
    in_none = {"outside": one["opinion"]["outside"]} if one["opinion"].get("outside") else {}
    groups = {name: row for name, row in one["opinion"].items() if name != "outside"}
    return [put(row) for row in (one["room"], *groups.values(), *in_none.values(), *all_not_shown(one["room"], groups))]


def all_not_shown(room, groups):
    """What is left of the room where a group is hidden and another shows its numbers, if it may stand as a row."""
    exact = [row for row in groups.values() if "agree" in row]
    if not room or not exact or {} not in groups.values():
        return []
    rest = {name: room[name] - sum(row[name] for row in exact) for name in ("agree", "disagree", "pass")}
    return [rest] if may_show_row(of_command(rest), RULE) else []


def put(row):
    if not row:
        return ["hidden"] * 4
    if "tenths" in row:
        words = {0: "hardly any", 10: "nearly all"}
        return [*(words.get(one, f"about {one} in 10") for one in row["tenths"]), "hidden", "hidden"]
    return [str(count) for count in (*of_command(row), sum(of_command(row)))]


def test_page_shows_the_figures_that_are_kept(client, room):
    step = put_in(room)
    vote(step, two_camps())
    page = closed_with_report(room).page

    html = client.get(of_step("report", step)).text

    assert shown_on(html) == {one["number"]: expected_cells(one) for one in page["statements"]}


@pytest.mark.parametrize(
    ("folder", "told"),
    [
        ("brexit-consensus", {"exact": 97, "tenths": 34, "hidden": 19}),
        ("scoop-hivemind.taxes", {"exact": 179, "tenths": 57, "hidden": 208}),
    ],
)
def test_real_conversations_give_the_figures_of_the_command(reference_data, room, tmp_path, client, folder, told):
    place = reference_data / "opinion" / folder
    step = from_polis(room, read_votes(place / "votes.csv"), read_statements(place / "comments.csv"))
    page = closed_with_report(room).page
    command = command_on(step, tmp_path)

    found = compare(page, command)

    assert found == told
    assert shown_on(client.get(of_step("report", step)).text) == {
        one["number"]: expected_cells(one) for one in page["statements"]
    }
    assert client.get(of_step("summary", step)).status_code == 200
    assert not_of_command(page, command) == []
    for shape in SHAPES:
        assert client.get(of_step("report-file", step, shape)).status_code == 200


def not_of_command(page, command):
    """What stands in a list of the page though the command's figures of every part of the room say otherwise."""
    room = {one["statement"]: one for one in command["statements"]}
    parts = {str(one["number"]): parts_of(one["opinion"], room[str(one["number"])]) for one in page["statements"]}

    def least(number, answer):
        return min(share(one, answer) for one in parts[number])

    rules = {
        "agree": lambda number: share(room[number], "agree") >= 90 and least(number, "agree") >= 60,
        "disagree": lambda number: share(room[number], "disagree") >= 90 and least(number, "disagree") >= 60,
        "most_agree": lambda number: share(room[number], "agree") < 90 and least(number, "agree") >= 60,
        "most_disagree": lambda number: share(room[number], "disagree") < 90 and least(number, "disagree") >= 60,
        "apart": lambda number: spread([share(one, "agree") for one in parts[number]]) >= 30,
        "split": lambda number: min(share(room[number], "agree"), share(room[number], "disagree")) >= 30,
        "few_agree": lambda number: share(room[number], "agree") < 30,
    }
    listed = {name: page["lists"][name]["certain"] for name in rules}
    return [(name, number) for name, numbers in listed.items() for number in numbers if not rules[name](number)]


def parts_of(opinion, command):
    """Each group as the command has it; where one is hidden, those that show and all others together."""
    groups = {name: figures for name, figures in command["groups"].items() if opinion.get(name)}
    if len(groups) == len(command["groups"]):
        return list(groups.values())
    exact = [groups[name] for name in groups if "agree" in opinion[name]]
    rest = {name: command[name] - sum(one[name] for one in exact) for name in ("agree", "disagree", "pass")}
    return [*groups.values(), rest]


def share(row, answer):
    return 100 * row[answer] / (row["agree"] + row["disagree"] + row["pass"])


def spread(shares):
    return max(shares) - min(shares)


def test_few_people_get_no_figures_by_group_and_no_map(client, room):
    step = put_in(room)
    vote(step, two_camps(29), {f"p{number}": ["provider"] for number in range(20)})
    page = closed_with_report(room).page

    html = client.get(of_step("report", step)).text

    assert [(one["opinion"], one["described"]) for one in page["statements"]] == [({}, {})] * len(TEXTS)
    assert (page["groups"], page["map"], page["marks_off"]) == ([], None, {})
    assert "There is no map, and there are no figures by group." not in html
    assert "So there is no map, and there are no figures by group. That protects them." in html
    assert '<svg class="map"' not in html
    assert "Provider" not in html


def test_stakeholder_groups_are_called_self_described(client, room):
    step = put_in(room)
    groups = {f"p{number}": ["carer-or-family"] for number in range(20)} | {"p20": ["provider", "commissioner"]}
    vote(step, two_camps(), groups)
    closed_with_report(room)

    html = client.get(of_step("report", step)).text

    assert "Self-described: Carer or family" in html
    assert re.findall(r"(?<!Self-described: )Carer or family", html) == []
    assert "Stakeholder groups are self-described: nobody checked." in html


def test_who_named_several_groups_is_counted_once(room):
    step = put_in(room)
    people = two_camps(60)
    names = list(people)
    groups = {name: ["provider"] for name in names[:20]} | {name: ["provider", "other"] for name in names[20:40]}
    vote(step, people, groups)
    page = closed_with_report(room).page

    for one in page["statements"]:
        rows = [of_command(row) for row in one["described"].values()]
        assert set(one["described"]) == {"provider", "others"}
        assert tuple(map(sum, zip(*rows, strict=True))) == of_command(one["room"])


def test_number_of_votes_is_not_told_where_it_tells_a_hidden_one(client, room):
    step = put_in(room, [*TEXTS, "Hardly anybody saw this."])
    ballots = two_camps()
    ballots["p0"][11] = 1
    vote(step, ballots)

    assert closed_with_report(room).page["votes"] is None
    html = client.get(of_step("report", step)).text
    assert "Votes counted" not in html
    assert "How many votes there are in all is not told: it would give a hidden number away." in html


def test_no_number_of_a_group_shows_that_its_total_gives_away(client, room):
    """One person is in no opinion group: whoever knows the room's total and both groups would know their vote."""
    step = put_in(room)
    vote(step, {**two_camps(), "late": {3: -1, 4: 1}})
    page = closed_with_report(room).page

    for one in page["statements"]:
        rows = one["opinion"]
        assert rows["outside"] == {}
        assert sum("agree" in row for row in rows.values()) < 2
    assert any("tenths" in row for one in page["statements"] for row in one["opinion"].values())
    html = client.get(of_step("report", step)).text
    assert shown_on(html) == {one["number"]: expected_cells(one) for one in page["statements"]}
    assert "In no opinion group" not in html
    assert "They stand in a table only where that is safe." in html
    assert " · Group B: hidden" in html
