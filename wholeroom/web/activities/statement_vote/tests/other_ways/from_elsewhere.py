"""A vote of forty people that was held elsewhere, as its files hold it."""

import io

from wholeroom.analysis.opinion.held_elsewhere import read_held

HEADER = "timestamp,datetime,comment-id,voter-id,vote\n"
WORDS = "comment-id,comment-body,moderated\n0,Open later,1\n1,Ring me back,1\n2,Spam of somebody,-1\n"
VOTES = HEADER + "".join(
    f"{who * 3 + statement},d,{statement},{who},{(who + statement) % 3 - 1}\n"
    for who in range(40)
    for statement in range(3)
)


def held(votes=VOTES, words=WORDS):
    return read_held(io.BytesIO(votes.encode()), io.BytesIO(words.encode()))


def step_of(room):
    return room.steps.get(name="vote")
