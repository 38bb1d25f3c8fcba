"""The states of the report of a vote: whole, of a small room, and before there is one."""

from tests.states import State, opened

OF_VOTE_REPORTS = {
    f"{kind} of a vote, {whose}": State(opened(f"/rooms/{{{room}[id]}}/vote/{{{room}[step]}}/{address}/"), who=who)
    for kind, address in {"report": "report", "summary": "summary"}.items()
    for whose, (room, who) in {
        "of many": ("voted", "nobody"),
        "of a few": ("voted_by_few", "nobody"),
        "before the close": ("not_closed", "facilitator"),
    }.items()
}
