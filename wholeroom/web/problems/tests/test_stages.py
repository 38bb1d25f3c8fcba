"""Where a problem stands, who may say so, and what it is closed with."""

import pytest
from django.db import IntegrityError, transaction

from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations import permissions
from wholeroom.web.conversations.models import Conversation
from wholeroom.web.problems import replying, stages
from wholeroom.web.problems.models import Problem


@pytest.fixture
def host(make_person):
    return make_person(is_host=True)


@pytest.fixture
def closed(shared, owner):
    problem = shared()
    stages.close(by=owner, problem=problem, kind="done", text="A nurse waits at the gate")
    return problem


def where(problem):
    problem = Problem.objects.select_related("conversation").get(pk=problem.pk)
    return problem.stage, problem.conversation.state


@pytest.mark.parametrize("stage", ["in-meeting", "acted-on", "looked-again", "open"])
def test_owner_and_host_say_where_it_stands(shared, owner, host, stage):
    problem = shared()

    for who in (owner, host):
        stages.set_stage(by=who, problem=problem, stage=stage)
        assert where(problem) == (stage, "open")


def test_nobody_else_says_where_it_stands(shared, make_person):
    with pytest.raises(stages.NotTheirsToSteer):
        stages.set_stage(by=make_person(may_facilitate=True), problem=shared(), stage="acted-on")


def test_draft_has_no_stage_to_set_and_hosts_do_not_see_it(draft, owner, host):
    with pytest.raises(stages.NotShared):
        stages.set_stage(by=owner, problem=draft, stage="acted-on")
    with pytest.raises(stages.NotTheirsToSteer):
        stages.set_stage(by=host, problem=draft, stage="acted-on")
    assert permissions.may_moderate(draft.conversation, host) is False


def test_closing_takes_words(shared, owner):
    problem = shared()
    with pytest.raises(stages.NeedsAnEnd):
        stages.set_stage(by=owner, problem=problem, stage="closed")

    stages.close(by=owner, problem=problem, kind="nothing-could-be", text="There is no money")

    problem.refresh_from_db()
    assert (where(problem), problem.end.kind) == (("closed", "closed"), "nothing-could-be")


def test_database_refuses_an_end_without_words(closed):
    with pytest.raises(IntegrityError), transaction.atomic():
        Problem.objects.update(end=None)


def test_end_is_one_of_two_kinds(shared, owner):
    with pytest.raises(stages.NoSuchEnd, match="'victory'"):
        stages.close(by=owner, problem=shared(), kind="victory", text="We won")


def test_closed_twice_with_one_key_is_closed_once(shared, owner):
    problem = shared()
    for _ in range(2):
        stages.close(by=owner, problem=problem, kind="done", text="Done", sending="k1")

    assert problem.conversation.contributions.filter(kind="done").count() == 1
    with pytest.raises(stages.ClosedNow):
        stages.close(by=owner, problem=problem, kind="done", text="Done", sending="k2")


def test_nothing_more_is_said_to_a_closed_problem(closed, make_person):
    with pytest.raises(replying.NotOpen):
        replying.reply(by=make_person(), problem=closed, kind="question", text="Why?")
    with pytest.raises(replying.NotOpen):
        replying.say_same_here(by=make_person(), problem=closed)


def test_closed_problem_stays_in_the_list(closed):
    assert list(Problem.objects.listed()) == [closed]


def test_closed_problem_is_opened_by_an_act_of_its_own_and_keeps_what_it_was_closed_with(closed, owner):
    with pytest.raises(stages.ClosedNow):
        stages.set_stage(by=owner, problem=closed, stage="open")

    stages.reopen(by=owner, problem=closed)

    assert where(closed) == ("open", "open")
    assert closed.conversation.contributions.get(kind="done").text == "A nurse waits at the gate"
    with pytest.raises(stages.NotClosed):
        stages.reopen(by=owner, problem=closed)


def test_erasing_the_words_of_the_end_keeps_it_closed(closed, owner):
    conversations.erase(by=owner, contribution=closed.end)

    closed.refresh_from_db()
    assert (where(closed), closed.end.text) == (("closed", "closed"), "")


def test_host_moderates_what_is_shared(shared, host):
    assert permissions.may_moderate(Conversation.objects.get(pk=shared().pk), host) is True
