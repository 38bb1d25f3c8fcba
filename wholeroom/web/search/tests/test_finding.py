"""What is found, by whom and why; and that what not everybody may find is as if it were not there."""

from datetime import date

import pytest
from django.utils import timezone

from wholeroom.web.areas.models import Area
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations import rewording
from wholeroom.web.keeping import erasures
from wholeroom.web.people import actions as people
from wholeroom.web.problems import actions as problems
from wholeroom.web.problems import findable, replying
from wholeroom.web.search import kinds
from wholeroom.web.search.alike import alike
from wholeroom.web.search.looking import look

LETTERS = "Letters about appointments come too late"


def test_problem_is_found_by_its_words_with_the_reason(shared, gathered):
    problem = shared(LETTERS, tried="We rang people up instead")

    group = next(one for one in look("Our late letters, and nobody rings") if one.results)

    found = [(one.told.title, one.told.beginning, one.told.address, one.reasons) for one in group.results]
    address = f"/problems/{problem.pk}/"
    assert (group.kind.name, found) == (
        "problem",
        [(LETTERS, "We rang people up instead", address, ["Both say: late, letters."])],
    )


def test_what_is_known_of_a_problem_comes_with_it(shared, gathered):
    problem = shared(LETTERS)
    area = Area.objects.create(code="WM", name="Westmarch", share_urban=0.2, share_highly_rural=0.7)
    problems.say_about(by=problem.owner, problem=problem, service="carers", area=area)

    (told,) = findable.findable([problem.pk])

    assert (told.area, told.service, told.day) == ("countryside", "carers", timezone.localdate())


@pytest.mark.parametrize("said", ["Late letters", "late LETTER", "a letter, lately"])
def test_forms_of_a_word_are_found(shared, ask, said):
    shared(LETTERS)

    assert ask(said) == [LETTERS]


def test_draft_is_not_found(ask, make_person):
    problems.bring(by=make_person(), hard=LETTERS)

    assert ask("letters") == []


def test_problem_for_those_with_the_link_is_not_found(shared, ask):
    shared(LETTERS, audience="link")

    assert ask("letters") == []


def test_problem_made_a_draft_again_is_found_no_longer(shared, ask):
    problem = shared(LETTERS)
    assert ask("letters") == [LETTERS]

    problems.keep_to_oneself(by=problem.owner, problem=problem)

    assert ask("letters") == []


def test_part_that_is_told_later_is_found(shared, ask):
    problem = shared(LETTERS)
    assert ask("van") == []

    problems.tell(by=problem.owner, problem=problem, part="tried", text="A van at the gate")

    assert ask("van") == [LETTERS]


def test_words_that_were_replaced_are_not_found(shared, ask):
    problem = shared(LETTERS)

    problems.tell(by=problem.owner, problem=problem, part="hard", text="Nobody rings back")

    assert (ask("letters"), ask("rings")) == ([], ["Nobody rings back"])


def test_hidden_words_are_not_found_until_they_show_again(shared, ask, make_person):
    problem = shared(LETTERS, tried="A van at the gate")
    words = problem.words()["tried"]

    conversations.hide(by=make_person(), contribution=words, reason="advert")
    while_hidden = ask("van")
    conversations.let_show(by=make_person(), contribution=words)

    assert (while_hidden, ask("van")) == ([], [LETTERS])


def test_words_that_wait_to_be_read_are_not_found_yet(shared, ask, make_person):
    problem = shared(LETTERS)
    problem.conversation.read_first = True
    problem.conversation.save()
    problems.tell(by=problem.owner, problem=problem, part="tried", text="A van at the gate")
    waiting = ask("van")

    conversations.let_show(by=make_person(), contribution=problem.conversation.contributions.last())

    assert (waiting, ask("van")) == ([], [LETTERS])


def test_erased_member_is_found_no_longer(shared, ask):
    problem = shared(LETTERS)
    assert ask("letters") == [LETTERS]

    people.erase(by=problem.owner)

    assert ask("letters") == []


def test_erasure_that_is_done_again_after_a_restore_reaches_what_is_found(shared, ask):
    problem = shared(LETTERS)
    assert ask("letters") == [LETTERS]
    erasures.remember(key=problem.owner.key)

    erasures.replay()

    assert ask("letters") == []


def test_erased_words_of_one_part_are_found_no_longer(shared, ask):
    problem = shared(LETTERS, tried="A van at the gate")
    assert ask("van") == [LETTERS]

    conversations.erase(by=problem.owner, contribution=problem.words()["tried"])

    assert (ask("van"), ask("letters")) == ([], [LETTERS])


def test_problem_that_is_closed_is_still_found(shared, ask):
    problem = shared(LETTERS)
    problem.conversation.state = "closed"
    problem.conversation.save()

    assert ask("letters") == [LETTERS]


def test_what_others_said_to_a_problem_does_not_find_it(shared, ask, make_person):
    problem = shared(LETTERS)

    replying.reply(by=make_person(), problem=problem, kind="question", text="Does a van help?")

    assert ask("van") == []


def test_words_of_rooms_are_not_found(make_room, make_participant, ask):
    room = make_room()
    conversations.contribute(
        by=make_participant(room), conversation=room.conversation, kind="note", text=LETTERS, part="x"
    )

    assert ask("letters") == []


def test_nothing_at_all_is_shown_before_all_is_gathered(client, db, monkeypatch):
    from wholeroom.web.search import corpus

    monkeypatch.setattr(corpus, "here", corpus.Corpus())

    page = client.get("/search/", {"q": "letters"})

    assert "What others brought is still being gathered." in page.text
    assert "groups" not in page.context


def test_kind_that_an_app_registers_is_found_beside_the_others(shared, monkeypatch, make_person, db):
    monkeypatch.setattr(kinds, "_registered", dict(kinds.registered()))
    conversation = conversations.Conversation.objects.create(kind="note", title="A van", state="open")
    told = kinds.Findable(conversation.pk, "A van for late letters", "A van", "", "/n/", day=date(2026, 1, 1))
    kinds.register(
        kinds.Kind(
            "note",
            "Notes",
            findable=lambda ids: [told] if ids is None or told.conversation in ids else [],
            told=lambda one: told,
            owners=lambda ids: {},
        )
    )
    shared(LETTERS)
    from wholeroom.web.search import corpus

    monkeypatch.setattr(corpus, "here", corpus.Corpus())
    corpus.here.gather()

    both, only = look("late letters"), look("late letters", only="note")

    assert [(one.kind.name, [found.told.title for found in one.results]) for one in both] == [
        ("problem", [LETTERS]),
        ("note", ["A van"]),
    ]
    assert [one.kind.name for one in only] == ["note"]


def test_words_said_anew_are_found_and_those_said_before_are_not(shared, ask):
    problem = shared(LETTERS)
    words = problem.words()["hard"]

    rewording.reword(by=words.participant, contribution=words, text="Nobody rings back")

    assert (ask("letters"), ask("rings")) == ([], ["Nobody rings back"])


def test_area_and_service_that_are_told_later_are_known(shared, gathered):
    problem = shared(LETTERS)

    problems.say_about(by=problem.owner, problem=problem, service="carers", kind_of_area="towns")
    gathered.catch_up()

    told = gathered.told([problem.pk])[problem.pk]
    assert (told.area, told.service) == ("towns", "carers")


def test_same_kind_of_area_and_of_service_are_reasons_too(shared, gathered):
    problem, other = shared(LETTERS), shared("A late letter, a missed visit")
    for one in (problem, other):
        problems.say_about(by=one.owner, problem=one, service="carers", kind_of_area="towns")

    (possibly,) = alike(problem.conversation, problem.owner).possibly

    assert possibly.reasons == [
        "Both say: late, Letters.",
        "The same kind of area: towns and villages.",
        "The same kind of service: Carers and families.",
    ]
