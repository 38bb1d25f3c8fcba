"""What others say to a problem: what may be said, what it answers or quotes, and what lists learn from it."""

import pytest

from wholeroom.web import moments
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations.appearance import label
from wholeroom.web.conversations.models import Following
from wholeroom.web.problems import actions, replying
from wholeroom.web.problems.models import Problem, Reply


@pytest.fixture
def pat(make_person):
    return make_person("pat@westmarch.example", name="Pat")


def ask(by, problem, text="Who tells the chemist?", **how):
    return replying.reply(by=by, problem=problem, kind="question", text=text, **how)


def test_reply_is_of_today_with_what_its_author_chose(shared, pat):
    problem = shared()

    kept = ask(pat, problem, shown_as="name")

    assert (kept.words.kind, label(kept.words), kept.problem) == ("question", "Pat", problem)
    assert Following.objects.filter(member=pat, conversation=problem.pk).exists()


def test_reply_sent_twice_is_kept_once(shared, pat):
    problem = shared()

    first, again = (ask(pat, problem, sending="k1") for _ in range(2))

    assert (first, Reply.objects.count()) == (again, 1)


def test_what_was_tried_keeps_what_happened_the_cost_and_whom_it_did_not_help(shared, pat):
    parts = {"happened": "They came", "cost": "", "not-helped": "People without a phone"}

    kept = replying.reply(by=pat, problem=shared(), kind="tried", text="A van", parts=parts)

    assert list(kept.words.replies.values_list("kind", "text")) == [
        ("happened", "They came"),
        ("not-helped", "People without a phone"),
    ]


def test_idea_waits_until_ideas_are_asked_for(shared, owner, pat):
    problem = shared()
    with pytest.raises(replying.NoIdeasYet):
        replying.reply(by=pat, problem=problem, kind="idea", text="Text them")

    actions.say_about(by=owner, problem=problem, asks_for_ideas=True)

    assert replying.reply(by=pat, problem=problem, kind="idea", text="Text them").words.text == "Text them"


def test_what_the_owner_answered_stays_as_they_chose_when_the_problem_is_shared_again(shared, owner, pat):
    problem = shared(shown_as="nobody")
    answer = {"kind": "answer", "text": "Nobody does", "answers": ask(pat, problem).words, "shown_as": "nobody"}
    kept = replying.reply(by=owner, problem=problem, **answer).words

    actions.share(by=owner, problem=problem, audience="everyone", shown_as="name", nickname="Ann")

    kept.refresh_from_db()
    assert (label(problem.words()["hard"]), kept.shown_as) == ("Ann", "nobody")


def test_question_and_what_is_not_understood_can_be_answered(shared, owner, pat):
    problem = shared()
    puzzle = actions.tell(by=owner, problem=problem, part="not-understood", text="Who knows the date?")
    question = ask(pat, problem).words

    for words in (puzzle, question):
        said = replying.reply(by=pat, problem=problem, kind="answer", text="The prison", answers=words).words
        assert said.parent == words


@pytest.mark.parametrize("what", ["nothing", "an answer", "the problem itself", "another problem’s question"])
def test_answer_needs_a_question_of_this_problem(shared, owner, pat, what):
    problem = shared()
    question = ask(pat, problem).words
    answers = {
        "nothing": None,
        "an answer": replying.reply(by=pat, problem=problem, kind="answer", text="He", answers=question).words,
        "the problem itself": problem.words()["hard"],
        "another problem’s question": ask(pat, shared("Mondays")).words,
    }[what]

    with pytest.raises(replying.NothingToAnswer):
        replying.reply(by=pat, problem=problem, kind="answer", text="Why?", answers=answers)


def test_only_words_of_this_problem_are_quoted(shared, pat):
    problem, other = shared(), shared("Mondays")
    words = ask(pat, problem).words

    assert ask(pat, problem, "Do you mean the prison?", quotes=words).quotes == words
    with pytest.raises(replying.NotOfThisProblem):
        ask(pat, other, quotes=words)


def test_nothing_more_is_said_to_a_draft(draft, pat):
    with pytest.raises(replying.NotOpen):
        ask(pat, draft)


def test_kind_that_is_none_is_refused(shared, pat):
    with pytest.raises(replying.NoSuchReply, match="'praise'"):
        replying.reply(by=pat, problem=shared(), kind="praise", text="Well done")


def test_new_reply_lifts_its_problem_and_an_edit_does_not(shared, owner, pat, on_day):
    first, second = shared("first"), shared("second")
    on_day(1)
    actions.tell(by=owner, problem=first, part="tried", text="A van")
    assert list(Problem.objects.listed()) == [second, first]

    ask(pat, first)

    assert list(Problem.objects.listed()) == [first, second]


@pytest.mark.parametrize("how", ["withdrawn", "hidden"])
def test_reply_that_shows_no_longer_lifts_its_problem_no_longer(shared, owner, pat, on_day, how):
    problem = shared()
    on_day(2)
    words = ask(pat, problem).words

    if how == "withdrawn":
        conversations.withdraw(by=words.participant, contribution=words)
    else:
        conversations.hide(by=owner, contribution=words, reason="advert")

    problem.refresh_from_db()
    assert (problem.newest_day, problem.newest_position) == (problem.shared_on, None)
    if how == "withdrawn":
        conversations.show_again(by=words.participant, contribution=words)
        problem.refresh_from_db()
        assert problem.newest_position == words.position


def test_erased_reply_existed_and_now_its_words_do_not(shared, pat):
    problem = shared()
    kept = ask(pat, problem)
    before = Problem.objects.values("newest_day", "newest_position").get(pk=problem.pk)

    moments.happen(moments.PERSON_ERASED, key=pat.key)

    kept.words.refresh_from_db()
    assert (kept.words.text, kept.words.participant, Reply.objects.count()) == ("", None, 1)
    assert Problem.objects.values("newest_day", "newest_position").get(pk=problem.pk) == before
