"""Files beside words: who adds, sees and erases them, and that they go with the words."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.urls import reverse
from PIL import Image

from wholeroom.web import personal_data
from wholeroom.web.conversations import actions, attaching
from wholeroom.web.conversations.attaching import attach, make_ready
from wholeroom.web.conversations.models import Attachment, Contribution, Conversation
from wholeroom.web.history.models import Entry
from wholeroom.web.keeping import erasures

PDF = b"%PDF-1.7 of Mary"
TABLE = "place,waiting\nFell Lane,£3\n"


@pytest.fixture(autouse=True)
def takes_files(monkeypatch):
    monkeypatch.setattr(attaching, "_kinds", {"test"})


def png(colour="red") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(file, "PNG")
    return file.getvalue()


def ready(content=PDF, name="report.pdf"):
    return make_ready(io.BytesIO(content), name=name, size=len(content))


def sent(content=None, name="IMG_Mary.png", alt="A red door"):
    return {"file": SimpleUploadedFile(name, png() if content is None else content), "alt": alt}


def files_page(words):
    return reverse("conversations:files", args=[words.pk])


def address(file):
    return reverse("conversations:attachment", args=[file.pk])


def test_photo_is_kept_without_the_name_of_its_file(mary, say):
    words = say(mary)

    response = mary.browser.post(files_page(words), sent())

    file = words.attachments.get()
    assert response.url == files_page(words)
    assert (file.kind, file.name, file.alt, file.media_type) == ("picture", "", "A red door", "image/png")


def test_photo_without_words_for_it_is_asked_for_once_more(mary, say):
    words = say(mary)

    response = mary.browser.post(files_page(words), sent(alt=""))

    assert (response.status_code, words.attachments.count()) == (400, 0)
    assert "Say in words what the photo shows." in response.text


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (PDF, "report.pdf", "application/pdf"),
        (TABLE.encode(), "waiting.csv", "text/plain; charset=utf-8"),
        (TABLE.encode("cp1252"), "waiting.CSV", "text/plain; charset=windows-1252"),
    ],
)
def test_document_is_kept_as_it_came(mary, say, content, name, media_type):
    words = say(mary)

    mary.browser.post(files_page(words), sent(content, name, alt=""))

    file = words.attachments.get()
    assert (bytes(file.content), file.name, file.media_type, file.size) == (content, name, media_type, len(content))


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"<svg onload='alert(1)'/>", "a.svg", "This is no file we can take."),
        (b"<script>", "a.html", "This is no file we can take."),
        (b"MZ\0\0", "a.csv", "This file is no plain text."),
        (PDF + b" " * 1_000_000, "a.pdf", "A document may have 1 MB, a photo 4 MB."),
        (b" " * 4_000_001, "a.jpg", "A document may have 1 MB, a photo 4 MB."),
        (b"", "a.pdf", "This file is empty."),
    ],
)
def test_other_files_are_refused_and_it_is_said_why(mary, say, settings, content, name, why):
    settings.ATTACHMENT_BYTES = 1_000_000
    words = say(mary)

    response = mary.browser.post(files_page(words), sent(content, name))

    assert (response.status_code, words.attachments.count()) == (400, 0)
    assert why in response.text


def test_fifth_file_is_refused(mary, say):
    words = say(mary)
    for _ in range(4):
        attach(by=mary, contribution=words, file=ready())

    with pytest.raises(attaching.TooManyFiles):
        attach(by=mary, contribution=words, file=ready())

    assert "Erase one before you add another." in mary.browser.get(files_page(words)).text


def test_erased_file_leaves_room_for_another(mary, say):
    words = say(mary)
    files = [attach(by=mary, contribution=words, file=ready()) for _ in range(4)]

    attaching.erase_file(by=mary, attachment=files[1])
    attach(by=mary, contribution=words, file=ready())

    assert list(words.attachments.values_list("position", flat=True)) == [1, 3, 4, 5]


def test_files_are_not_added_after_the_close(mary, say):
    words = say(mary)
    Conversation.objects.update(state=Conversation.State.CLOSED)

    with pytest.raises(actions.TooLate):
        attach(by=mary, contribution=words, file=ready())


def test_files_are_not_added_where_the_kind_does_not_allow_it(mary, say, monkeypatch):
    monkeypatch.setattr(attaching, "_kinds", set())
    words = say(mary)

    with pytest.raises(attaching.NoFilesHere):
        attach(by=mary, contribution=words, file=ready())

    assert mary.browser.get(files_page(words)).status_code == 409


def test_words_wait_to_be_read_again_with_their_file_where_words_are_read_first(mary, say):
    words = say(mary)
    Conversation.objects.update(read_first=True)

    attach(by=mary, contribution=words, file=ready())

    words.refresh_from_db()
    assert words.state == Contribution.State.WAITING


@pytest.mark.parametrize(
    ("content", "name", "disposition"),
    [
        (PDF, "report.pdf", 'attachment; filename="report.pdf"'),
        (TABLE.encode(), "waiting.csv", 'inline; filename="waiting.csv"'),
        (png(), "IMG_Mary.png", 'inline; filename="picture-1.png"'),
    ],
)
def test_file_runs_nothing_and_is_kept_by_nobody_on_the_way(mary, say, reader, content, name, disposition):
    file = attach(by=mary, contribution=say(mary), file=ready(content, name), alt="A red door")

    response = reader.get(address(file))

    headers = ("Content-Disposition", "Cache-Control", "Content-Security-Policy", "X-Content-Type-Options")
    assert [response[one] for one in headers] == [
        disposition,
        "private, no-cache",
        "sandbox; default-src 'none'",
        "nosniff",
    ]
    assert response.content == bytes(file.content)


def test_browser_that_has_the_file_is_asked_whether_it_may_still_see_it(mary, say, reader):
    words = say(mary)
    file = attach(by=mary, contribution=words, file=ready())
    known = {"If-None-Match": reader.get(address(file))["ETag"]}

    before = reader.get(address(file), headers=known).status_code
    actions.withdraw(by=mary, contribution=words)

    assert (before, reader.get(address(file), headers=known).status_code) == (304, 404)


@pytest.mark.parametrize("act", ["withdraw", "hide", "nothing"])
def test_file_is_not_there_for_who_may_not_read_the_words(client, mary, say, reader, moderator, act):
    words = say(mary)
    file = attach(by=mary, contribution=words, file=ready())
    acts = {
        "withdraw": lambda: actions.withdraw(by=mary, contribution=words),
        "hide": lambda: actions.hide(by=moderator, contribution=words, reason="danger"),
    }
    acts.get(act, lambda: None)()

    stranger = client if act == "nothing" else reader
    assert (stranger.get(address(file)).status_code, mary.browser.get(address(file)).status_code) == (404, 200)


def test_author_erases_one_file_and_the_words_stay(mary, say, reader):
    words = say(mary)
    first, second = (attach(by=mary, contribution=words, file=ready()) for _ in range(2))
    path = reverse("conversations:erase-attachment", args=[first.pk])

    by_others = reader.post(path).status_code
    response = mary.browser.post(path)

    assert (by_others, response.url) == (404, files_page(words))
    assert list(words.attachments.all()) == [second]
    assert words.text == "We were never asked"


@pytest.mark.parametrize("what", ["words", "participant", "file"])
def test_erased_files_are_gone_and_erased_again_after_a_restore(mary, say, what):
    words = say(mary)
    file = attach(by=mary, contribution=words, file=ready())
    copy = Attachment.objects.filter(pk=file.pk).defer(None).get()
    acts = {
        "words": lambda: actions.erase(by=mary, contribution=words),
        "participant": lambda: actions.erase_participant(by=mary, participant=mary),
        "file": lambda: attaching.erase_file(by=mary, attachment=file),
    }
    acts[what]()
    left = Attachment.objects.count()
    if what == "participant":
        Contribution.objects.filter(pk=words.pk).update(state="shown", text="again", participant=mary)
    copy.save(force_insert=True)

    erasures.replay()

    assert (left, Attachment.objects.count()) == (0, 0)


def test_pages_show_files_without_loading_them(mary, say, django_assert_num_queries):
    words = say(mary)
    attach(by=mary, contribution=words, file=ready())

    with django_assert_num_queries(1) as asked:
        (file,) = words.attachments.all()

    assert (file.name, "content" in asked[0]["sql"]) == ("report.pdf", False)


def test_own_page_asks_as_often_for_three_words_with_files_as_for_one(
    conversation, mary, say, django_assert_max_num_queries
):
    page = reverse("conversations:me", args=[conversation.pk])
    attach(by=mary, contribution=say(mary), file=ready())
    with django_assert_max_num_queries(20) as first:
        mary.browser.get(page)
    for _ in range(2):
        attach(by=mary, contribution=say(mary), file=ready())

    with django_assert_max_num_queries(len(first)):
        response = mary.browser.get(page)

    assert response.text.count("report.pdf") == 3


def test_member_gets_their_words_and_files_with_all_their_data(conversation, make_person):
    person = make_person()
    participant, _ = actions.join(by=person, conversation=conversation, nickname="Mary")
    words = actions.contribute(by=participant, conversation=conversation, kind="note", text="We were asked")
    attach(by=participant, contribution=words, file=ready())

    rows = personal_data.of(person)

    assert [row["name there"] for row in rows["places in conversations"]] == ["Mary"]
    assert [row["text"] for row in rows["words"]] == ["We were asked"]
    assert [(row["name"], row["content"]) for row in rows["files"]] == [("report.pdf", PDF)]


def test_history_of_acts_says_that_a_file_came_and_went(mary, say):
    words = say(mary)
    attaching.erase_file(by=mary, attachment=attach(by=mary, contribution=words, file=ready()))

    verbs = Entry.objects.filter(target_key=str(words.pk)).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["said", "added a file", "erased a file"]


@pytest.mark.parametrize("wrong", [{"kind": "picture", "alt": ""}, {"kind": "document", "name": ""}])
def test_database_refuses_a_file_that_cannot_be(mary, say, wrong):
    file = attach(by=mary, contribution=say(mary), file=ready())

    with pytest.raises(IntegrityError):
        Attachment.objects.filter(pk=file.pk).update(**wrong)
