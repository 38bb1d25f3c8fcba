"""What can be done to words, by whom, and until when."""

import pytest
from django.db import IntegrityError

from wholeroom.web.conversations import actions
from wholeroom.web.conversations.appearance import label, reveals
from wholeroom.web.conversations.models import Contribution, Conversation
from wholeroom.web.history.models import Entry

State = Contribution.State


def close(conversation):
    conversation.state = Conversation.State.CLOSED
    conversation.save()


def test_token_opens_the_place_and_only_its_hash_is_kept(conversation):
    participant, token = actions.join(by=None, conversation=conversation)

    assert actions.participant_with(conversation, token) == participant
    assert actions.participant_with(conversation, "another") is None
    assert token not in str(vars(participant))


def test_who_has_no_phone_gets_no_token(conversation):
    participant, token = actions.join(by=None, conversation=conversation, has_phone=False)

    assert (participant.token_hash, token) == (None, "")


def test_groups_that_are_not_known_are_passed_over(conversation):
    participant, _ = actions.join(by=None, conversation=conversation, groups=["clinician", "king"])

    assert participant.group_labels() == ["Clinician"]


@pytest.mark.parametrize(
    ("shown_as", "seen"),
    [("name", "Mary (Carer or family)"), ("group", "Carer or family"), ("nobody", "")],
)
def test_words_appear_as_chosen(mary, say, shown_as, seen):
    assert label(say(mary, shown_as=shown_as)) == seen


def test_words_of_nobody_appear_with_nothing(say):
    assert label(say(None, shown_as="name")) == ""


def test_who_gave_no_name_shows_none(conversation, say):
    nobody, _ = actions.join(by=None, conversation=conversation)

    assert label(say(nobody, shown_as="name")) == ""
    assert reveals(nobody)["name"] == "You have given no name here, so nothing would show."


def test_choice_says_what_it_reveals(mary):
    assert reveals(mary) == {
        "name": "All who can read this see: Mary (Carer or family).",
        "group": "All who can read this see: Carer or family. In a small room people may guess.",
        "nobody": "No name and no group. People who know you may still guess.",
    }


def test_words_wait_where_they_are_read_first(conversation, mary, say):
    conversation.read_first = True
    conversation.save()

    assert say(mary).state == State.WAITING


def test_words_after_the_close_are_kept_and_wait(conversation, mary, say):
    close(conversation)

    late = say(mary)

    assert (late.text, late.state, late.reason) == ("We were never asked", State.WAITING, "after-close")


def test_appearance_changes_until_the_close(conversation, mary, say):
    words = say(mary)
    actions.show_as(by=mary, contribution=words, shown_as="group")
    close(conversation)

    with pytest.raises(actions.TooLate):
        actions.show_as(by=mary, contribution=words, shown_as="name")

    words.refresh_from_db()
    assert words.shown_as == "group"


@pytest.mark.parametrize("act", [actions.withdraw, actions.show_again, actions.ask_again, actions.erase])
def test_nobody_changes_words_of_somebody_else(conversation, mary, say, act):
    words, (other, _) = say(mary), actions.join(by=None, conversation=conversation)

    with pytest.raises(actions.NotTheirs):
        act(by=other, contribution=words)


def test_withdrawn_words_come_back(mary, say):
    words = say(mary)
    actions.withdraw(by=mary, contribution=words)
    assert words.state == State.WITHDRAWN

    actions.show_again(by=mary, contribution=words)

    assert words.state == State.SHOWN


def test_withdrawn_words_are_read_again_where_words_are_read_first(conversation, mary, say):
    conversation.read_first = True
    conversation.save()
    words = say(mary)
    actions.withdraw(by=mary, contribution=words)

    actions.show_again(by=mary, contribution=words)

    assert words.state == State.WAITING


def test_withdrawn_words_stay_away_after_the_close(conversation, mary, say):
    words = say(mary)
    actions.withdraw(by=mary, contribution=words)
    close(conversation)

    with pytest.raises(actions.TooLate):
        actions.show_again(by=mary, contribution=words)


def test_hidden_words_cannot_be_brought_back_by_withdrawing_them(mary, say, moderator):
    words = say(mary)
    actions.hide(by=moderator, contribution=words, reason="advert")

    actions.withdraw(by=mary, contribution=words)
    actions.show_again(by=mary, contribution=words)

    assert (words.state, words.reason) == (State.HIDDEN, "advert")


def test_words_are_hidden_for_a_published_rule_only(mary, say, moderator):
    with pytest.raises(actions.NoSuchReason, match="names-somebody"):
        actions.hide(by=moderator, contribution=say(mary), reason="I do not like it")


def test_hidden_words_wait_when_their_author_asks_again_and_then_show(mary, say, moderator):
    words = say(mary)
    actions.hide(by=moderator, contribution=words, reason="names-somebody")

    actions.ask_again(by=mary, contribution=words)
    assert (words.state, words.reason) == (State.WAITING, "names-somebody")
    actions.let_show(by=moderator, contribution=words)

    assert (words.state, words.reason) == (State.SHOWN, "")


def test_withdrawn_words_are_not_the_moderators(mary, say, moderator):
    words = say(mary)
    actions.withdraw(by=mary, contribution=words)

    actions.let_show(by=moderator, contribution=words)
    actions.hide(by=moderator, contribution=words, reason="advert")

    assert words.state == State.WITHDRAWN


def test_act_on_words_that_changed_meanwhile_takes_them_as_they_are_now(mary, say, moderator):
    words = say(mary)
    stale = Contribution.objects.get(pk=words.pk)
    actions.hide(by=moderator, contribution=words, reason="danger")

    actions.withdraw(by=mary, contribution=stale)

    assert stale.state == State.HIDDEN


def test_erased_words_take_no_more_changes(mary, say, moderator):
    words = say(mary)
    actions.erase(by=mary, contribution=words)

    with pytest.raises(actions.Gone):
        actions.hide(by=moderator, contribution=words, reason="danger")


def test_every_act_leaves_its_verb_in_history(mary, say, moderator):
    words = say(mary)
    actions.show_as(by=mary, contribution=words, shown_as="name")
    actions.hide(by=moderator, contribution=words, reason="danger")
    actions.ask_again(by=mary, contribution=words)
    actions.let_show(by=moderator, contribution=words)
    actions.withdraw(by=mary, contribution=words)
    actions.show_again(by=mary, contribution=words)
    actions.erase(by=mary, contribution=words)

    verbs = Entry.objects.filter(target_key=str(words.pk)).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == [
        "said",
        "changed appearance",
        "hid",
        "asked again",
        "let show",
        "withdrew",
        "brought back",
        "erased words",
    ]


def test_who_leaves_keeps_their_words_and_can_come_back(mary, say):
    words = say(mary)
    actions.leave(by=mary)
    assert (mary.has_left, Contribution.objects.get(pk=words.pk).text) == (True, "We were never asked")

    actions.come_back(by=mary)

    mary.refresh_from_db()
    assert mary.has_left is False


@pytest.mark.parametrize(
    "wrong",
    [{"text": ""}, {"state": "hidden", "reason": ""}, {"state": "erased"}],
    ids=["empty", "hidden without a reason", "erased with its text"],
)
def test_database_refuses_words_that_cannot_be(mary, say, wrong):
    words = say(mary)

    with pytest.raises(IntegrityError):
        Contribution.objects.filter(pk=words.pk).update(**wrong)
