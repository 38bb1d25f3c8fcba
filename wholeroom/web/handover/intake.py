"""Takes files in: keeps them, and puts the making of their answer in the queue."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from wholeroom.web.handover.actions import tidy_up
from wholeroom.web.handover.folder import CHOICES, HANDED, Folder
from wholeroom.web.handover.limits import check_queue
from wholeroom.web.handover.models import KEPT, HandOver, fingerprint, new_token
from wholeroom.web.handover.tasks import answer_in_worker
from wholeroom.web.history.actions import record


def hand_over(
    *, by: str, kind: str, files: Mapping[str, Sequence[UploadedFile]], choices: Mapping[str, Any], language: str
) -> str:
    """Keep the files until they are answered; gives the token of the answer's address, which is kept nowhere."""
    tidy_up()
    now, token = timezone.now(), new_token()
    made = HandOver(token_hash=fingerprint(token), browser_hash=fingerprint(by), kind=kind, language=language)
    made.made, made.expires = now, now + KEPT
    folder = Folder(made.folder)
    try:
        check_queue(browser=by)
        keep(folder, files, choices)
        with transaction.atomic():
            check_queue(browser=by)
            made.save(force_insert=True)
            record(by=None, verb="handed over", target=made)
            answer_in_worker.enqueue(str(made.id))
    except BaseException:
        folder.remove_all()
        raise
    return token


def keep(folder: Folder, files: Mapping[str, Sequence[UploadedFile]], choices: Mapping[str, Any]) -> None:
    """Under names of our own: what the files were called at home is not kept."""
    folder.make()
    folder.write_json(CHOICES, dict(choices))
    for field, uploads in files.items():
        for number, upload in enumerate(uploads, start=1):
            folder.take(f"{HANDED}{field}-{number}.csv", upload)
