"""Whether the site can do its work: four questions, each answered yes or no."""

import shutil
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from wholeroom.web import moments
from wholeroom.web.site.models import WorkerPulse

WORKER_SILENCE = timedelta(minutes=2)
LEAST_FREE_BYTES = 200_000_000


@dataclass(frozen=True)
class Health:
    database: bool
    worker: bool
    disk: bool
    mail: bool

    @property
    def good(self) -> bool:
        return self.database and self.worker and self.disk and self.mail


def look() -> Health:
    database = database_answers()
    return Health(
        database=database,
        worker=database and worker_alive(),
        disk=disk_has_room(),
        mail=database and mail_gets_out(),
    )


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def worker_alive() -> bool:
    try:
        return WorkerPulse.objects.filter(seen_at__gte=timezone.now() - WORKER_SILENCE).exists()
    except DatabaseError:
        return False


def mail_gets_out() -> bool:
    try:
        return all(gets_out() for gets_out in moments.registered(moments.MAIL_ASKED_ABOUT))
    except DatabaseError:
        return False


def disk_has_room() -> bool:
    try:
        return shutil.disk_usage(settings.DATA).free >= LEAST_FREE_BYTES
    except OSError:
        return False
