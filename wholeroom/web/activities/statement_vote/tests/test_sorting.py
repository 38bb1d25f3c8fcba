from wholeroom.web.activities.statement_vote.figures import figures
from wholeroom.web.activities.statement_vote.models import Standing
from wholeroom.web.activities.statement_vote.tests.quick_votes import open_vote

TOTALS = {"1": [18, 1, 1], "2": [1, 18, 1], "3": [10, 9, 1], "4": [6, 6, 8], "5": [2, 2, 16], "6": [2, 1, 0]}


def test_each_statement_that_is_counted_stands_in_one_place(make_room):
    step = open_vote(make_room, statements=7)
    Standing.objects.create(step=step, totals=TOTALS)

    found = figures(step)

    parts = [[line.statement.number for line in part] for part in (found.shared, found.split, found.others)]
    assert parts == [[1, 2], [3, 4], [5]]
    assert [line.statement.number for line in found.counted] == [1, 2, 3, 4, 5]
