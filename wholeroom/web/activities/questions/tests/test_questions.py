import pytest

from wholeroom.web.activities.questions import actions, advice
from wholeroom.web.activities.questions.activity import activity
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations.models import Contribution
from wholeroom.web.rooms import actions as rooms


@pytest.fixture
def step(make_room, make_problem):
    return make_room(problem=make_problem()).steps.get(name="questions")


@pytest.fixture
def ada(step, make_participant):
    return make_participant(step.room, nickname="Ada")


def ask(step, ada, text: str) -> Contribution:
    assert activity.accept(step, {"text": text, "shown_as": "nobody", "sending": text[:60]}, by=ada) is None
    return step.room.conversation.contributions.get(text=text)


@pytest.mark.parametrize("text", ["Have you tried a night line?", "why don't  you ask them?", "You should ask them."])
def test_words_that_begin_like_advice_get_a_suggestion(text):
    assert advice.suggestion(text).startswith("A suggestion: this begins like advice.")


@pytest.mark.parametrize("text", ["When do they leave?", "Whom have you tried to reach?", "Have you triedness?"])
def test_question_gets_no_suggestion(text):
    assert advice.suggestion(text) == ""


def test_words_without_a_question_mark_get_another():
    assert advice.suggestion("I wonder when they leave").startswith("A suggestion: this has no question mark.")


def test_suggestion_shows_to_who_asked_and_the_words_are_kept(step, ada):
    ask(step, ada, "Have you tried a night line?")

    assert "A suggestion: this begins like advice." in activity.phone(step, ada)
    assert "Have you tried a night line?" in activity.frame(step, "wall", "en-gb")
    assert "A suggestion" not in activity.frame(step, "wall", "en-gb")


@pytest.mark.parametrize(("mark", "said"), [("answered", "answered"), ("kept", "we take it with us")])
def test_facilitator_marks_a_question(step, ada, mark, said):
    question = ask(step, ada, "When do they leave?")
    sent = {"act": "mark", "for": "", "question": str(question.pk), "mark": mark}

    refused = activity.accept(step, sent, by=step.room.facilitators.get())

    assert refused is None
    assert said in activity.frame(step, "console", "en-gb")
    assert [row["mark"] for row in activity.rows(step)] == [mark]


def test_mark_is_taken_off_again(step, ada):
    question = ask(step, ada, "When do they leave?")
    facilitator = step.room.facilitators.get()
    actions.mark(by=facilitator, room=step.room, question=question, mark="kept")

    actions.mark(by=facilitator, room=step.room, question=question, mark="none")

    assert [row["mark"] for row in activity.rows(step)] == [""]


def test_questions_that_are_kept_stand_by_themselves(step, ada):
    first, second = ask(step, ada, "When do they leave?"), ask(step, ada, "Who is there at night?")

    actions.mark(by=step.room.facilitators.get(), room=step.room, question=second, mark="kept")

    assert [(said.title, said.words) for said in activity.outcome(step).said] == [
        ("Questions only", (str(first.pk),)),
        ("Questions we take with us", (str(second.pk),)),
    ]


def test_owner_who_is_openly_here_may_mark(step, ada):
    owner, _ = conversations.join(by=step.room.problem.owner, conversation=step.room.conversation)
    question = ask(step, ada, "When do they leave?")

    actions.mark(by=owner, room=step.room, question=question, mark="answered")

    assert "Say which question is answered" in activity.phone(step, owner)
    assert "Say which question is answered" not in activity.phone(step, ada)


def test_others_do_not_mark(step, ada):
    question = ask(step, ada, "When do they leave?")

    with pytest.raises(actions.NotTheirsToMark):
        actions.mark(by=ada, room=step.room, question=question, mark="answered")


def test_form_that_others_send_is_refused_in_words(step, ada):
    question = ask(step, ada, "When do they leave?")

    form = activity.accept(step, {"act": "mark", "question": str(question.pk), "mark": "kept"}, by=ada)

    assert form.non_field_errors() == [
        "Only the owner of the problem and the facilitator say which question is answered."
    ]


def test_marks_stay_after_the_close(step, ada):
    question = ask(step, ada, "When do they leave?")
    facilitator = step.room.facilitators.get()
    rooms.close(by=facilitator, room=step.room)

    with pytest.raises(actions.TooLateToMark):
        actions.mark(by=facilitator, room=step.room, question=question, mark="kept")


def test_question_of_another_step_cannot_be_marked(step, ada):
    elsewhere = conversations.contribute(
        by=ada, conversation=step.room.conversation, kind="note", text="A note", part="elsewhere"
    )

    form = activity.accept(
        step, {"act": "mark", "for": "", "question": str(elsewhere.pk), "mark": "kept"}, by=step.room.facilitators.get()
    )

    assert form.errors == {"question": ["This question no longer shows."]}
