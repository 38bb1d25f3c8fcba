"""Every change of a hand-over once it is made. History keeps that it happened, never a file's name or what was in it.

The first of all, handing over, stands in ``intake.py``: it needs the queue, whose jobs need these.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from wholeroom.web.handover.folder import Folder, remove_leftovers
from wholeroom.web.handover.limits import NoLongerWanted
from wholeroom.web.handover.models import KEPT, HandOver, State
from wholeroom.web.handover.told import CRASHED, Problem, Told
from wholeroom.web.history.actions import record

TOLD = "told.json"
PROBLEM = "problem.json"


@transaction.atomic
def begin(*, hand_over: HandOver, now: datetime) -> None:
    """The worker takes it up; NoLongerWanted where it was deleted meanwhile, or is taken already."""
    changed = HandOver.objects.filter(pk=hand_over.pk, state=State.WAITING).update(state=State.WORKING, started=now)
    if not changed:
        raise NoLongerWanted


def note_progress(*, hand_over: HandOver, stage: str, done: int, total: int) -> None:
    """How far it is, for the page; NoLongerWanted where it was deleted meanwhile."""
    working = HandOver.objects.filter(pk=hand_over.pk, state=State.WORKING)
    if not working.update(stage=stage, done=min(done, total), total=total):
        raise NoLongerWanted


@transaction.atomic
def answer(*, hand_over: HandOver, answer: Told) -> None:
    """The answer lies in the folder: what was handed over is deleted, and the page may show it."""
    folder = Folder(hand_over.folder)
    folder.write_json(TOLD, answer.as_json())
    folder.remove_handed()
    if not HandOver.objects.filter(pk=hand_over.pk, state=State.WORKING).update(state=State.READY, browser_hash=""):
        raise NoLongerWanted
    record(by=None, verb="answered", target=hand_over)


@transaction.atomic
def fail(*, hand_over: HandOver, problem: Problem) -> None:
    """No answer: the files and all that was begun are deleted, and only why is kept until the hour is over."""
    folder = Folder(hand_over.folder)
    folder.remove_all()
    if not HandOver.objects.filter(pk=hand_over.pk).unanswered().update(state=State.FAILED, browser_hash=""):
        return
    folder.make()
    folder.write_json(PROBLEM, problem.as_json())
    record(by=None, verb="failed", target=hand_over)


@transaction.atomic
def fetched(*, hand_over: HandOver, name: str) -> None:
    """One piece of the answer has been sent whole: it is deleted, and after the last one all the rest."""
    folder = Folder(hand_over.folder)
    folder.remove(name)
    record(by=None, verb="fetched", target=hand_over)
    if not pieces_left(folder):
        forget(hand_over=hand_over)


def pieces_left(folder: Folder) -> list[str]:
    answer = folder.read_json(TOLD) or {"pieces": []}
    return [name for name in answer["pieces"] if folder.holds(name)]


@transaction.atomic
def forget(*, hand_over: HandOver) -> None:
    """Delete everything of it now; only that it is gone stays known, for a day."""
    Folder(hand_over.folder).remove_all()
    changed = HandOver.objects.filter(pk=hand_over.pk).exclude(state=State.GONE)
    if changed.update(state=State.GONE, browser_hash="", stage="", done=0, total=0):
        record(by=None, verb="forgotten", target=hand_over)


def tidy_up(*, now: datetime | None = None) -> None:
    """Delete what is an hour old, and say of a job whose worker died that it failed."""
    now = now or timezone.now()
    for expired in HandOver.objects.expired(now=now):
        forget(hand_over=expired)
    for lost in HandOver.objects.lost(now=now):
        fail(hand_over=lost, problem=Problem(CRASHED))
    HandOver.objects.forgotten(now=now).delete()
    remove_leftovers(now=now, older_than=KEPT)
