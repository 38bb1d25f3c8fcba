"""The states of a vote: its door and its statements before it opens; console, wall and phone while a hall votes."""

from tests.states import State, opened, sent

HELD = "facilitator"
OF_VOTES = {
    "vote: prepare it": State(opened("/rooms/{ballot[id]}/vote/{ballot[step]}/"), HELD),
    "vote: no statement to put in": State(sent("/rooms/{ballot[id]}/vote/{ballot[step]}/", "Put these in"), HELD),
    "vote: prepared, after the close": State(opened("/rooms/{told[id]}/vote/{told[step]}/"), HELD),
    "vote: the door": State(opened("/rooms/{ballot[id]}/door/"), HELD),
    "vote: slips to print": State(sent("/rooms/{ballot[id]}/door/", "Make slips to print", number="3"), HELD),
    "vote: welcome with a slip": State(opened("/j/{ballot[code]}/?slip=ABCDEFGH")),
    "vote: welcome to a full hall": State(opened("/j/{voting[code]}/")),
    "vote: console of a hall": State(opened("/rooms/{voting[id]}/console/"), HELD),
    "vote: who is in a hall": State(opened("/rooms/{voting[id]}/people/"), HELD),
    "vote: wall": State(opened("{voting[wall]}"), is_wall=True),
    "vote: phone": State(opened("/r/{voting[code]}/"), "participant"),
    "vote: my votes": State(opened("/r/{voting[code]}/votes/{voting[step]}/"), "participant"),
    "vote: say why": State(opened("/r/{voting[code]}/votes/{voting[step]}/1/why/"), "participant"),
    "vote: statement that is gone": State(opened("/r/{voting[code]}/votes/{voting[step]}/7/why/"), "participant"),
    "vote: every statement": State(opened("/r/{voting[code]}/votes/{voting[step]}/all/"), "participant"),
}
