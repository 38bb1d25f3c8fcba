"""What somebody said, and how to reach them, existed everywhere; once they are erased it is nowhere."""

import io
from datetime import timedelta

import docx
import pytest
from docx.oxml.ns import qn

from wholeroom.web import moments
from wholeroom.web.agreements import links, reminding, telling
from wholeroom.web.agreements.models import Agreement, Message
from wholeroom.web.agreements.reading import read
from wholeroom.web.agreements.tests.conftest import (
    MAIL,
    OBJECTION,
    OPTION,
    OTHER_PROMISE,
    PROMISE,
    REASON,
    TOLD,
    Meeting,
    later,
)
from wholeroom.web.agreements.tests.pdf_text import pdf_text, without_spaces
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.mail.models import OutgoingMessage

OWNERS = ("Priya Shah", PROMISE, OPTION, "We rang for two weeks.", "One worker rings, and leaves a message.")


@pytest.fixture(autouse=True)
def mail_waits(settings) -> None:
    settings.EMAIL_BACKEND = "wholeroom.web.mail.outbox.Outbox"


def everything(client, meeting: Meeting) -> dict[str, str]:
    """All that anybody can read of an agreement, without spaces; mail as it waits to be sent."""
    page = f"/agreements/{meeting.room.pk}/"
    client.force_login(meeting.facilitator)
    word = docx.Document(io.BytesIO(client.get(f"{page}page.docx").content))
    feed = client.get(f"/agreements/calendar/{meeting.agreement.feed_token}.ics").content.replace(b"\r\n ", b"")
    waiting = [bytes(one.content).decode() + str(one.recipients) for one in OutgoingMessage.objects.all()]
    found = {
        "page": client.get(page).text,
        "pdf": pdf_text(client.get(f"{page}page.pdf").content),
        "word": "".join(one.text or "" for one in word.element.body.iter(qn("w:t"))),
        "text": client.get(f"{page}page.txt").text.replace("\n> ", " ").replace("\n  > ", " "),
        "data": client.get(f"{page}page.json").content.decode(),
        "feed": feed.decode().replace("\\,", ","),
        "mail": "".join(waiting).replace("=\n", ""),
        "frozen": str(Agreement.objects.get().page),
        "problem": client.get(f"/problems/{meeting.room.problem_id}/").text,
    }
    return {name: without_spaces(text) for name, text in found.items()}


def places_of(client, meeting: Meeting, *words: str) -> set[tuple[str, str]]:
    found = everything(client, meeting)
    return {(one, name) for one in words for name, text in found.items() if without_spaces(one) in text}


def test_erased_participant_is_nowhere_and_what_was_agreed_still_stands(client, meeting):
    later(meeting)
    reminding.remind(today=meeting.promise.by_when)
    telling.tell_everybody(by=meeting.facilitator, agreement=meeting.agreement)
    before = places_of(client, meeting, *OWNERS, MAIL)
    assert {name for _, name in before} == {"page", "pdf", "word", "text", "data", "feed", "mail", "frozen", "problem"}
    assert (MAIL, "mail") in before

    conversations.erase_participant(by=meeting.owner, participant=meeting.owner)

    assert places_of(client, meeting, *OWNERS, MAIL) == set()
    page = read(Agreement.objects.get())
    assert [one.text for one in page.at_close.agreed[0].objections] == [OBJECTION]
    assert page.at_close.agreed[0].words.text == "These words were erased."
    promised = page.at_close.promises[0]
    assert (promised.words.text, promised.who) == ("These words were erased.", "somebody who was erased")
    assert (promised.by_when, promised.judge) == (meeting.promise.by_when - timedelta(days=30), "Tom Okafor")
    assert page.at_close.promises[1].words.text == OTHER_PROMISE


def test_erased_judge_is_named_nowhere(client, meeting):
    later(meeting)
    assert places_of(client, meeting, "Tom Okafor", OBJECTION) != set()

    conversations.erase_participant(by=meeting.carer, participant=meeting.carer)

    assert places_of(client, meeting, "Tom Okafor", OBJECTION, "Nobody rang me.") == set()
    assert read(Agreement.objects.get()).promises[0].reviews[1].judged == "not kept"


def test_words_erased_alone_take_their_label_with_them(client, meeting):
    words = meeting.words[TOLD]
    assert words.pk.hex in meeting.agreement.page["labels"]

    conversations.erase(by=meeting.service_user, contribution=words)

    assert words.pk.hex not in Agreement.objects.get().page["labels"]
    assert places_of(client, meeting, TOLD) == set()
    assert (REASON, "page") in places_of(client, meeting, REASON)


def test_erasing_a_member_erases_their_place_in_the_room(client, meeting, make_person):
    member = make_person(name="Priya Shah")
    meeting.owner.member = member
    meeting.owner.save()

    moments.happen(moments.PERSON_ERASED, key=member.key)

    assert places_of(client, meeting, "Priya Shah", PROMISE) == set()


def test_erasure_that_is_played_again_after_a_restore_changes_nothing_more(meeting):
    conversations.erase_participant(by=meeting.owner, participant=meeting.owner)
    once = Agreement.objects.get().page

    moments.happen(moments.PERSON_ERASED, key=meeting.owner.key)

    assert Agreement.objects.get().page == once


def test_links_of_the_erased_are_dead(client, meeting):
    promise, review = links.of_promise(meeting.promise), links.of_review(meeting.owner)
    reminding.remind(today=meeting.promise.by_when)

    conversations.erase_participant(by=meeting.owner, participant=meeting.owner)

    assert client.get(f"/promises/{promise}/").status_code == 404
    assert client.get(f"/reviews/{review}/").status_code == 404
    assert not Message.objects.filter(participant=meeting.owner).exists()
