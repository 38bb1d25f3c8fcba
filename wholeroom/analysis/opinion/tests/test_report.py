"""The report of an opinion map: everything is there, nothing is fetched, and every state has a page."""

import re
from html.parser import HTMLParser

import pytest
import textstat

from wholeroom.analysis.caveats import Caveat, Sentence
from wholeroom.analysis.opinion.findings import LISTED
from wholeroom.analysis.opinion.report import TEMPLATES, report
from wholeroom.analysis.opinion.tests.maps import VOTERS_ONLY, large_room, opinion_map_of, statement, three_groups
from wholeroom.analysis.reading.bad_rows import BadRow
from wholeroom.analysis.report import SHELL, fixed_texts, policy_of

FEW = Caveat("few_people", "Too few people for groups: {counted}.", {"counted": 12})


@pytest.fixture(scope="module")
def three() -> str:
    return report(three_groups())


class Words(HTMLParser):
    """The texts of a page as a reader meets them: styles, drawings and citations left out."""

    SILENT = ("style", "svg", "cite")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.silent, self.texts = 0, []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.silent += tag in self.SILENT
        self.texts += [value for name, value in attrs if name == "aria-label"]

    def handle_endtag(self, tag):
        self.silent -= tag in self.SILENT

    def handle_data(self, data):
        if data.strip() and not self.silent:
            self.texts.append(" ".join(data.split()))


def words_of(html: str) -> str:
    return " ".join(Words(html).texts)


def section(html: str, name: str) -> str:
    return words_of(re.search(rf'<section id="{name}".*?</section>', html, re.DOTALL)[0])


def bad_rows(count: int) -> list[BadRow]:
    why = Sentence("not_a_vote", "A vote is 1, 0 or -1.")
    return [BadRow(number + 2, "vote", f"<maybe {number}>", why) for number in range(count)]


def test_report_has_every_statement_and_not_only_the_winners():
    many = [statement(f"s{n}", (9, 9, 9), text=f"Words of statement {n}.") for n in range(60)]

    listed = section(report(opinion_map_of(many, people=40)), "every")

    assert [one.text for one in many if one.text not in listed] == []


def test_report_counts_each_answer_of_everyone_and_of_each_group(three):
    listed = section(three, "every")

    assert "Late is not away. Statement s3 · Votes: 209 Everyone ✓ 110 agree – 19 pass ✗ 80 disagree" in listed
    assert "Group B ✓ 6 agree – 7 pass ✗ 58 disagree" in listed


def test_statement_taken_out_is_listed_without_its_words(three):
    assert "lost my notes" not in three
    assert "Statement s5 · Votes: 52" in section(three, "every")


def test_table_says_the_same_as_the_map(three):
    table = words_of(re.search(r"<table>.*?</table>", three, re.DOTALL)[0])
    assert "Group A People: 92 On the map: left Agrees: Late is not away." in table
    assert "Group B People: 71 On the map: top right Disagrees: Late is not away." in table
    assert "Group C People: 46 On the map: bottom right Nothing clear." in table


def test_shared_statement_says_the_least_of_every_group(three):
    shared = section(three, "shared")

    assert (
        "Ring me the next day. ✓ 180 agree – 17 pass ✗ 12 disagree At least 76 in 100 of every group agree." in shared
    )
    assert "Twelve weeks is a fair test. ✓ 20 agree" in shared
    assert "At least 75 in 100 of every group disagree." in shared


def test_most_of_every_group_has_its_own_place():
    most = statement("s1", (140, 60, 0), [(70, 30, 0), (70, 30, 0)], "Open on one evening.")
    against = statement("s2", (60, 140, 0), [(30, 70, 0), (30, 70, 0)], "Send a letter.")

    shared = section(report(opinion_map_of([most, against], (100, 100))), "shared")

    assert "There is no statement that nearly everyone agrees with." in shared
    assert "What most of every group agrees with At least 60 in 100 of every group agree" in shared
    assert shared.index("Open on one evening.") < shared.index("What most of every group disagrees with")
    assert shared.index("What most of every group disagrees with") < shared.index("Send a letter.")


def test_split_statement_stands_apart_from_what_divides_groups():
    within = statement("s1", (100, 100, 0), [(50, 50, 0), (50, 50, 0)], "Open on one evening.")
    between = statement("s2", (100, 100, 0), [(100, 0, 0), (0, 100, 0)], "Send a letter.")

    differ = section(report(opinion_map_of([within, between], (100, 100))), "differ")

    assert differ.index("Between groups") < differ.index("Send a letter.") < differ.index("Many on each side")
    assert differ.index("Many on each side") < differ.index("Open on one evening.")
    assert "Everyone ✓ 100 agree – 0 pass ✗ 100 disagree" in differ


def test_group_says_what_passes_the_tests_and_how_it_differs(three):
    groups = section(three, "groups")

    assert "In this group, 91 in 100 agree. Of everyone else, 22 in 100 do." in groups
    assert "In this group, 81 in 100 disagree. Of everyone else, 15 in 100 do." in groups
    assert "No statement passes both tests. This one comes nearest. Ring me the next day." in groups


def test_statement_that_few_have_heard_has_its_place(three):
    assert "The chemist knew my name. ✓ 4 agree – 1 pass ✗ 0 disagree" in section(three, "few")


def test_every_caveat_stands_on_the_page_whatever_its_code():
    codes = ("voters_only", "left_out", "sparse", "bad_rows", "votes_replaced", "no_clear_gap", "never_seen_before")
    caveats = [Caveat(code, f"What {code} means.") for code in codes]

    words = words_of(report(opinion_map_of([statement("s1", (9, 0, 0))], people=40, caveats=caveats)))

    assert [words.count(caveat.text()) for caveat in caveats] == [1] * len(caveats)


def test_what_is_missing_is_counted(three):
    missing = section(three, "missing")

    assert "Of all the votes that people could have given, they gave 70 in 100." in missing
    assert "These three count votes on statements that were taken out, too." in missing
    assert "People who gave fewer than 7 votes are not on the map: 11." in missing


def test_evidence_for_the_number_of_groups_is_shown(three):
    cannot = section(three, "cannot")

    assert "Left to right shows 21 in 100 of the differences. Up and down shows 10 in 100." in cannot
    assert "2 Set apart: 0.61 Same again: not needed Used: no 3 Set apart: 0.72 Same again: 0.93 Used: yes" in cannot


def test_first_twenty_bad_rows_are_shown_and_all_are_counted():
    bad = section(report(three_groups(), bad_rows=bad_rows(38)), "bad-rows")

    assert "Rows left out: 38. All other rows were used. The first 20 are shown here." in bad
    assert bad.count("A vote is 1, 0 or -1.") == 20
    assert "Line 21 Column: vote Found: <maybe 19> Why: A vote is 1, 0 or -1." in bad


def test_report_without_bad_rows_has_no_such_part(three):
    assert 'id="bad-rows"' not in three


def test_what_people_wrote_is_escaped():
    html = report(
        opinion_map_of([statement("<i>1</i>", (9, 0, 0), text="<script>alert(1)</script>")], people=40),
        title="<b>Why?</b>",
        bad_rows=bad_rows(1),
    )

    assert re.findall(r"<script|<b>Why|<i>1|<maybe", html) == []
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_report_fetches_nothing_and_holds_no_style_attribute(three):
    assert re.findall(r"<script|<link|<iframe|<img|style=|@import|url\(|src=", three) == []
    assert set(re.findall(r"https?://[^\"' <]+", three)) == {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }
    assert policy_of(three).startswith("default-src 'none'; style-src 'sha256-")


def test_report_is_the_same_each_time():
    assert report(three_groups()) == report(three_groups())


def test_report_names_no_participant(three):
    assert re.findall(r"p0\d{4}", three) == []


def test_few_people_get_no_groups_and_no_map():
    html = report(opinion_map_of([statement("s1", (10, 1, 1), text=None)], people=12, caveats=(FEW, VOTERS_ONLY)))

    assert re.findall(r'class="map"|id="groups"', html) == []
    assert "Too few people for groups: 12." in section(html, "map")
    assert "Of all who voted on it, 83 in 100 agree." in section(html, "shared")
    assert "Statement s1" in section(html, "every")


def test_statement_nobody_voted_on_is_listed():
    html = report(opinion_map_of([statement("s1", (9, 0, 0)), statement("s2", (0, 0, 0), text="Later.")], people=40))

    assert "Later. Statement s2 · Votes: 0 Nobody has voted on it." in section(html, "every")
    assert "Statements that nobody has voted on: 1." in section(html, "missing")


def test_map_of_nothing_still_has_a_page():
    assert "There is no statement that nearly everyone agrees with." in words_of(report(opinion_map_of([])))


def test_large_room_keeps_the_page_light():
    html = report(large_room())

    assert len(html.encode()) < 2_500_000
    assert html.count("Statement with words of its own") == 500 + LISTED  # and the first of a list
    assert "There are 500 of them in all." in section(html, "differ")
    assert "To keep the picture light, it draws one person in 20." in words_of(html)


def test_every_fixed_text_goes_through_translate():
    result = three_groups()
    own = {one.text for one in result.statements} | {"wholeroom", "vote", "<maybe 0>"}

    html = report(result, title="¶", bad_rows=bad_rows(1), translate=lambda words: f"¶{words}")

    without_sources = re.sub(
        r'<ul class="plain sources".*?</ul>|<span class="source">.*?</span>', "", html, flags=re.DOTALL
    )
    left = [text for text in Words(without_sources).texts if "¶" not in text and text not in own]
    assert [text for text in left if re.search("[A-Za-z]{2}", text)] == []


def test_fixed_texts_are_plain_enough_for_an_eleven_year_old():
    texts = {*fixed_texts(TEMPLATES), *fixed_texts(SHELL)}

    sentences = [one for text in texts for one in re.split(r"(?<=[.?:]) ", re.sub(r"\{\w+\}", "7", text))]

    assert [one for one in sentences if len(one.split()) > 20] == []
    assert textstat.automated_readability_index(" ".join(one for one in sentences if one.endswith((".", "?")))) <= 6
