"""The few sentences a terminal or a page says about an opinion map."""

from wholeroom.analysis.opinion.summary import summary
from wholeroom.analysis.opinion.tests.maps import opinion_map_of, statement, three_groups


def test_summary_of_three_groups():
    assert [str(line) for line in summary(three_groups())] == [
        "People who voted: 220.",
        "Votes: 675, on 5 statements.",
        "People on the map: 209.",
        "Groups of people who vote alike: 3.",
        "Group A: 92 people.",
        "Group B: 71 people.",
        "Group C: 46 people.",
        "There is no statement that nearly everyone agrees with.",
        "What most of every group agrees with:",
        "“Ring me the next day.” At least 76 in 100 of every group agree.",
    ]


def test_summary_without_groups_map_or_words():
    result = opinion_map_of([statement("s1", (8, 1, 1), text=None)], people=10)

    assert [str(line) for line in summary(result)][2:] == [
        "People with votes enough to count: 10.",
        "No groups were found.",
        "There is no statement that nearly everyone agrees with.",
        "What most people agree with:",
        "“s1” 80 in 100 of those who voted agree.",
    ]


def test_summary_says_when_nothing_is_shared():
    result = opinion_map_of([statement("s1", (5, 5, 0), [(5, 0, 0), (0, 5, 0)])], (20, 20))

    assert str(summary(result)[-1]) == "There is no statement that nearly everyone agrees with."


def test_words_of_a_statement_never_stand_in_a_key():
    braces = opinion_map_of([statement("s1", (9, 0, 0), text="Use {votes} and {0}")], people=40)

    assert str(summary(braces)[-1]) == "“Use {votes} and {0}” 100 in 100 of those who voted agree."


def test_summary_counts_what_it_does_not_name():
    many = [statement(f"s{number}", (9, 0, 0)) for number in range(5)]

    assert str(summary(opinion_map_of(many, people=40))[-1]) == "Statements like these: 5 in all."
