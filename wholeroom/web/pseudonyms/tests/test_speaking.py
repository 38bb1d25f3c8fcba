"""From the link to words that show, and back with the codeword: as a person without JavaScript does it."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wholeroom.web.areas.models import Area
from wholeroom.web.conversations.models import Contribution, Participant
from wholeroom.web.problems import replying
from wholeroom.web.problems.models import Problem
from wholeroom.web.pseudonyms import box
from wholeroom.web.pseudonyms.models import Pseudonym, ToRead
from wholeroom.web.pseudonyms.tests.speaking import let_show, morning, opened, speak, ticket_of


def without_tokens(page):
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)


def page_of(problem):
    return Client().get(f"/problems/{problem.pk}/").text


def test_words_show_after_they_were_released_and_read(ann, host, problem):
    speak(ticket_of(ann, problem))
    before = page_of(problem)
    morning()
    released = page_of(problem)
    let_show(host)

    assert ["at night?" in page for page in (before, released, page_of(problem))] == [False, False, True]
    assert "a pseudonym" in page_of(problem)


def test_same_link_is_given_to_all_members_on_one_day(ann, host, problem):
    assert ticket_of(ann, problem) == ticket_of(host, problem)


def test_link_is_only_for_members_and_only_for_a_problem_they_may_see(problem, make_problem, ann, member):
    draft = make_problem(owner=member("Dora"))
    draft.conversation.state = "draft"
    draft.conversation.save()

    assert Client().get(f"/problems/{problem.pk}/pseudonym/").status_code == 302
    assert ann.browser.get(f"/problems/{draft.pk}/pseudonym/").status_code == 404


@pytest.mark.parametrize("broken", ["x", "m.new.20200101", "m.new.20200101:abc"])
def test_link_that_is_not_ours_or_too_old_says_so(db, broken):
    answer = Client().get(f"/speak/{broken}/")

    assert (answer.status_code, "does not work" in answer.text) == (404, True)


def test_host_gives_a_link_to_somebody_without_an_account(host, problem):
    page = host.browser.get(f"/problems/{problem.pk}/pseudonym/").text
    link = re.search(r"http://[^/]+(/speak/h[^<]+)", page)[1]

    assert speak(link)


def test_problem_is_brought_and_nobody_owns_it(ann, host):
    speak(ticket_of(ann), **{"part-hard": "Referrals are hidden from us", "service": "carers"})
    morning()
    assert not Problem.objects.exists()
    let_show(host)

    brought = Problem.objects.listed().get()
    assert (brought.owner, brought.service) == (None, "carers")
    assert brought.conversation.title == "Referrals are hidden from us"
    assert "a pseudonym" in page_of(brought)


def test_what_shows_is_told_before_words_are_written(ann, clinicians, problem):
    link = ticket_of(ann, problem)

    page = Client().post(link, {"step": "who", "group": "clinician"}).text
    rare = Client().post(link, {"step": "who", "group": "elected-member"}).text

    assert "<strong>Clinician</strong>" in page
    assert "<strong>Somebody in the system</strong>" in rare


def test_many_pseudonyms_that_name_an_area_cost_a_page_no_more_questions(host, member, problem):
    Area.objects.create(code="E1", name="Stepwell")
    for number in range(5):
        member(f"Clin{number}", groups=["clinician"], area_id="E1")
    said = []
    for _ in range(2):
        speak(ticket_of(host, problem), group="clinician", place="area:E1")
        morning()
        let_show(host)
        with CaptureQueriesContext(connection) as asked:
            assert "Clinician, Stepwell" in page_of(problem)
        said.append(len(asked))

    assert said[0] == said[1]


def test_codeword_opens_waiting_released_and_shown_words_on_any_device(ann, host, problem):
    codeword = speak(ticket_of(ann, problem))
    standings = [opened(codeword).text]
    morning()
    standings.append(opened(codeword.upper().replace("-", " ")).text)
    let_show(host)
    standings.append(opened(codeword).text)

    told = ("It waits to be released", "A host reads it before", "It shows.")
    assert [[text in page for text in told] for page in standings] == [
        [True, False, False],
        [False, True, False],
        [False, False, True],
    ]


def test_own_page_sets_no_cookie_that_knows_the_codeword(ann, problem):
    codeword = speak(ticket_of(ann, problem))
    browser = Client()

    opened(codeword, browser)

    assert "session" not in browser.cookies
    assert codeword not in str(browser.cookies)


def test_lost_codeword_opens_nothing_and_wrong_ones_are_slowed_down(ann, problem):
    codeword = speak(ticket_of(ann, problem))
    browser = Client()

    statuses = [opened("badoki-badoki-badoki-badoki", browser).status_code for _ in range(12)]

    assert statuses == [400] * 10 + [429] * 2
    assert opened(codeword, browser).status_code == 429
    assert opened(codeword, Client()).status_code == 200


def test_host_asks_back_and_the_author_mends(ann, host, problem):
    codeword = speak(ticket_of(ann, problem), text="I am 34 and the only night nurse")
    morning()
    one = ToRead.objects.get()
    host.browser.post(
        f"/pseudonyms/to-read/{one.pk}/",
        {"fits": "yes", "known": "yes", "what": "ask", "question": "Can you leave out your age?"},
    )
    assert "Can you leave out your age?" in opened(codeword).text

    opened(codeword, do="mend", words=one.pk.hex, text="I work at night")
    opened(codeword, do="answer", words=one.pk.hex, text="I took it out")
    morning(6)
    page = host.browser.get(f"/pseudonyms/to-read/{one.pk}/").text
    let_show(host)

    assert ("I took it out" in page, "I am 34" in page) == (True, False)
    assert "I work at night" in page_of(problem)
    assert not Contribution.everything.filter(text__contains="34").exists()


@pytest.mark.parametrize("given", [{"fits": "no", "known": "no"}, {"fits": "yes", "known": "yes"}])
def test_nothing_shows_while_a_host_doubts_it(ann, host, problem, given):
    speak(ticket_of(ann, problem))
    morning()
    one = ToRead.objects.get()

    answer = host.browser.post(f"/pseudonyms/to-read/{one.pk}/", {**given, "what": "show"})

    assert (answer.status_code, ToRead.objects.count()) == (400, 1)


def test_words_that_do_not_show_tell_the_author_which_rule_it_was(ann, host, problem):
    codeword = speak(ticket_of(ann, problem))
    morning()
    one = ToRead.objects.get()

    host.browser.post(f"/pseudonyms/to-read/{one.pk}/", {"fits": "no", "known": "no", "what": "not", "rule": "advert"})

    assert "because of this rule" in opened(codeword).text
    assert "at night?" not in host.browser.get("/pseudonyms/to-read/").text


def test_host_does_not_read_first_what_is_said_to_a_problem_of_their_own(ann, host, problem):
    problem.owner = host
    problem.save()
    speak(ticket_of(ann, problem))
    morning()

    assert "at night?" not in host.browser.get("/pseudonyms/to-read/").text
    assert host.browser.get(f"/pseudonyms/to-read/{ToRead.objects.get().pk}/").status_code == 404


def test_what_waits_in_the_box_is_taken_back_at_once_and_leaves_nothing(ann, problem):
    codeword = speak(ticket_of(ann, problem))
    words = box.waiting()[0]["id"]

    opened(codeword, do="withdraw", words=words, when="later")

    assert box.waiting() == []
    assert opened(codeword).status_code == 400


@pytest.mark.parametrize(("when", "at_once"), [("at-once", True), ("later", False)])
def test_what_shows_is_taken_back_at_once_or_with_the_next(ann, host, problem, when, at_once):
    codeword = speak(ticket_of(ann, problem))
    morning()
    let_show(host)
    words = Contribution.objects.get(kind="question")

    opened(codeword, do="withdraw", words=words.pk.hex, when=when)
    shown = ["at night?" in page_of(problem)]
    morning(6)
    shown.append("at night?" in page_of(problem))

    assert shown == [not at_once, False]


def test_shown_words_are_masked_and_read_anew(ann, host, problem):
    codeword = speak(ticket_of(ann, problem), text="On 3 May my manager shouted")
    morning()
    let_show(host)
    words = Contribution.objects.get(kind="question")

    opened(codeword, do="mend", words=words.pk.hex, text="Somebody shouted")
    morning(6)
    hidden = page_of(problem)
    let_show(host)

    assert ("shouted" in hidden, "Somebody shouted" in page_of(problem)) == (False, True)
    assert not Contribution.everything.filter(text__contains="3 May").exists()


@pytest.mark.parametrize(("when", "at_once"), [("at-once", True), ("later", False)])
def test_pseudonym_is_erased_with_its_codeword_and_all_it_said(ann, host, problem, when, at_once):
    codeword = speak(ticket_of(ann, problem))
    morning()
    let_show(host)
    opened(codeword, do="say", kind="question", text="And at weekends?")

    not_sure = opened(codeword, do="forget", when=when)
    opened(codeword, do="forget", when=when, sure="yes")
    shown = ["at night?" in page_of(problem)]
    morning(6)
    shown.append("at night?" in page_of(problem))

    assert not_sure.status_code == 400
    assert shown == [not at_once, False]
    assert (Pseudonym.objects.count(), ToRead.objects.count(), opened(codeword).status_code) == (0, 0, 400)


def test_codeword_of_one_changes_nothing_of_another(ann, host, problem):
    first, second = speak(ticket_of(ann, problem)), speak(ticket_of(ann, problem), text="Mine")
    morning()
    let_show(host)
    words = Contribution.objects.get(text="Mine")

    answer = opened(first, do="withdraw", words=words.pk.hex, when="at-once")

    assert (answer.status_code, "Mine" in page_of(problem)) == (400, True)
    assert opened(second, do="withdraw", words=words.pk.hex, when="at-once").status_code == 200


def test_same_here_shows_groups_and_never_a_number(ann, clinicians, host, problem):
    for _ in range(3):
        speak(ticket_of(ann, problem), kind="only-same-here", text="", group="clinician")
    morning()

    page = page_of(problem)

    assert page.count("Clinician") == 1
    assert "They do not say how many people" in page


def test_same_here_is_taken_back_with_the_next_release(ann, clinicians, host, problem):
    codeword = speak(ticket_of(ann, problem), kind="only-same-here", text="", group="clinician")
    morning()
    shown = ["have it too:" in page_of(problem)]

    page = opened(codeword, do="not-here").text
    shown.append("have it too:" in page_of(problem))
    morning(6)
    shown.append("have it too:" in page_of(problem))

    assert shown == [True, True, False]
    assert "You say that you have it too" not in page


def test_question_to_a_pseudonym_and_an_offer_wait_on_the_page_of_the_codeword(ann, host, problem, member):
    codeword = speak(ticket_of(ann, problem))
    morning()
    let_show(host)
    bea, asked = member("Bea"), Contribution.objects.get(kind="question")
    address = f"/pseudonyms/{Pseudonym.objects.get().pk}/"

    replying.reply(by=bea, problem=problem, kind="answer", text="The office does", answers=asked)
    bea.browser.post(address, {"text": "I know this", "reach": "01234 567890"})
    page = opened(codeword).text
    before = bea.browser.get(address).text
    opened(codeword)

    assert all(said in page for said in ("The office does", "I know this", "01234 567890"))
    assert without_tokens(bea.browser.get(address).text) == without_tokens(before)


def test_offer_is_taken_back_and_goes_with_who_made_it(ann, host, problem, member):
    codeword = speak(ticket_of(ann, problem))
    morning()
    let_show(host)
    bea = member("Bea")
    address = f"/pseudonyms/{Pseudonym.objects.get().pk}/"
    bea.browser.post(address, {"text": "I know this", "reach": "01234 567890"})

    bea.browser.post(f"{address}take-back/")

    assert "I know this" not in opened(codeword).text


def test_nothing_of_who_speaks_is_kept(ann, host, problem):
    codeword = speak(ticket_of(ann, problem), ann.browser)
    morning()
    let_show(host)
    place = Participant.objects.get(nickname=Contribution.objects.get(kind="question").participant.nickname)

    assert (place.member, place.token_hash, place.joined) == (None, None, timezone.localdate())
    assert codeword not in str(list(Pseudonym.objects.values()))
