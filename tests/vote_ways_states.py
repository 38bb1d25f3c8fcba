"""The states of a vote beyond phones: on paper, in other languages, as a table that leaves or comes in."""

from tests.states import State, opened, sent

HELD = "facilitator"
VOTE = "/rooms/{voting[id]}/vote/{voting[step]}"
BRING_IN = "/rooms/bring-in-a-vote/"
WORDS = "comment-id,comment-body,moderated\n0,Open later,1\n1,Ring me back,1\n"
VOTES = "timestamp,datetime,comment-id,voter-id,vote\n" + "".join(
    f"{number},d,{number % 2},{number // 2},{number % 3 - 1}\n" for number in range(80)
)


def brought_in(votes):
    def reach(page, stage):
        page.goto(stage.address(BRING_IN))
        page.locator("main [name=question]").fill("Why?")
        for name, text in {"votes": votes, "statements": WORDS}.items():
            file = {"name": f"{name}.csv", "mimeType": "text/csv", "buffer": text.encode()}
            page.locator(f"main [name={name}]").set_input_files(file)
        with page.expect_navigation():
            page.get_by_role("button", name="Bring it in").click()

    return reach


OF_VOTE_WAYS = {
    "vote: cards to print": State(opened(f"{VOTE}/cards/"), HELD),
    "vote: ballots to print": State(opened(f"{VOTE}/ballots/?language=ar"), HELD),
    "vote: enter a ballot": State(opened(f"{VOTE}/enter/"), HELD),
    "vote: ballot that cannot be read": State(sent(f"{VOTE}/enter/", "Keep this ballot", line="1 x, 99 a"), HELD),
    "vote: ballot entered": State(sent(f"{VOTE}/enter/", "Keep this ballot", line="1 a, 2 d"), HELD),
    "vote: no ballots after the close": State(opened("/rooms/{told[id]}/vote/{told[step]}/enter/"), HELD),
    "vote: languages": State(opened(f"{VOTE}/languages/"), HELD),
    "vote: statements in a language": State(opened(f"{VOTE}/languages/?to=ar"), HELD),
    "vote: no language chosen": State(opened(f"{VOTE}/languages/?to="), HELD),
    "vote: translate a statement": State(opened("/r/{voting[code]}/votes/{voting[step]}/3/translate/"), "participant"),
    "vote: no translation written": State(
        sent("/r/{voting[code]}/votes/{voting[step]}/3/translate/", "Send"), "participant"
    ),
    "vote: pass it on": State(opened("/rooms/{told[id]}/vote/{told[step]}/pass-on/"), HELD),
    "vote: stays here": State(opened(f"{VOTE}/pass-on/"), HELD),
    "vote: welcome where votes may leave": State(opened("/j/{leaves[code]}/")),
    "vote: bring one in": State(opened(BRING_IN), HELD),
    "vote: bring in nothing": State(sent(BRING_IN, "Bring it in"), HELD),
    "vote: bring in what cannot be read": State(
        brought_in("timestamp,datetime,comment-id,voter-id,vote\n1,d,0,1,yes\n"), HELD
    ),
    "vote: brought in, with bad rows": State(brought_in(VOTES + "81,d,0,41,yes\n"), HELD),
    "report of a vote that was brought in": State(opened("/rooms/{elsewhere[id]}/vote/{elsewhere[step]}/report/")),
}
