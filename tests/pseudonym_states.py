"""The states of speaking under a pseudonym: for a member, for whoever has a link or a codeword, and for hosts."""

from tests.exchange_states import HOST, MEMBER, OTHER, without_choice
from tests.states import State, opened, sent

WRONG = "badoki-badoki-badoki-badoki"
MOST_WRONG = 10


def next_step(path, **chosen):
    """From what shows of somebody to the form for their words."""

    def reach(page, stage):
        page.goto(stage.address(path))
        for name, value in chosen.items():
            page.locator(f"main [name={name}]").select_option(value)
        with page.expect_navigation():
            page.locator("main form .button").first.click()
        page.wait_for_load_state("networkidle")

    return reach


def said(path, text=""):
    """A reply without anything of oneself. Without words the form says so."""

    def reach(page, stage):
        next_step(path)(page, stage)
        if text:
            page.locator("[name=kind][value=question]").check()
            page.locator("[name=text]").fill(text)
        with page.expect_navigation():
            page.locator("main form .button").first.click()

    return reach


def come_back(codeword, button="", *ticked):
    """The page of a codeword; then a button on it, after what has to be chosen first."""

    def reach(page, stage):
        sent("/codeword/", codeword=stage.names["safe"].get(codeword, codeword))(page, stage)
        page.wait_for_load_state("networkidle")  # with the turns of phrase that it asks for, which count for it alone
        for one in ticked:
            page.locator(one).first.check()
        if button:
            with page.expect_navigation():
                page.locator(f"main button[value={button}]").first.click()

    return reach


def taken_back(page, stage):
    come_back("takes_back")(page, stage)
    page.locator("summary").first.click()
    with page.expect_navigation():
        page.locator("main button[value=withdraw]").first.click()


def slowed(page, stage):
    for _ in range(MOST_WRONG + 1):
        sent("/codeword/", codeword=WRONG)(page, stage)


PROBLEM = "/problems/{safe[problem]}/"
TO_READ = "/pseudonyms/to-read/"
BEGINNING = {
    "pseudonym: begin": State(opened(f"{PROBLEM}pseudonym/"), MEMBER),
    "pseudonym: begin, with a link to give": State(opened(f"{PROBLEM}pseudonym/"), HOST),
    "pseudonym: begin a new problem": State(opened("/pseudonyms/new/"), MEMBER),
    "pseudonym: what it protects": State(opened("/pseudonyms/safety/")),
    "pseudonym: what shows": State(opened("{safe[reply]}")),
    "pseudonym: what shows, signed in": State(opened("{safe[reply]}"), MEMBER),
    "pseudonym: what shows of who brings": State(opened("{safe[bring]}")),
    "pseudonym: link too old": State(opened("/speak/m.new.20200101:x/")),
    "pseudonym: words": State(next_step("{safe[reply]}", group="clinician")),
    "pseudonym: words with nothing of oneself": State(next_step("{safe[reply]}")),
    "pseudonym: nothing said": State(said("{safe[reply]}")),
    "pseudonym: words of a new problem": State(next_step("{safe[bring]}")),
    "pseudonym: nothing brought": State(said("{safe[bring]}")),
    "pseudonym: codeword": State(said("{safe[reply]}", "Who knows on the evening before?")),
}
COMING_BACK = {
    "codeword: come back": State(opened("/codeword/")),
    "codeword: come back, signed in": State(opened("/codeword/"), MEMBER),
    "codeword: nothing typed": State(sent("/codeword/")),
    "codeword: wrong": State(sent("/codeword/", codeword=WRONG)),
    "codeword: wrong too often": State(slowed),
    "codeword: words wait": State(come_back("waits")),
    "codeword: a host asks": State(come_back("asked")),
    "codeword: answered, and mended": State(come_back("answered")),
    "codeword: words show, with offers and replies": State(come_back("shows")),
    "codeword: words not shown by a rule": State(come_back("not_shown")),
    "codeword: nothing more said": State(come_back("shows", "say")),
    "codeword: say it in other words": State(come_back("asked", "word-anew")),
    "codeword: no answer written": State(come_back("asked", "answer")),
    "codeword: erase, without being sure": State(come_back("shows", "forget")),
    "codeword: erased with the next": State(come_back("erases_later", "forget", "[name=sure]")),
    "codeword: erased": State(come_back("erases", "forget", "[aria-labelledby=forget] [value=at-once]", "[name=sure]")),
    "codeword: taken back": State(taken_back),
}
READ = {
    "pseudonym": State(opened("/pseudonyms/{safe[shown]}/")),
    "pseudonym: for a member": State(opened("/pseudonyms/{safe[shown]}/"), MEMBER),
    "pseudonym: offered": State(opened("/pseudonyms/{safe[shown]}/"), OTHER),
    "pseudonym: nothing offered": State(without_choice("/pseudonyms/{safe[shown]}/"), MEMBER),
    "pseudonyms: nothing to read": State(opened(TO_READ), "owner"),
    "pseudonyms: to read": State(opened(TO_READ), HOST),
    "pseudonyms: read and decide": State(opened(f"{TO_READ}{{safe[to_read]}}/"), HOST),
    "pseudonyms: a problem to read": State(opened(f"{TO_READ}{{safe[brought]}}/"), HOST),
    "pseudonyms: nothing decided": State(without_choice(f"{TO_READ}{{safe[to_read]}}/"), HOST),
    "pseudonyms: asked and answered": State(opened(f"{TO_READ}{{safe[answered_one]}}/"), HOST),
    "hosting: words under pseudonyms": State(opened("/hosting/"), HOST),
    "problem: with pseudonyms": State(opened(PROBLEM)),
    "problem: with pseudonyms, for a member": State(opened(PROBLEM), MEMBER),
    "problem: brought under a pseudonym": State(opened("/problems/{safe[theirs]}/")),
}
OF_PSEUDONYMS = BEGINNING | COMING_BACK | READ
