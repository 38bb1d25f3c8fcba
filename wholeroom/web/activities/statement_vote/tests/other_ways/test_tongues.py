import pytest
from django.test import Client
from django.urls import reverse

from wholeroom.web import personal_data
from wholeroom.web.activities.statement_vote import actions, asking, quick, splitting, tongues, translating
from wholeroom.web.activities.statement_vote.activity import activity
from wholeroom.web.activities.statement_vote.models import Reading
from wholeroom.web.activities.statement_vote.tests.quick_votes import sent
from wholeroom.web.activities.statement_vote.translating import translate
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations.models import Contribution
from wholeroom.web.rooms import actions as rooms
from wholeroom.web.rooms.models import Step
from wholeroom.web.rooms.tests.meeting import sit_down, turned

POLISH, ARABIC = "Listy przychodzą za późno", "الرسائل تصل متأخرة"


@pytest.fixture
def statement(step, by):
    (one,) = actions.put_in_many(by=by, step=step, texts=["Letters come too late"])
    return one


@pytest.fixture
def voting(step, statement):
    turned(step.room, "start")
    return Step.objects.select_related("room__conversation").get(pk=step.pk)


@pytest.fixture
def phone(client, voting):
    """Somebody's phone."""
    client.participant = sit_down(client, voting.room)
    return client


def in_polish(step, statement, by, text=POLISH, **values):
    return translate(by=by, step=step, statement=statement, language="pl", text=text, sending=text, **values)


def seen(client, step) -> str:
    return client.get(reverse("rooms:phone", args=[step.room.code])).text


def choose(client, step, tongue):
    return client.post(reverse("statement_vote:language", args=[step.room.code, step.pk]), {"tongue": tongue})


def test_translation_is_words_under_the_statement(step, statement, by):
    said = in_polish(step, statement, by)

    assert (said.kind, said.parent, said.language, said.text) == ("translation", statement.words, "pl", POLISH)
    assert said.conversation == step.room.conversation


def test_who_chose_the_language_reads_it_and_the_original_under_it(phone, voting, statement, by):
    in_polish(voting, statement, by)
    choose(phone, voting, "pl")

    page = seen(phone, voting)

    assert f'lang="pl" dir="ltr">{POLISH}<' in page
    assert "Translated by people here" in page
    assert 'lang="en-gb" dir="ltr">Letters come too late<' in page


def test_others_read_it_as_it_was_put_in(phone, voting, statement, by):
    in_polish(voting, statement, by)

    page = seen(phone, voting)

    assert 'lang="en-gb" dir="ltr">Letters come too late<' in page
    assert POLISH not in page


def test_statement_without_a_translation_shows_in_its_own_language(phone, voting, statement, by):
    in_polish(voting, statement, by)
    choose(phone, voting, "pl")
    conversations.hide(by=by, contribution=statement.words.replies.get(), reason="advert")

    page = seen(phone, voting)

    assert 'lang="en-gb" dir="ltr">Letters come too late<' in page
    assert "Translated by people here" not in page


def test_language_written_from_the_right_says_so(phone, voting, statement, by):
    translate(by=by, step=voting, statement=statement, language="ar", text=ARABIC, sending="one")
    choose(phone, voting, "ar")

    assert f'lang="ar" dir="rtl">{ARABIC}<' in seen(phone, voting)


def test_language_of_the_page_is_read_where_nobody_chose(client, voting, statement, by):
    translate(by=by, step=voting, statement=statement, language="cy", text="Mae’r llythyrau’n hwyr", sending="one")
    sit_down(client, voting.room)
    client.cookies["language"] = "cy"

    assert 'lang="cy" dir="ltr">Mae’r llythyrau’n hwyr<' in seen(client, voting)


def test_only_a_language_that_is_there_can_be_chosen(phone, voting, statement, by):
    in_polish(voting, statement, by)

    choose(phone, voting, "de")

    assert not Reading.objects.exists()


def test_choice_goes_with_the_ticket_through_the_quick_way(phone, voting, by, statement):
    (other,) = actions.put_in_many(by=by, step=voting, texts=["Nobody rings back"])
    in_polish(voting, other, by, "Nikt nie oddzwania")
    voter = asking.Voter(voting.pk, phone.participant.pk, "en-gb", "pl")

    (answer,) = quick.keep([quick.read(sent(voter.ticket(), statement.pk))])

    assert answer.status == 200
    assert 'lang="pl" dir="ltr">Nikt nie oddzwania<' in answer.html
    assert asking.Voter.read(ticket_in(answer.html)) == voter


def ticket_in(html: str) -> str:
    return html.split('name="ticket" value="')[1].split('"')[0]


def test_people_who_read_different_languages_vote_at_once(voting, by, statement, make_participant):
    (other,) = actions.put_in_many(by=by, step=voting, texts=["Nobody rings back"])
    in_polish(voting, other, by, "Nikt nie oddzwania")
    voters = [asking.Voter(voting.pk, make_participant(voting.room).pk, "en-gb", tongue) for tongue in ("pl", "en", "")]

    answers = quick.keep([quick.read(sent(one.ticket(), statement.pk)) for one in voters])

    assert ["Nikt nie oddzwania" in one.html for one in answers] == [True, False, False]


def test_somebody_who_takes_part_translates(phone, voting, statement):
    sent = {"language": "pl", "text": f" {POLISH} ", "sending": "one"}

    phone.post(reverse("statement_vote:translate", args=[voting.room.code, voting.pk, 1]), sent)

    said = statement.words.replies.get()
    assert (said.text, said.participant, said.state) == (POLISH, phone.participant, "shown")


def test_where_the_room_reads_first_it_waits(phone, voting, statement, by):
    voting.room.conversation.read_first = True
    voting.room.conversation.save()
    sent = {"language": "pl", "text": POLISH, "sending": "one"}
    phone.post(reverse("statement_vote:translate", args=[voting.room.code, voting.pk, 1]), sent)
    said = statement.words.replies.get()

    assert said.state == "waiting"
    assert tongues.translations_of(voting, ["pl"]) == {}
    conversations.let_show(by=by, contribution=said)
    assert tongues.translations_of(voting, ["pl"]) == {(statement.pk, "pl"): POLISH}


def test_where_the_room_reads_first_the_facilitators_own_shows(voting, statement, by):
    voting.room.conversation.read_first = True
    voting.room.conversation.save()

    assert in_polish(voting, statement, by).state == "shown"


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"language": "en", "text": "Letters are late"}, "The statement is in this language already."),
        ({"language": "", "text": POLISH}, "Choose a language."),
        ({"language": "pl", "text": "y" * 500}, "This is too long. Write up to 400 letters."),
    ],
)
def test_what_cannot_be_taken_is_told_and_stays_typed(phone, voting, sent, why):
    page = phone.post(reverse("statement_vote:translate", args=[voting.room.code, voting.pk, 1]), sent)

    assert page.status_code == 400
    assert why in page.text
    assert sent["text"] in page.text


def test_own_translation_said_anew_takes_the_place_of_the_one_before(phone, voting, statement):
    first = in_polish(voting, statement, phone.participant)
    in_polish(voting, statement, phone.participant, "Listy są spóźnione")

    first.refresh_from_db()
    assert first.state == "withdrawn"
    assert tongues.translations_of(voting, ["pl"]) == {(statement.pk, "pl"): "Listy są spóźnione"}


def test_translation_of_somebody_else_stays_and_the_newest_is_read(phone, voting, statement, by):
    first = in_polish(voting, statement, by)
    in_polish(voting, statement, phone.participant, "Listy są spóźnione")

    first.refresh_from_db()
    assert first.state == "shown"
    assert tongues.translations_of(voting, ["pl"]) == {(statement.pk, "pl"): "Listy są spóźnione"}


def test_facilitator_translates_all_statements_on_one_page(client, facilitator, step, statements):
    page = reverse("statement_vote:languages", args=[step.room_id, step.pk]) + "?to=pl"

    client.post(page, {"sending": "once", "text-1": "Jeden", "text-3": "Trzy"})
    client.post(page, {"sending": "twice", "text-1": "Jeden", "text-3": "Trójka"})

    shown = tongues.translations_of(step, ["pl"])
    assert {one.number: shown.get((one.pk, "pl")) for one in statements[:3]} == {1: "Jeden", 2: None, 3: "Trójka"}
    assert Contribution.objects.filter(kind="translation").count() == 3
    assert "Trójka</textarea>" in client.get(page).text


def test_closed_room_is_translated_no_more(voting, statement, by):
    turned(voting.room, "end")
    rooms.close(by=by, room=voting.room)

    with pytest.raises(translating.ItIsOver):
        in_polish(voting, statement, by)


@pytest.mark.parametrize("act", ["hidden", "taken back", "sent back"])
def test_statement_that_shows_no_longer_is_read_in_no_other_language(phone, voting, by, make_participant, act):
    author = make_participant(voting.room)
    words = {"text": "Mr Smith loses letters", "shown_as": "nobody", "sending": "once", "language": "en-gb"}
    mine = actions.put_in(by=author, step=voting, words=words, speaker=author)
    said = in_polish(voting, mine, by)
    pages = [
        reverse("rooms:said", args=[voting.room.code]),
        reverse("conversations:export", args=[voting.room.pk]),
        reverse("conversations:export-json", args=[voting.room.pk]),
    ]
    assert all(POLISH in phone.get(page).content.decode() for page in pages)

    if act == "hidden":
        conversations.hide(by=by, contribution=mine.words, reason="names-somebody")
    elif act == "taken back":
        conversations.withdraw(by=author, contribution=mine.words)
    else:
        splitting.send_back(by=by, step=voting, statement=mine)

    assert [page for page in pages if POLISH in phone.get(page).content.decode()] == []
    assert not Contribution.objects.get(pk=said.pk).is_read_by_all


def test_erased_statement_takes_its_translations_along(phone, voting, by):
    other = conversations.join(by=None, conversation=voting.room.conversation)[0]
    words = {"text": "My sister was late", "shown_as": "nobody", "sending": "one"}
    mine = actions.put_in(by=other, step=voting, words=words, speaker=other)
    said = in_polish(voting, mine, phone.participant, "Moja siostra")

    conversations.erase(by=other, contribution=mine.words)

    said.refresh_from_db()
    assert (said.text, said.state) == ("", "erased")


def test_erased_person_takes_translations_of_their_statements_along(phone, voting, by):
    other = conversations.join(by=None, conversation=voting.room.conversation)[0]
    words = {"text": "My sister was late", "shown_as": "nobody", "sending": "one"}
    mine = actions.put_in(by=other, step=voting, words=words, speaker=other)
    said = in_polish(voting, mine, phone.participant, "Moja siostra")

    conversations.erase_participant(by=other, participant=other)

    said.refresh_from_db()
    assert (said.text, said.state) == ("", "erased")


def test_erased_person_leaves_no_language(phone, voting, statement, by):
    in_polish(voting, statement, by)
    choose(phone, voting, "pl")

    conversations.erase_participant(by=phone.participant, participant=phone.participant)

    assert not Reading.objects.exists()


def test_member_who_asks_for_their_data_gets_the_language_too(voting, make_person, make_participant):
    member = make_person()
    theirs, _token = conversations.join(by=member, conversation=voting.room.conversation)
    translating.read_in(by=theirs, tongue="pl")
    translating.read_in(by=make_participant(voting.room), tongue="cy")

    (row,) = personal_data.of(member)["languages of statements"]

    assert row["you read statements in"] == "polski"


def test_rows_tell_translations_and_the_outcome_says_each_thing_once(voting, statement, by):
    in_polish(voting, statement, by)

    kinds = [(row["kind"], row["statement"], row["language"]) for row in activity.rows(voting)]
    assert kinds == [("statement", 1, "en-gb"), ("translation", 1, "pl")]
    (said,) = activity.outcome(voting).said
    assert said.words == (str(statement.words.pk),)


def test_my_votes_are_in_my_language(phone, voting, statement, by):
    in_polish(voting, statement, by)
    choose(phone, voting, "pl")
    actions.cast(by=phone.participant, step=voting, statement=statement, value="agree", speaker=phone.participant)

    page = phone.get(reverse("statement_vote:mine", args=[voting.room.code, voting.pk])).text

    assert f'lang="pl" dir="ltr">{POLISH}<' in page
    assert "Translated by people here" in page


def test_paper_is_printed_in_a_language(client, facilitator, step, statement, by):
    in_polish(step, statement, by)
    page = reverse("statement_vote:ballots", args=[step.room_id, step.pk])

    assert POLISH in client.get(f"{page}?language=pl").text
    assert POLISH not in client.get(page).text


def test_whoever_is_not_here_translates_nothing(voting, statement):
    stranger = Client()
    sent = {"language": "pl", "text": POLISH}

    page = reverse("statement_vote:translate", args=[voting.room.code, voting.pk, 1])
    answers = stranger.get(page), stranger.post(page, sent)

    assert answers[0]["Location"] == reverse("rooms:welcome", args=[voting.room.code])
    assert answers[1].status_code == 409
    assert not Contribution.objects.filter(kind="translation").exists()
