"""What others say to a note: a counter-signature needs another group; what came of it elsewhere stands uncounted."""

import pytest

from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations.appearance import label
from wholeroom.web.conversations.models import Contribution, Following
from wholeroom.web.history.models import Entry
from wholeroom.web.learning import actions, answering
from wholeroom.web.learning.models import CounterSignature, PracticeNote, Replication
from wholeroom.web.learning.reading import Listed, read


def is_counter_signed(note):
    """As the page says it; the list has to say the same."""
    listed = Listed.of(PracticeNote.objects.listed().get(pk=note.pk)).is_counter_signed
    on_page = read(PracticeNote.objects.get(pk=note.pk)).is_counter_signed
    assert listed == on_page
    return on_page


def test_somebody_of_another_group_counter_signs(shared, counter_sign):
    note = shared()
    assert is_counter_signed(note) is False

    said = counter_sign(note)

    assert (is_counter_signed(note), label(said.words)) == (True, "Carer or family")


def test_it_was_otherwise_is_no_counter_signature_and_stands_beside_the_claim(shared, counter_sign):
    note = shared()

    said = counter_sign(note, "otherwise", "Nobody came when I was there")

    assert is_counter_signed(note) is False
    assert [one.said for one in read(note).otherwise] == [said]


@pytest.mark.parametrize(
    ("groups", "shown_as"),
    [(["provider"], "group"), (["provider", "carer-or-family"], "group"), ([], "group"), (["clinician"], "nobody")],
)
def test_who_shows_no_other_group_does_not_counter_sign(shared, counter_sign, groups, shown_as):
    note = shared()

    with pytest.raises(answering.SameGroup):
        counter_sign(note, groups=groups, shown_as=shown_as)

    assert CounterSignature.objects.count() == 0


def test_note_that_shows_no_group_cannot_be_counter_signed(shared, counter_sign):
    note = shared(shown_as="nobody", groups=())

    with pytest.raises(answering.SameGroup):
        counter_sign(note)


def test_counter_signature_counts_no_more_once_its_author_shows_no_other_group(shared, counter_sign):
    note = shared()
    said = counter_sign(note)

    conversations.show_as(by=said.words.participant, contribution=said.words, shown_as="nobody")

    assert is_counter_signed(note) is False


def test_said_again_it_takes_the_place_of_what_was_said_before(shared, counter_sign):
    note = shared()
    counter_sign(note, "so", "I saw it")

    counter_sign(note, "otherwise", "I looked again")

    assert [one.said.words.text for one in read(note).signatures] == ["I looked again"]
    assert is_counter_signed(note) is False


def test_answers_sent_twice_with_one_key_are_kept_once(shared, counter_sign, try_here):
    note = shared()
    for _ in range(2):
        counter_sign(note, sending="k1")
        try_here(note, sending="k2")

    assert (CounterSignature.objects.count(), Replication.objects.count()) == (1, 1)
    assert [one.words.state for one in CounterSignature.objects.all()] == ["shown"]


def test_who_answers_follows_the_note(shared, try_here, carer):
    note = shared()

    try_here(note)

    assert Following.objects.filter(member=carer, conversation=note.pk).exists()


@pytest.mark.parametrize("answer", ["counter_sign", "try_here"])
def test_author_does_not_answer_their_own_note(request, shared, author, answer):
    with pytest.raises(answering.OwnNote):
        request.getfixturevalue(answer)(shared(), by=author)


def test_nothing_is_said_to_a_note_that_is_a_draft_again(shared, author, try_here):
    note = shared()
    actions.keep_to_oneself(by=author, note=note)

    with pytest.raises(answering.NotOpen):
        try_here(note)


def test_successes_and_failures_stand_in_the_order_in_which_they_came(shared, try_here, make_person):
    note = shared()
    for outcome in ("not", "same", "partly", "same"):
        try_here(note, outcome, by=make_person())

    reading = read(note)

    assert [one.outcome for one in reading.replications] == ["not", "same", "partly", "same"]
    assert [one.outcome for one in reading.not_the_same] == ["not"]


def test_words_taken_back_or_hidden_leave_the_page(shared, counter_sign, try_here, author):
    note = shared()
    signed, tried = counter_sign(note), try_here(note)

    conversations.withdraw(by=tried.words.participant, contribution=tried.words)
    conversations.hide(by=author, contribution=signed.words, reason="names-somebody")

    assert (read(note).signatures, read(note).replications) == ([], [])


def test_erased_words_leave_that_somebody_tried_it(shared, counter_sign, try_here):
    note = shared()
    signed, tried = counter_sign(note), try_here(note, "not", "It stood empty")

    conversations.erase_participant(by=tried.words.participant, participant=tried.words.participant)

    assert [(one.outcome, one.words.text) for one in read(note).replications] == [("not", "")]
    assert [(one.said, one.counts) for one in read(note).signatures] == [(signed, False)]
    assert not Contribution.objects.filter(text="It stood empty").exists()


def test_answers_leave_their_verbs_in_history(shared, counter_sign, try_here, carer):
    note = shared()
    words = [counter_sign(note).words, try_here(note).words]

    for said, verb in zip(words, ("counter signed", "tried it here"), strict=True):
        found = Entry.objects.filter(actor=carer.key, target_key=str(said.pk))
        assert list(found.values_list("verb", flat=True)) == [verb]
