"""An opinion map in a few plain sentences: for a terminal, and for the page that hands over the report."""

from collections.abc import Sequence

from wholeroom.analysis.caveats import Sentence
from wholeroom.analysis.opinion.findings import Shared, said_by_most, shared
from wholeroom.analysis.opinion.result import OpinionMap

NAMED = 3


def summary(result: OpinionMap) -> list[Sentence]:
    """Who voted, which groups there are, what nearly everyone and what most can say; the caveats stand in the result.

    Each sentence is its own line. A statement's words stand in ``values["statement"]``, never in the key.
    """
    lines = [
        Sentence("people", "People who voted: {people}.", {"people": len(result.places)}),
        Sentence("votes", "Votes: {votes}, on {statements} statements.", _size(result)),
        _counted(result),
        *_groups(result),
    ]
    found, most = shared(result, "agree"), said_by_most(result, "agree")
    if found:
        lines += _first(Sentence("shared", "What nearly everyone can say:"), found, result)
    elif result.votes:
        lines.append(Sentence("nothing_shared", "There is no statement that nearly everyone agrees with."))
    if most and result.groups:
        lines += _first(Sentence("most", "What most of every group agrees with:"), most, result)
    elif most:
        lines += _first(Sentence("most", "What most people agree with:"), most, result)
    return lines


def _first(title: Sentence, found: Sequence[Shared], result: OpinionMap) -> list[Sentence]:
    lines = [title, *(_shared(one, bool(result.groups)) for one in found[:NAMED])]
    if len(found) > NAMED:
        lines.append(Sentence("in_all", "Statements like these: {count} in all.", {"count": len(found)}))
    return lines


def _size(result: OpinionMap) -> dict[str, object]:
    return {"votes": f"{result.votes:,}", "statements": len(result.statements)}


def _counted(result: OpinionMap) -> Sentence:
    counted = {"counted": result.counted}
    if result.drawn:
        return Sentence("on_the_map", "People on the map: {counted}.", counted)
    return Sentence("counted", "People with votes enough to count: {counted}.", counted)


def _groups(result: OpinionMap) -> list[Sentence]:
    if not result.groups:
        return [Sentence("no_groups", "No groups were found.")]
    return [Sentence("groups", "Groups of people who vote alike: {groups}.", {"groups": len(result.groups)})] + [
        Sentence("group", "Group {letter}: {size} people.", {"letter": one.opinion_group, "size": one.size})
        for one in result.groups
    ]


def _shared(one: Shared, groups: bool) -> Sentence:
    values = {"statement": one.statement.text or one.statement.statement, "least": one.least}
    if groups:
        return Sentence("shared_by_groups", "“{statement}” At least {least} in 100 of every group agree.", values)
    return Sentence("shared_by_room", "“{statement}” {least} in 100 of those who voted agree.", values)
