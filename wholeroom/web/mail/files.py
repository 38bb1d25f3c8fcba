"""While no mail server is set, messages go into readable files in the data folder: never a page, only for the owner."""

import email
import os
from collections.abc import Sequence
from email.policy import default
from itertools import count
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

NAME = "wholeroom.web.mail.files.Files"
READABLE = default.clone(utf8=True, cte_type="8bit", refold_source="all")


class Files(BaseEmailBackend):
    """One file for each message, which mail programs can open as well; its name is noted on the message."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            readable = email.message_from_bytes(message.message().as_bytes(), policy=READABLE).as_bytes()
            message.file = write(readable)
        return len(email_messages)


def folder() -> Path:
    return Path(settings.EMAIL_FILE_PATH)


def write(content: bytes) -> str:
    """Under the next free number of the day. Gives the name."""
    day = timezone.localdate().isoformat()
    taken = [int(file.stem.rsplit("-", 1)[1]) for file in folder().glob(f"{day}-*.eml")]
    for number in count(max(taken, default=0) + 1):
        name = f"{day}-{number:04}.eml"
        try:
            descriptor = os.open(folder() / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            continue
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(content)
        return name
    raise AssertionError("numbers do not end")


def remove(name: str) -> None:
    (folder() / name).unlink(missing_ok=True)
