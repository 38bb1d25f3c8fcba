"""The states of the exchange: practice notes, talks between two, hosting, papers, mail, search, words said anew."""

from tests.states import State, opened, sent

MEMBER, HOST, HELD, OTHER, NEWCOMER = "member", "host", "facilitator", "other", "newcomer"
SELLS = "It sells something, or is the same thing sent many times."
GATHERED_WITHIN = 30  # seconds, at most, until all that can be found is gathered


def handed_in(path, content, **chosen):
    """A form with a file, and what is chosen beside it."""

    def reach(page, stage):
        page.goto(stage.address(path))
        for name, value in chosen.items():
            page.locator(f"main [name={name}][value={value}]").check()
        file = {"name": "table.csv", "mimeType": "text/csv", "buffer": content.encode()}
        page.locator("main input[type=file]").set_input_files(file)
        with page.expect_navigation():
            page.locator("main form .button").first.click()

    return reach


def unfilled(path, field):
    """The form at a path, sent with one of its fields emptied."""

    def reach(page, stage):
        page.goto(stage.address(path))
        page.locator(f"main [name={field}]").fill("")
        with page.expect_navigation():
            page.locator("main form:has([name=csrfmiddlewaretoken]) .button:not(.quiet)").first.click()

    return reach


def without_choice(path):
    """The form at a path, sent with nothing chosen."""

    def reach(page, stage):
        page.goto(stage.address(path))
        with page.expect_navigation():
            page.locator("main form .button:not(.quiet)").first.click()
        page.get_by_role("alert").first.wait_for()

    return reach


def once_gathered(path, found):
    """A page on which something is looked for: the site may just have started."""

    def reach(page, stage):
        for _ in range(GATHERED_WITHIN):
            page.goto(stage.address(path))
            if page.get_by_text("still being gathered").count() == 0:
                break
            page.wait_for_timeout(1000)
        page.locator(found).first.wait_for()

    return reach


def alike_while_writing(page, stage):
    once_gathered("/search/?q=bus", ".found")(page, stage)
    page.goto(stage.address("/problems/bring/"))
    page.locator("main [name=text]").press_sequentially("The bus does not come on Sundays")
    page.locator("[data-while-typing] a").first.wait_for()


def told_apart(page, stage):
    once_gathered("/problems/{papers[asks]}/", "#alike")(page, stage)
    with page.expect_navigation():
        page.get_by_role("button", name="mine is another one").first.click()


def not_to_be_compared(page, stage):
    once_gathered("/problems/{papers[asks]}/", "#alike")(page, stage)
    page.evaluate("document.querySelectorAll('.alike [name=other]').forEach(one => { one.value = 'nothing' })")
    with page.expect_navigation():
        page.get_by_role("button", name="mine is another one").first.click()


def ticked(path, *names):
    """Boxes with these labels ticked, and sent."""

    def reach(page, stage):
        page.goto(stage.address(path))
        for name in names:
            page.locator("main").get_by_label(name, exact=True).first.check()
        with page.expect_navigation():
            page.locator("main form .button:not(.quiet)").first.click()

    return reach


LEARNING = {
    "notes": State(opened("/practice/")),
    "notes with one's own": State(opened("/practice/"), MEMBER),
    "notes that failed": State(opened("/practice/?outcome=failed")),
    "notes that fit an area": State(opened("/practice/?area=WMC"), HELD),
    "note: begun": State(opened("/practice/write/")),
    "note: begun about a problem": State(opened("/practice/write/?about={problems[talked]}"), MEMBER),
    "note: nothing written": State(unfilled("/practice/write/", "done")),
    "note: nothing kept": State(opened("/practice/write/kept/"), MEMBER),
    "note: draft with parts missing": State(opened("/practice/{notes[begun]}/"), MEMBER),
    "note: draft that can be shared": State(opened("/practice/{notes[ready]}/"), MEMBER),
    "note: signed, doubted and tried": State(opened("/practice/{notes[busy]}/")),
    "note: signed, doubted and tried, for a member": State(opened("/practice/{notes[busy]}/"), MEMBER),
    "note: signed, doubted and tried, for a host": State(opened("/practice/{notes[busy]}/"), HOST),
    "note: one's own, on which others spoke": State(opened("/practice/{notes[busy]}/"), OTHER),
    "note: one's own of a new thing": State(opened("/practice/{notes[own]}/"), MEMBER),
    "note: nobody has said anything": State(opened("/practice/{notes[plain]}/"), MEMBER),
    "note: lapsed": State(opened("/practice/{notes[lapsed]}/")),
    "note: its words are gone": State(opened("/practice/{notes[gone]}/")),
    **{
        f"note: {name}": State(opened(f"/practice/{{notes[own]}}/write/{name}/"), MEMBER)
        for name in ("done", "happened", "more", "where", "new")
    },
    "note: what went wrong is left out": State(
        unfilled("/practice/{notes[begun]}/write/happened/", "went-wrong"), MEMBER
    ),
    "note: share": State(opened("/practice/{notes[ready]}/share/"), MEMBER),
    "note: share what is not ready": State(opened("/practice/{notes[begun]}/share/"), MEMBER),
    "note: change who can read it": State(opened("/practice/{notes[own]}/share/"), MEMBER),
    "note: was it so?": State(opened("/practice/{notes[busy]}/counter-sign/"), MEMBER),
    "note: was it so? with nothing said": State(without_choice("/practice/{notes[busy]}/counter-sign/"), MEMBER),
    "note: tried here": State(opened("/practice/{notes[busy]}/tried/"), MEMBER),
    "note: tried here, with nothing said": State(without_choice("/practice/{notes[busy]}/tried/"), MEMBER),
    "note: hide what is said to it": State(opened("/practice/{notes[busy]}/hide/{notes[words]}/"), HOST),
    "note: what I said to it": State(opened("/conversations/{notes[busy]}/me/"), MEMBER),
    "import": State(opened("/import/"), HELD),
    "import: nothing chosen": State(without_choice("/import/"), HOST),
    "import: a file that cannot be read": State(handed_in("/import/", "what,ever\n1,2\n", what="problems"), HOST),
    "import: with bad rows": State(handed_in("/import/", "id,hard\n1,No bus.\n2,\n,Nothing.\n", what="problems"), HOST),
}
TALKS = {
    "talks: none": State(opened("/introductions/"), NEWCOMER),
    "talks of every kind": State(opened("/introductions/"), MEMBER),
    "talk: on the page of a problem one has": State(opened("/problems/{talks[can_ask]}/"), MEMBER),
    "talk: ask": State(opened("/introductions/ask/{talks[can_ask]}/"), MEMBER),
    "talk: ask, with nothing chosen": State(without_choice("/introductions/ask/{talks[can_ask]}/"), MEMBER),
    "talk: ask about what one has not": State(opened("/introductions/ask/{talks[can_ask]}/"), HELD),
    "talk: request that stands": State(opened("/introductions/requests/{talks[stands]}/"), MEMBER),
    "talk: request taken back": State(sent("/introductions/requests/{talks[withdrawn]}/", "Take it back"), MEMBER),
    "talk: request that is over": State(opened("/introductions/requests/{talks[over]}/"), MEMBER),
    "talk: yes to what a host proposed": State(opened("/introductions/requests/{talks[proposed]}/"), MEMBER),
    "talk: asked": State(opened("/introductions/asked/{talks[asked]}/"), MEMBER),
    "talk: asked, and no way to be reached": State(
        sent("/introductions/asked/{talks[asked]}/", "Say yes", name="", reach=""), MEMBER
    ),
    "talk: declined": State(sent("/introductions/asked/{talks[declined]}/", "Say no"), MEMBER),
    "talk: both said yes": State(opened("/introductions/talks/{talks[made]}/"), MEMBER),
    "talk: one question": State(opened("/introductions/talks/{talks[due]}/"), MEMBER),
    "talk: one question, with no answer": State(without_choice("/introductions/talks/{talks[due]}/"), MEMBER),
    "talk: it helped": State(ticked("/introductions/talks/{talks[told]}/", "Yes"), MEMBER),
    "talk: did they help?": State(opened("/introductions/did-it-help/")),
    "talk: propose": State(opened("/introductions/propose/{hosting[many]}/"), HOST),
    "talk: propose where nobody stands": State(opened("/introductions/propose/{hosting[waiting]}/"), HOST),
    "talk: propose nobody": State(without_choice("/introductions/propose/{hosting[many]}/"), HOST),
    "talk: proposed": State(ticked("/introductions/propose/{hosting[many]}/", "Ola", "Ravi"), HOST),
    "talk: not again": State(opened("/introductions/not-again/"), HOST),
    "talk: not again, for nobody": State(without_choice("/introductions/not-again/"), HOST),
}
LOOKED_AFTER = {
    "hosting": State(opened("/hosting/"), HOST),
    "hosting: guide": State(opened("/hosting/guide/"), HOST),
    "hosting: only for hosts": State(opened("/hosting/"), MEMBER),
    "hosting: greet": State(opened("/hosting/greet/{hosting[newcomer]}/"), HOST),
    "hosting: greet without words": State(without_choice("/hosting/greet/{hosting[newcomer]}/"), HOST),
    "hosting: greeted already": State(sent("/hosting/greet/{hosting[greeted]}/", words="Welcome."), HOST),
    "hosting: report": State(opened("/hosting/report/{hosting[many]}/?words={hosting[reported]}"), MEMBER),
    "hosting: nothing reported": State(without_choice("/hosting/report/{hosting[many]}/"), MEMBER),
    "hosting: reported": State(ticked("/hosting/report/{hosting[many]}/", "Which room?", SELLS), MEMBER),
    "problem: no reply yet": State(opened("/problems/{hosting[waiting]}/")),
    "problem: many have it": State(opened("/problems/{hosting[many]}/"), HOST),
}
PAPERS = {
    "papers": State(opened("/papers/")),
    "papers with one's own": State(opened("/papers/"), MEMBER),
    "paper: begin a joint one": State(opened("/papers/write/joint/"), MEMBER),
    "paper: begin a context note": State(opened("/papers/write/context/"), MEMBER),
    "paper: nothing written": State(without_choice("/papers/write/joint/"), MEMBER),
    "paper: joint": State(opened("/papers/{papers[joint]}/")),
    "paper: joint, one's own": State(opened("/papers/{papers[joint]}/"), MEMBER),
    "paper: joint, with fewer than three": State(opened("/papers/{papers[few]}/"), OTHER),
    "paper: context note": State(opened("/papers/{papers[context]}/"), MEMBER),
    "paper: draft": State(opened("/papers/{papers[draft]}/"), MEMBER),
    "paper: part": State(opened("/papers/{papers[draft]}/part/reason/"), MEMBER),
    "paper: part of a shared one": State(opened("/papers/{papers[joint]}/part/ask/"), MEMBER),
    "paper: part without words": State(without_choice("/papers/{papers[draft]}/part/reason/"), MEMBER),
    "paper: share": State(opened("/papers/{papers[draft]}/share/"), MEMBER),
    "paper: may it tell?": State(opened("/papers/{papers[few]}/problems/{papers[asks]}/"), MEMBER),
    "paper: it may tell": State(opened("/papers/{papers[few]}/problems/{papers[answered]}/"), MEMBER),
    "paper: sign": State(opened("/papers/{papers[joint]}/sign/"), HOST),
    "paper: signed before": State(opened("/papers/{papers[context]}/sign/"), MEMBER),
    "paper: sign without a sentence": State(unfilled("/papers/{papers[joint]}/sign/", "text"), HOST),
    "problem: a paper asks for it": State(opened("/problems/{papers[asks]}/"), MEMBER),
    "problem: told of in a paper": State(opened("/problems/{papers[agreed]}/")),
}
MAIL = {
    "mail: what one follows": State(opened("/account/mail/"), MEMBER),
    "mail: nothing followed": State(opened("/account/mail/"), NEWCOMER),
    "mail: stop?": State(opened("{mail[stop]}")),
    "mail: stopped": State(sent("{mail[stop]}", "Stop it")),
    "mail: stop all?": State(opened("{mail[stop_all]}")),
    "mail: all stopped": State(sent("{mail[stop_all]}", "Stop it")),
}
SEARCH = {
    "search": State(opened("/search/")),
    "search: nothing typed": State(opened("/search/?q=")),
    "search: found": State(once_gathered("/search/?q=bus", ".found")),
    "search: nothing found": State(once_gathered("/search/?q=zyx", "section")),
    "alike: on a problem": State(once_gathered("/problems/{hosting[many]}/", "#alike"), MEMBER),
    "alike: on one's own": State(once_gathered("/problems/{papers[asks]}/", "#alike"), MEMBER),
    "alike: while writing": State(alike_while_writing),
    "alike: told apart": State(told_apart, MEMBER),
    "alike: not to be compared": State(not_to_be_compared, MEMBER),
}
WORDS = {
    "words: where they stand": State(opened("/words/{words[said]}/"), MEMBER),
    "words: said before": State(opened("/words/{words[said]}/history/")),
    "words: said before, one's own": State(opened("/words/{words[said]}/history/"), MEMBER),
    "words: never said otherwise": State(opened("/words/{words[with_file]}/history/")),
    "words: say them anew": State(opened("/words/{words[said]}/reword/"), MEMBER),
    "words: anew with nothing": State(unfilled("/words/{words[said]}/reword/", "text"), MEMBER),
    "words: no file": State(opened("/words/{words[said]}/files/"), MEMBER),
    "words: a file": State(opened("/words/{words[with_file]}/files/"), MEMBER),
    "words: no file chosen": State(without_choice("/words/{words[said]}/files/"), MEMBER),
    "words: kept how long": State(opened("/conversations/{words[problem]}/keeping/"), MEMBER),
    "words: kept how long, for a host": State(opened("/conversations/{words[problem]}/keeping/"), HOST),
    "words: all one said": State(opened("/conversations/{words[problem]}/me/"), MEMBER),
    "words: how often hidden": State(opened("/moderation-log/")),
    "problem: with words said anew and a file": State(opened("/problems/{words[problem]}/"), MEMBER),
}
TO_A_MEETING = {
    "meeting: asked to come": State(opened("/j/{called[code]}/asked/"), MEMBER),
    "problem: a meeting is called": State(opened("/problems/{called[problem]}/"), MEMBER),
    "plan: people can be called": State(opened("/rooms/{uncalled[id]}/invitations/"), HELD),
    "plan: people are called": State(opened("/rooms/{called[id]}/invitations/"), HELD),
}
OF_THE_EXCHANGE = LEARNING | TALKS | LOOKED_AFTER | PAPERS | MAIL | SEARCH | WORDS | TO_A_MEETING
