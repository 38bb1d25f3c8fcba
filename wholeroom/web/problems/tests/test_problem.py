"""Every change to a problem, and what it does to its title and to what others see."""

import uuid

import pytest

from wholeroom.web import moments
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations import permissions, telling
from wholeroom.web.conversations.appearance import label
from wholeroom.web.conversations.models import Contribution, Conversation
from wholeroom.web.history.models import Entry
from wholeroom.web.problems import actions
from wholeroom.web.problems.models import HARD, Problem


def title(problem):
    return Conversation.objects.get(pk=problem.pk).title


def hard_words(problem):
    return problem.words()[HARD]


def test_problem_is_a_draft_with_its_first_line_as_title(draft, owner):
    assert (draft.is_draft, draft.owner, title(draft)) == (True, owner, "We lose people on Fridays")
    assert hard_words(draft).text == "We lose people on Fridays\nNobody knows why."


@pytest.mark.parametrize(
    ("hard", "made"),
    [
        ("\n\n  Fridays  \nmore", "Fridays"),
        ("word " * 60, "word " * 23 + "word…"),
        ("x" * 300, "x" * 119 + "…"),
    ],
    ids=["leading lines", "cut between words", "one long word"],
)
def test_title_is_the_first_line_and_never_long(hard, made):
    assert telling.title_from(hard) == made


def test_problem_brought_twice_with_one_key_is_one(owner):
    first = actions.bring(by=owner, hard="Fridays", sending="k1")

    again = actions.bring(by=owner, hard="Fridays", sending="k1")

    assert (again, Problem.objects.count()) == (first, 1)


def test_new_words_of_a_part_take_the_place_of_the_earlier_ones_which_are_not_lost(draft, owner):
    actions.tell(by=owner, problem=draft, part="tried", text="A van")
    actions.tell(by=owner, problem=draft, part="tried", text="A van, and a phone")

    said = Contribution.objects.filter(part="tried").values_list("text", "state")
    assert list(said) == [("A van", "withdrawn"), ("A van, and a phone", "shown")]
    assert {part: words.text for part, words in draft.words().items() if part != HARD} == {
        "tried": "A van, and a phone"
    }


def test_title_follows_what_is_hard(draft, owner):
    actions.tell(by=owner, problem=draft, part=HARD, text="Mondays")

    assert title(draft) == "Mondays"


def test_part_that_is_not_there_is_refused(draft, owner):
    with pytest.raises(telling.NoSuchPart, match="got-wrong"):
        actions.tell(by=owner, problem=draft, part="blame", text="them")


@pytest.mark.parametrize(
    "change",
    [
        lambda by, problem: actions.tell(by=by, problem=problem, part="tried", text="mine"),
        lambda by, problem: actions.share(by=by, problem=problem, audience="everyone", shown_as="name"),
        lambda by, problem: actions.keep_to_oneself(by=by, problem=problem),
    ],
)
def test_only_the_owner_changes_a_problem(draft, make_person, change):
    with pytest.raises(actions.NotTheOwner):
        change(make_person(), draft)


def test_sharing_sets_who_reads_it_and_how_all_of_it_appears(draft, owner):
    actions.tell(by=owner, problem=draft, part="tried", text="A van")

    actions.share(
        by=owner, problem=draft, audience="link", shown_as="name", nickname="Ann", groups=["front-line-worker"]
    )

    conversation = Conversation.objects.get(pk=draft.pk)
    assert (conversation.state, conversation.audience) == ("open", "link")
    assert [label(words) for words in draft.words().values()] == ["Ann (Front-line worker)"] * 2


def test_part_told_later_appears_as_the_rest(shared, owner):
    problem = shared(shown_as="group", groups=["provider"])

    said = actions.tell(by=owner, problem=problem, part="tried", text="A van")

    assert label(said) == "Provider"


def test_newest_shared_stands_first_and_sharing_again_does_not_lift_it(shared, owner):
    first, second = shared("first"), shared("second")
    actions.keep_to_oneself(by=owner, problem=first)
    actions.share(by=owner, problem=first, audience="everyone", shown_as="nobody")

    assert list(Problem.objects.listed()) == [second, first]


def test_only_what_is_open_to_everyone_is_listed(shared, draft, owner):
    public, _for_link, again_a_draft = shared("public"), shared("link", audience="link"), shared("kept")
    actions.keep_to_oneself(by=owner, problem=again_a_draft)

    assert list(Problem.objects.listed()) == [public]


def test_title_goes_when_its_words_are_taken_back_and_returns_with_them(shared):
    problem = shared()
    words = hard_words(problem)
    conversations.withdraw(by=words.participant, contribution=words)
    assert (title(problem), list(Problem.objects.listed())) == ("", [])

    conversations.show_again(by=words.participant, contribution=words)

    assert title(problem) == "We lose people on Fridays"


def test_title_goes_when_its_words_are_hidden(shared, make_person):
    problem = shared()

    conversations.hide(by=make_person(), contribution=hard_words(problem), reason="danger")

    assert title(problem) == ""


@pytest.mark.parametrize("whose", ["the words", "the place", "the member"])
def test_title_goes_when_its_words_are_erased(shared, owner, whose):
    problem = shared()
    words = hard_words(problem)
    key = {"the words": words.id.hex, "the place": words.participant.key, "the member": owner.key}[whose]

    moments.happen(moments.PERSON_ERASED, key=key)

    assert (title(problem), list(Problem.objects.listed())) == ("", [])


def test_title_of_words_that_stay_stays_when_earlier_ones_are_erased(shared, owner):
    problem = shared("Fridays")
    earlier = hard_words(problem)
    actions.tell(by=owner, problem=problem, part=HARD, text="Mondays")

    conversations.erase(by=earlier.participant, contribution=earlier)

    assert title(problem) == "Mondays"


@pytest.mark.parametrize("whose", ["the place", "the member"])
def test_nothing_says_who_owned_a_problem_once_they_are_erased(shared, owner, whose):
    problem = shared()
    key = hard_words(problem).participant.key if whose == "the place" else owner.key

    moments.happen(moments.PERSON_ERASED, key=key)

    problem.refresh_from_db()
    assert problem.owner is None


def test_erasing_one_problem_leaves_the_others_with_their_owner(shared, owner):
    gone, stays = shared("gone"), shared("stays")

    conversations.erase_participant(by=owner, participant=hard_words(gone).participant)

    stays.refresh_from_db()
    assert (stays.owner, title(stays)) == (owner, "stays")


def test_erasure_of_something_else_changes_nothing(shared, owner):
    problem = shared()

    moments.happen(moments.PERSON_ERASED, key=uuid.uuid4().hex)
    actions.erase_by_key(key="not-one-of-ours")

    problem.refresh_from_db()
    assert (problem.owner, title(problem)) == (owner, "We lose people on Fridays")


def test_owner_may_moderate_and_nobody_else(shared, owner, make_person):
    conversation = shared().conversation

    assert permissions.may_moderate(conversation, owner) is True
    assert permissions.may_moderate(conversation, make_person()) is False


def test_changes_leave_their_verbs_in_history(shared, owner):
    problem = shared()
    actions.tell(by=owner, problem=problem, part="tried", text="A van")
    actions.keep_to_oneself(by=owner, problem=problem)

    verbs = Entry.objects.filter(actor=owner.key, target_key=str(problem.pk)).order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == [
        "brought a problem",
        "followed",
        "shared a problem",
        "told a part",
        "stopped sharing",
    ]
