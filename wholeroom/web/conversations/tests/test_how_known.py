"""Names that lead to a page of one's own, and how groups beside words are known."""

from datetime import timedelta

import pytest
from django.utils import timezone

from wholeroom.web.conversations import actions
from wholeroom.web.conversations.appearance import label, labels_with_how_known, page_of, page_of_place
from wholeroom.web.people.models import Organisation, Vouch

pytestmark = pytest.mark.django_db


@pytest.fixture
def carers():
    return Organisation.objects.create(name="Westmarch Carers", kind="user-group")


@pytest.fixture
def make_vouched(make_person, carers):
    def make(name="Jo Harper", **fields):
        person = make_person(name=name, **fields)
        Vouch.objects.create(person=person, group="carer-or-family", by_organisation=carers, until=timezone.localdate())
        return person

    return make


@pytest.fixture
def speaks(conversation, say):
    """Words of a member, openly as themselves."""

    def make(person, *, shown_as="name", groups=("provider", "carer-or-family"), **fields):
        place, _ = actions.join(by=person, conversation=conversation, groups=groups, **fields)
        return say(place, shown_as=shown_as)

    return make


def test_words_with_a_name_say_how_each_group_is_known(speaks, make_vouched):
    words = speaks(make_vouched())

    assert labels_with_how_known([words]) == {
        words.pk: "Jo Harper (Provider (self-described), Carer or family (vouched))"
    }
    assert label(words) == "Jo Harper (Provider, Carer or family)"


def test_vouch_that_has_ended_is_not_said(speaks, make_vouched):
    words = speaks(make_vouched(), groups=["carer-or-family"])
    Vouch.objects.update(until=timezone.localdate() - timedelta(days=1))

    assert labels_with_how_known([words]) == {words.pk: "Jo Harper (Carer or family (self-described))"}


@pytest.mark.parametrize(("vouched", "told"), [(4, "self-described"), (5, "vouched")])
def test_words_without_a_name_say_vouched_only_among_many(speaks, make_vouched, vouched, told):
    people = [make_vouched(name=f"P{number}") for number in range(vouched)]
    words = speaks(people[0], shown_as="group", groups=["carer-or-family"])

    assert labels_with_how_known([words]) == {words.pk: f"Carer or family ({told})"}


def test_words_of_who_has_no_account_are_self_described_and_those_with_neither_stand_alone(say, mary, conversation):
    with_group, alone = say(mary, shown_as="group"), say(mary, shown_as="nobody")

    assert labels_with_how_known([with_group, alone]) == {
        with_group.pk: "Carer or family (self-described)",
        alone.pk: "",
    }


def test_labels_ask_the_database_as_often_for_one_as_for_three(
    speaks, make_vouched, conversation, django_assert_num_queries
):
    for number in (1, 3):
        while conversation.contributions.count() < number:
            speaks(make_vouched(name=f"P{number}"))
        said = list(conversation.contributions.select_related("participant__member"))
        with django_assert_num_queries(2):
            assert len(labels_with_how_known(said)) == number


def test_name_leads_to_the_page_of_who_switched_it_on(speaks, make_person):
    shown, hidden = make_person(name="Jo", shows_page=True), make_person(name="Sam")

    assert page_of(speaks(shown)) == f"/people/{shown.pk}/"
    assert page_of(speaks(hidden)) == ""


@pytest.mark.parametrize(("nickname", "leads"), [("", True), ("Jo", True), ("The quiet one", False)])
def test_name_that_was_given_only_here_leads_nowhere(speaks, make_person, nickname, leads):
    words = speaks(make_person(name="Jo", shows_page=True), nickname=nickname)

    assert (bool(page_of(words)), bool(page_of_place(words.participant))) == (leads, leads)


@pytest.mark.parametrize("shown_as", ["group", "nobody"])
def test_words_without_a_name_lead_nowhere(speaks, make_person, shown_as):
    assert page_of(speaks(make_person(name="Jo", shows_page=True), shown_as=shown_as)) == ""
