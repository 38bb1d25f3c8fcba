import pytest

from wholeroom.web.activities.consent import actions
from wholeroom.web.activities.consent.activity import activity
from wholeroom.web.activities.consent.wordings import options
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.rooms.contract import Wording


def test_amendment_takes_the_place_of_the_old_words_and_asks_afresh(held, ada, berta):
    old = held.propose(ada, "Start again in week five")
    held.stand(berta, old, "object", "Nobody is there at night")

    new = held.amend(ada, old, "Start again in week five, with a night line")

    option = options(held.step("options"))[0]
    assert option.now.proposal == new
    assert option.now.positions == ()
    assert held.state(old) == "amended"


def test_old_objection_stays_with_the_words_it_met(held, ada, berta):
    old = held.propose(ada, "Start again in week five")
    held.stand(berta, old, "object", "Nobody is there at night")
    new = held.amend(ada, old, "Start again in week five, with a night line")

    held.settle(new)

    outcome = activity.outcome(held.step())
    option = options(held.step("options"))[0]
    assert [one.text for one in option.earlier[0].objections] == ["Nobody is there at night"]
    assert outcome.agreed[0].is_agreed
    assert outcome.agreed[0].earlier == (Wording(str(old.pk), (str(option.earlier[0].objections[0].pk),)),)
    assert outcome.said == ()


def test_objection_whose_words_are_erased_still_stands_with_the_words_it_met(held, ada, berta):
    old = held.propose(ada, "Start again in week five")
    against = held.stand(berta, old, "object", "Nobody is there at night")
    held.settle(held.amend(ada, old, "Start again in week five, with a night line"))

    conversations.erase(by=berta, contribution=against.words)

    (before,) = activity.outcome(held.step()).agreed[0].earlier
    assert before == Wording(str(old.pk), wordless=("Somebody cannot live with it. Their words are erased.",))


def test_objection_stays_beside_an_earlier_wording_that_no_longer_shows(held, ada, berta):
    old = held.propose(ada, "Start again in week five")
    against = held.stand(berta, old, "object", "Nobody is there at night")
    held.settle(held.amend(berta, old, "Start again in week five, with a night line"))

    conversations.erase(by=ada, contribution=old.words)

    assert activity.outcome(held.step()).agreed[0].earlier == (Wording("", (str(against.words_id),)),)


def test_late_answer_to_old_words_is_kept_and_changes_nothing(held, ada, berta):
    old = held.propose(ada, "Start again in week five")
    held.stand(berta, old, "object", "Nobody is there at night")
    held.amend(ada, old, "Start again in week five, with a night line")

    held.stand(berta, old, "agree", "I see it now", seen="object")

    assert actions.against(old) == 1


def test_two_who_change_the_same_words_do_not_undo_each_other(held, ada, berta):
    old = held.propose(ada, "Start again in week five")
    first = held.amend(ada, old, "Start again in week six")

    with pytest.raises(actions.NewWording) as refusal:
        held.amend(berta, old, "Start again in week four")

    assert refusal.value.newest == first


def test_form_refused_for_a_newer_wording_keeps_the_words_and_names_it(held, ada, berta):
    old = held.propose(ada, "Start again in week five")
    new = held.amend(ada, old, "Start again in week six")
    sent = {"act": "amend", "proposal": str(old.pk), **held.words("Start again in week four")}

    form = activity.accept(held.step(), sent, by=berta)

    page = activity.phone(held.step(), berta, form)
    assert form.data["proposal"] == str(new.pk)
    assert "Start again in week four</textarea>" in page
    assert "Somebody changed these words a moment ago." in page


def test_wording_taken_back_gives_its_place_back(held, ada, berta):
    old = held.propose(ada, "Start again in week five")
    new = held.amend(berta, old, "Start again never")

    conversations.withdraw(by=berta, contribution=new.words)

    option = options(held.step("options"))[0]
    assert (option.now.proposal, option.is_open) == (old, True)


def test_wording_after_one_taken_back_follows_the_chain(held, ada, berta):
    old = held.propose(ada, "Start again in week five")
    conversations.withdraw(by=berta, contribution=held.amend(berta, old, "Start again never").words)

    newest = held.amend(ada, old, "Start again in week six")

    assert options(held.step("options"))[0].now.proposal == newest


def test_agreed_words_are_not_changed_until_they_are_open_again(held, ada):
    proposal = held.propose(ada, "Start again in week five")
    held.settle(proposal)

    with pytest.raises(actions.AlreadyAgreed):
        held.amend(ada, proposal, "Start again in week six")

    held.settle(proposal, "open")
    assert held.amend(ada, proposal, "Start again in week six").amends == proposal


def test_amendment_that_arrives_twice_is_kept_once(held, ada):
    old = held.propose(ada, "Start again in week five")
    words = held.words("Start again in week six")

    first = actions.amend(by=ada, step=held.step(), proposal=old, words=words, speaker=ada)
    again = actions.amend(by=ada, step=held.step(), proposal=old, words=words, speaker=ada)

    assert first == again


def test_phones_ask_again_when_the_words_change_but_not_when_somebody_agrees(held, ada, berta):
    old = held.propose(ada, "Start again in week five")
    before = activity.form_version(held.step())

    held.stand(berta, old, "agree")
    after_agreeing = activity.form_version(held.step())
    held.amend(ada, old, "Start again in week five, with a night line")

    assert after_agreeing == before
    assert activity.form_version(held.step()) != before
