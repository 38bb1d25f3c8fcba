"""Files beside words: which may come, how they are kept, and how they go."""

from dataclasses import dataclass
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from wholeroom.web.conversations.actions import own, own_until_close
from wholeroom.web.conversations.models import Attachment, Contribution, Conversation, Participant
from wholeroom.web.conversations.pictures import NotAPicture, make_small
from wholeroom.web.errors import WebError
from wholeroom.web.history.actions import record
from wholeroom.web.keeping import erasures
from wholeroom.web.live.bus import publish

MOST_FILES = 4
PHOTO_TIMES = 4  # how many times as large as a kept file a photo may come, because it is made small
MEGABYTE = 1_000_000
PDF_BEGINS = b"%PDF-"
TEXT_ENDINGS = (".csv", ".txt")
LONGEST_NAME = 100
MediaType = Attachment.MediaType

_kinds: set[str] = set()


class NoFilesHere(WebError):
    def __init__(self) -> None:
        super().__init__(_("Files cannot be added here. Say it in words."))


class TooManyFiles(WebError):
    def __init__(self) -> None:
        told = _("There are {most} files with these words already. Erase one of them first.")
        super().__init__(told.format(most=MOST_FILES))


class CannotBeKept(WebError):
    """What is wrong with a file, in words for whoever chose it."""


@dataclass(frozen=True, slots=True)
class ReadyFile:
    """A file as it will be kept."""

    kind: str
    name: str
    content: bytes
    media_type: str

    @property
    def is_picture(self) -> bool:
        return self.kind == Attachment.Kind.PICTURE


def register_files(kind: str) -> None:
    """Let people add files to their words in conversations of this kind. Call it in ``AppConfig.ready``."""
    _kinds.add(kind)


def takes_files(words: Contribution) -> bool:
    """Whether there can be files beside words of this kind: no page of a room has to look for any."""
    return words.conversation.kind in _kinds


def may_have_files(words: Contribution) -> bool:
    """Whether its author can add one now."""
    is_open = words.conversation.state != Conversation.State.CLOSED
    return is_open and takes_files(words) and words.state != Contribution.State.ERASED


def make_ready(file: BinaryIO, *, name: str, size: int) -> ReadyFile:
    """A PDF and a text as they came; everything else has to be a picture, and is made small."""
    if size > PHOTO_TIMES * settings.ATTACHMENT_BYTES:
        raise _too_large()
    begins = file.read(len(PDF_BEGINS))
    file.seek(0)
    if begins == PDF_BEGINS:
        return _document(file, name, size, MediaType.PDF)
    if name.lower().endswith(TEXT_ENDINGS):
        return _document(file, name, size, _text_type(file))
    try:
        small = make_small(file)
    except NotAPicture:
        raise CannotBeKept(
            _("This is no file we can take. Choose a photo (JPEG, PNG, WebP or GIF), a PDF, or a table as CSV.")
        ) from None
    return ReadyFile(Attachment.Kind.PICTURE, "", small.content, small.media_type)


@transaction.atomic
def attach(*, by: Participant, contribution: Contribution, file: ReadyFile, alt: str = "") -> Attachment:
    """Put a file beside one's own words, until the close. Where words are read first, they wait for it again."""
    own_until_close(by, contribution)
    if not may_have_files(contribution):
        raise NoFilesHere
    there = set(contribution.attachments.values_list("position", flat=True))
    if len(there) >= MOST_FILES:
        raise TooManyFiles
    kept = Attachment.objects.create(
        words=contribution,
        position=max(there, default=0) + 1,
        kind=file.kind,
        name=file.name,
        alt=alt if file.is_picture else "",
        content=file.content,
        media_type=file.media_type,
        size=len(file.content),
    )
    if contribution.state == Contribution.State.SHOWN and contribution.conversation.read_first:
        contribution.state = Contribution.State.WAITING
        contribution.save(update_fields=["state"])
    record(by=by.key, verb="added a file", target=contribution)
    publish(contribution.conversation_id.hex)
    return kept


@transaction.atomic
def erase_file(*, by: Participant, attachment: Attachment) -> None:
    """Erase one file for good; the words beside it stay."""
    own(by, attachment.words)
    record(by=by.key, verb="erased a file", target=attachment.words)
    erasures.erase(key=attachment.pk.hex)
    publish(attachment.words.conversation_id.hex)


def _document(file: BinaryIO, name: str, size: int, media_type: str) -> ReadyFile:
    if size > settings.ATTACHMENT_BYTES:
        raise _too_large()
    kept_name = "".join(letter for letter in name if letter.isprintable())[-LONGEST_NAME:]
    return ReadyFile(Attachment.Kind.DOCUMENT, kept_name or "file", file.read(), media_type)


def _text_type(file: BinaryIO) -> str:
    content = file.read()
    file.seek(0)
    if b"\0" in content:
        raise CannotBeKept(_("This file is no plain text. Save it as CSV or as text, and choose it again."))
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return MediaType.OLD_TEXT
    return MediaType.TEXT


def _too_large() -> CannotBeKept:
    told = _("This file is too large. A document may have {megabytes} MB, a photo {photo} MB.")
    most = settings.ATTACHMENT_BYTES // MEGABYTE
    return CannotBeKept(told.format(megabytes=most, photo=PHOTO_TIMES * most))
