"""What people say of two problems, what shows of it, and what it does not do."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from wholeroom.web import personal_data
from wholeroom.web.conversations.following import follow
from wholeroom.web.conversations.models import Following
from wholeroom.web.people import actions as people
from wholeroom.web.problems import actions as problems
from wholeroom.web.search import actions, judgements, reminding
from wholeroom.web.search.alike import alike
from wholeroom.web.search.judgements import Said, Standing
from wholeroom.web.search.models import Judgement

SAME, ANOTHER = "same", "another"


@pytest.fixture
def pair(shared, gathered):
    """Two problems that share words, each with an owner of its own."""
    return shared("Letters come too late"), shared("A late letter, a missed visit")


def judge(by, one, other, verdict=SAME):
    return actions.judge(by=by, one=one.conversation, other=other.conversation, verdict=verdict)


def seen(problem, reader):
    """What the page of a problem says of others: told by owners, by a host, asked, possibly."""
    page = alike(problem.conversation, reader)
    return (
        [one.told.title for one in page.told_by_owners],
        [one.told.title for one in page.told_by_host],
        [one.told.title for one in page.asked],
        [possibly.told.title for possibly in page.possibly],
    )


def test_alike_problems_are_suggested_on_both_pages(pair, make_person):
    one, other = pair
    reader = make_person()

    assert seen(one, reader) == ([], [], [], ["A late letter, a missed visit"])
    assert seen(other, reader) == ([], [], [], ["Letters come too late"])


def test_pair_that_both_owners_call_the_same_stands_on_both_pages(pair, make_person):
    one, other = pair
    reader = make_person()

    judge(one.owner, one, other)
    judge(other.owner, other, one)

    assert seen(one, reader) == (["A late letter, a missed visit"], [], [], [])
    assert seen(other, reader) == (["Letters come too late"], [], [], [])


def test_word_of_one_owner_is_shown_to_the_other_owner_only(pair, make_person):
    one, other = pair

    judge(one.owner, one, other)

    assert seen(other, other.owner) == ([], [], ["Letters come too late"], [])
    assert seen(other, make_person()) == ([], [], [], [])
    assert seen(one, one.owner) == ([], [], [], ["A late letter, a missed visit"])


def test_word_of_a_host_is_enough_and_is_said_to_be_theirs(pair, make_person):
    one, other = pair

    judge(make_person(is_host=True), one, other)

    assert seen(one, make_person()) == ([], ["A late letter, a missed visit"], [], [])
    assert seen(other, make_person()) == ([], ["Letters come too late"], [], [])


@pytest.mark.parametrize("which", [0, 1])
def test_owner_who_says_otherwise_counts_more_than_a_host(pair, make_person, which):
    one, other = pair
    judge(make_person(is_host=True), one, other)

    judge(pair[which].owner, pair[which], pair[1 - which], ANOTHER)

    assert seen(one, make_person())[:2] == ([], [])
    assert seen(other, make_person())[:2] == ([], [])


def test_what_its_owner_rejected_is_suggested_on_that_page_no_longer(pair, make_person):
    one, other = pair

    judge(one.owner, one, other, ANOTHER)

    assert seen(one, make_person()) == ([], [], [], [])
    assert seen(other, make_person()) == ([], [], [], ["Letters come too late"])


def test_word_of_somebody_else_shows_nowhere_but_to_themselves(pair, make_person):
    one, other = pair
    reader = make_person()

    judge(reader, one, other, ANOTHER)

    assert [possibly.said for possibly in alike(one.conversation, reader).possibly] == [ANOTHER]
    assert [possibly.said for possibly in alike(one.conversation, one.owner).possibly] == [""]


@pytest.mark.parametrize(
    ("said", "standing"),
    [
        (Said(SAME, SAME, frozenset({ANOTHER})), Standing.BY_OWNERS),
        (Said(SAME, ANOTHER, frozenset({SAME})), Standing.OPEN),
        (Said("", "", frozenset({ANOTHER})), Standing.REJECTED),
        (Said("", "", frozenset({SAME, ANOTHER})), Standing.BY_HOST),
        (Said("", SAME), Standing.ASKED),
        (Said(SAME, ""), Standing.OPEN),
    ],
)
def test_pair_stands_as_those_heard_say(said, standing):
    assert said.standing is standing


def test_said_again_replaces_what_was_said(pair):
    one, other = pair
    judge(one.owner, one, other)

    judge(one.owner, one, other, ANOTHER)

    assert list(Judgement.objects.values_list("verdict", flat=True)) == [ANOTHER]


def test_order_of_a_pair_makes_no_difference(pair, make_person):
    one, other = pair
    reader = make_person()

    judge(reader, one, other)
    judge(reader, other, one)

    assert Judgement.objects.count() == 1


def test_pair_is_kept_in_one_order_only(pair, make_person):
    low, high = sorted((one.conversation for one in pair), key=lambda conversation: conversation.pk)

    with pytest.raises(IntegrityError):
        Judgement.objects.create(one=high, other=low, member=make_person(), verdict=SAME, day=timezone.localdate())


def test_owner_who_says_yes_follows_the_other_and_nobody_else_is_moved(pair, make_person):
    one, other = pair
    reader = make_person()
    follow(by=reader, conversation=one.conversation)

    judge(one.owner, one, other)
    judge(other.owner, other, one)

    followed = set(Following.objects.values_list("member__email", "conversation__title"))
    titles = ("Letters come too late", "A late letter, a missed visit")
    both = {(owner.email, title) for owner in (one.owner, other.owner) for title in titles}
    assert followed == both | {(reader.email, "Letters come too late")}


def test_reader_who_says_yes_follows_nothing(pair, make_person):
    one, other = pair
    reader = make_person()

    judge(reader, one, other)

    assert not Following.objects.filter(member=reader).exists()


def test_draft_can_be_compared_by_its_owner_only(pair, make_person):
    owner = make_person()
    draft = problems.bring(by=owner, hard="Letters, always late")

    judge(owner, draft, pair[0])

    for by, one, other in ((make_person(), draft, pair[1]), (owner, pair[1], draft), (pair[0].owner, pair[0], draft)):
        with pytest.raises(actions.NotToBeCompared):
            judge(by, one, other)


def test_problem_is_not_compared_with_itself(pair):
    with pytest.raises(actions.NotToBeCompared):
        judge(pair[0].owner, pair[0], pair[0])


def test_pair_of_which_one_became_a_draft_shows_nowhere(pair, make_person):
    one, other = pair
    judge(make_person(is_host=True), one, other)

    problems.keep_to_oneself(by=other.owner, problem=other)

    assert seen(one, make_person()) == ([], [], [], [])


def reminded(person, after=0):
    today = timezone.localdate() + timedelta(days=after)
    return [(one.text, one.path) for one in reminding.reminders(person, today=today)]


def test_other_owner_is_asked_once_and_for_two_weeks(pair):
    one, other = pair

    judge(one.owner, one, other)

    text = "Somebody says that they have the same problem as you. Look whether it is so."
    assert reminded(other.owner) == [(text, f"/problems/{other.pk}/#alike")]
    assert (reminded(other.owner, after=15), reminded(one.owner)) == ([], [])


def test_who_follows_one_is_invited_to_follow_the_other(pair, make_person):
    one, other = pair
    reader = make_person()
    follow(by=reader, conversation=one.conversation)

    judge(one.owner, one, other)
    judge(other.owner, other, one)

    text = "A problem that you follow is told to be the same as another. You can follow that one too."
    assert reminded(reader) == [(text, f"/problems/{one.pk}/#alike")]
    assert reminded(one.owner) == []
    follow(by=reader, conversation=other.conversation)
    assert reminded(reader) == []


def test_nobody_is_reminded_of_what_not_everybody_may_find(pair):
    one, other = pair
    judge(one.owner, one, other)

    problems.keep_to_oneself(by=one.owner, problem=one)

    assert reminded(other.owner) == []


def test_erased_member_leaves_no_word_of_any_pair(pair, make_person):
    reader = make_person()
    judge(reader, *pair)

    people.erase(by=reader)

    assert not Judgement.objects.exists()


def test_member_gets_what_they_said_of_pairs_with_all_their_data(pair, make_person):
    reader = make_person()
    judge(reader, *pair, ANOTHER)

    (row,) = personal_data.of(reader)["said of two problems"]

    assert {row["one"], row["other"]} == {"Letters come too late", "A late letter, a missed visit"}
    assert (row["said"], row["day"]) == (ANOTHER, timezone.localdate().isoformat())


def test_title_of_what_became_a_draft_is_in_nobody_elses_data(pair, make_person):
    one, other = pair
    reader = make_person()
    judge(reader, one, other)

    problems.keep_to_oneself(by=other.owner, problem=other)

    (row,) = personal_data.of(reader)["said of two problems"]
    assert {row["one"], row["other"]} == {"Letters come too late", ""}


def test_pairs_are_read_in_as_many_queries_for_one_as_for_three(pair, shared, make_person, django_assert_num_queries):
    one, _other = pair
    for number in range(3):
        judge(make_person(), one, shared(f"Late letter {number}"))
        with django_assert_num_queries(2):
            judgements.standings(one.conversation)


def test_owner_is_not_said_to_have_said_what_a_host_did(pair, make_person):
    one, other = pair

    judge(make_person(is_host=True), one, other)

    assert [possibly.said for possibly in alike(one.conversation, one.owner).told_by_host] == [""]
