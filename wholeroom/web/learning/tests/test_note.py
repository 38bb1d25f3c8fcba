"""What holds of a practice note, whoever's page asks for it."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations import permissions, telling
from wholeroom.web.conversations.appearance import label
from wholeroom.web.conversations.models import Contribution, Conversation, Following
from wholeroom.web.conversations.rewording import reword
from wholeroom.web.history.models import Entry
from wholeroom.web.learning import actions
from wholeroom.web.learning.models import NEEDED, PracticeNote


def title(note):
    note.conversation.refresh_from_db()
    return note.conversation.title


def test_written_note_is_a_draft_that_its_author_follows(draft, author):
    assert (draft.is_draft, title(draft), draft.author) == (True, "A van at the prison gate", author)
    assert Following.objects.filter(member=author, conversation=draft.pk).exists()


def test_note_sent_twice_with_one_key_is_written_once(author):
    first, again = (actions.write(by=author, done="A van", sending="k1") for _ in range(2))

    assert (first, PracticeNote.objects.count()) == (again, 1)


def test_new_words_for_a_part_take_the_place_of_those_before(draft, author):
    actions.tell(by=author, note=draft, part="cost", text="Fuel")
    actions.tell(by=author, note=draft, part="cost", text="Fuel, and a driver")

    said = Contribution.objects.filter(part="cost").values_list("text", "state")
    assert list(said) == [("Fuel", "withdrawn"), ("Fuel, and a driver", "shown")]
    assert draft.words()["cost"].text == "Fuel, and a driver"


def test_title_follows_what_was_done(draft, author):
    actions.tell(by=author, note=draft, part="done", text="A bus")

    assert title(draft) == "A bus"


def test_part_that_is_not_there_is_refused(draft, author):
    with pytest.raises(telling.NoSuchPart, match="went-wrong"):
        actions.tell(by=author, note=draft, part="praise", text="us")


@pytest.mark.parametrize("missing", NEEDED)
def test_note_without_a_needed_part_is_not_shared(author, complete, missing):
    note = complete()
    words = note.words()[missing]
    conversations.withdraw(by=words.participant, contribution=words)

    with pytest.raises(actions.NotReady):
        actions.share(by=author, note=note, audience="everyone", shown_as="nobody")

    assert PracticeNote.objects.get().is_draft


def test_draft_says_all_that_is_missing(draft):
    assert draft.missing() == ["Where and when it was", "What happened", "What went wrong", "How it came out"]


def test_new_thing_is_not_shared_until_its_further_parts_are_told(author, complete):
    note = complete(where={"is_new": True})
    with pytest.raises(actions.NotReady, match="What it takes the place of"):
        actions.share(by=author, note=note, audience="everyone", shown_as="nobody")

    for part in ("who-benefits", "displaces", "basics"):
        actions.tell(by=author, note=note, part=part, text="nothing we know of")
    actions.share(by=author, note=note, audience="everyone", shown_as="nobody")

    assert list(PracticeNote.objects.listed()) == [note]


def test_shared_note_becomes_no_new_thing_while_the_further_parts_are_missing(shared, author):
    note = shared()

    with pytest.raises(actions.NotReady):
        actions.say_where(by=author, note=note, is_new=True)

    assert PracticeNote.objects.get().is_new is False


def test_shared_note_keeps_the_parts_it_must_have(shared, author):
    note = shared()
    actions.tell(by=author, note=note, part="cost", text="Fuel")

    with pytest.raises(actions.NotReady, match="What went wrong"):
        actions.take_back(by=author, note=note, part="went-wrong")
    actions.take_back(by=author, note=note, part="cost")

    assert list(note.words()) == ["done", "context", "happened", "went-wrong"]


@pytest.mark.parametrize("lost", ["outcome", "confirmed_on"])
def test_database_keeps_no_shared_note_that_does_not_say_how_it_came_out(shared, lost):
    note = shared()

    with pytest.raises(IntegrityError), transaction.atomic():
        PracticeNote.objects.filter(pk=note.pk).update(**{lost: "" if lost == "outcome" else None})


@pytest.mark.parametrize(
    "change",
    [
        lambda by, note: actions.tell(by=by, note=note, part="cost", text="mine"),
        lambda by, note: actions.take_back(by=by, note=note, part="cost"),
        lambda by, note: actions.say_how_it_came_out(by=by, note=note, outcome="worked"),
        lambda by, note: actions.say_where(by=by, note=note),
        lambda by, note: actions.share(by=by, note=note, audience="everyone", shown_as="name"),
        lambda by, note: actions.keep_to_oneself(by=by, note=note),
        lambda by, note: actions.say_still_so(by=by, note=note),
    ],
)
def test_only_the_author_changes_a_note(draft, make_person, change):
    with pytest.raises(actions.NotTheAuthor):
        change(make_person(), draft)


def test_sharing_sets_who_reads_it_and_how_all_of_it_appears(complete, author):
    note = complete()

    actions.share(by=author, note=note, audience="link", shown_as="name", nickname="Ann", groups=["provider"])

    kept = PracticeNote.objects.select_related("conversation").get()
    assert (kept.conversation.state, kept.conversation.audience) == ("open", "link")
    assert {label(words) for words in kept.words().values()} == {"Ann (Provider)"}
    assert label(actions.tell(by=author, note=note, part="cost", text="Fuel")) == "Ann (Provider)"


def test_only_what_is_open_to_everyone_is_listed(shared, draft, author):
    public, _for_link, kept = shared(), shared(audience="link"), shared()
    actions.keep_to_oneself(by=author, note=kept)

    assert list(PracticeNote.objects.listed()) == [public]


def test_note_answers_the_problems_that_its_author_names(draft, author, make_problem):
    problem = make_problem()

    actions.say_where(by=author, note=draft, service="carers", about=[problem])

    assert (list(draft.about.all()), list(problem.practice_notes.all())) == ([problem], [draft])


def test_title_goes_when_its_words_are_hidden_and_returns_with_them(shared, make_person):
    note, host = shared(), make_person()
    conversations.hide(by=host, contribution=note.words()["done"], reason="danger")
    assert (title(note), list(PracticeNote.objects.listed())) == ("", [])

    conversations.let_show(by=host, contribution=Contribution.objects.get(part="done"))

    assert title(note) == "A van at the prison gate"


def test_author_and_hosts_moderate_and_nobody_else(draft, author, make_person):
    people = [author, make_person(is_host=True), make_person(may_facilitate=True), make_person()]

    assert [permissions.may_moderate(draft.conversation, one) for one in people] == [True, True, False, False]


def test_words_of_a_note_can_be_said_anew_and_its_title_follows(shared, author):
    note = shared()
    words = note.words()["done"]

    reword(by=words.participant, contribution=words, text="A minibus at the prison gate")

    assert (title(note), note.words()["done"].version) == ("A minibus at the prison gate", 2)


def test_what_was_said_before_is_read_by_whoever_reads_the_note(client, carer, shared, author):
    note = shared()
    words = note.words()["done"]
    reword(by=words.participant, contribution=words, text="A minibus")
    history = reverse("conversations:history", args=[words.pk])
    assert "A van at the prison gate" in client.get(history).text

    actions.keep_to_oneself(by=author, note=note)

    assert client.get(history).status_code == 404


def test_still_so_keeps_the_words_as_if_something_had_been_said(shared, author):
    note = shared()
    Conversation.objects.update(last_day="2020-01-01")

    actions.say_still_so(by=author, note=note)

    assert Conversation.objects.get(pk=note.pk).last_day == timezone.localdate()


def test_changes_leave_their_verbs_in_history(shared, author):
    note = shared()
    actions.take_back(by=author, note=note, part="cost")
    actions.say_still_so(by=author, note=note)
    actions.keep_to_oneself(by=author, note=note)

    verbs = Entry.objects.filter(actor=author.key, target_key=str(note.pk)).order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == [
        "wrote a note",
        "followed",
        "told a part",
        "told a part",
        "told a part",
        "said the outcome",
        "said where",
        "shared a note",
        "took a part back",
        "said still so",
        "stopped sharing",
    ]
