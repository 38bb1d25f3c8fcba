"""Two people are put in touch, or are not and nobody can tell why; and a host sees that nobody stays alone."""


def ask_for_a_talk(rosa, problem):
    rosa.open(problem)
    rosa.follow("Ask for a talk")
    rosa.choose("Compare notes", "A call", "In the daytime")
    rosa.write("What shall the other call you?", "Rosa")
    rosa.write("How can the other reach you?", "01632 960 001")
    rosa.press("Ask for a talk")


def may_be_asked(member, problem):
    member.open(problem)
    member.follow("Say more with it")
    member.choose("Somebody who has this too may ask to talk to me")
    member.press("Same here")


def open_the_question(member):
    member.open("/account/")
    member.follow("My introductions")
    member.page.locator("section[aria-labelledby=asked] a").first.wait_for()
    member.follow("", within="section[aria-labelledby=asked]")


def test_two_people_see_the_name_of_the_other_only_once_both_said_yes(layout):
    rosa, nell = layout.member("Rosa"), layout.member("Nell")
    problem = layout.problems["a yes"]
    may_be_asked(nell, problem)

    ask_for_a_talk(rosa, problem)
    waiting = rosa.page.url
    asked_by_rosa = rosa.reads()
    open_the_question(nell)
    asked_of_nell = nell.reads()
    nell.write("What shall the other call you?", "Nell")
    nell.write("How can the other reach you?", "01632 960 002")
    nell.press("Say yes")
    rosa.open(waiting)

    assert ("Nell" in asked_by_rosa, "Rosa" in asked_of_nell) == (False, False)
    assert (rosa.heading(), nell.heading()) == ("You both said yes", "You both said yes")
    assert rosa.page.locator("#other ~ dl dd").all_inner_texts() == ["Nell", "01632 960 002"]
    assert nell.page.locator("#other ~ dl dd").all_inner_texts() == ["Rosa", "01632 960 001"]


def test_page_of_who_asked_stays_word_for_word_the_same_after_a_no(layout):
    rosa, omar = layout.member("Rosa"), layout.member("Omar")
    problem = layout.problems["a no"]
    may_be_asked(omar, problem)

    ask_for_a_talk(rosa, problem)
    waiting = rosa.page.url
    pages = [waiting, "/introductions/", problem]
    before = [read(rosa, page) for page in pages]
    open_the_question(omar)
    omar.press("Say no")
    after = [read(rosa, page) for page in pages]

    assert omar.heading() == "This request is over."
    assert after == before


def read(member, page):
    member.open(page)
    return member.reads()


def test_host_finds_the_problem_that_nobody_answered_and_answers_it(layout):
    hana, problem = layout.member("Hana"), layout.problems["unanswered"]
    waiting = hana.page.locator("section[aria-labelledby=no-reply]").locator(f'a[href="{problem}"]')

    hana.open("/problems/")
    hana.follow("Hosting", within="header")
    assert waiting.count() == 1
    with hana.page.expect_navigation():
        waiting.click()
    hana.look()
    hana.follow("Ask a question")
    hana.write("What do you want to ask?", "What do you write there now?")
    hana.choose("With neither")
    hana.press("Send it")
    hana.follow("Hosting", within="header")

    assert waiting.count() == 0
