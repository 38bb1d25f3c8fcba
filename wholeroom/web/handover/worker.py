"""Makes an answer, in the worker process: within its time, with progress told, and with nothing left behind."""

import logging
import time
from contextlib import suppress

from django.conf import settings
from django.utils import timezone, translation

from wholeroom.analysis.reading.bad_rows import InputError
from wholeroom.web.handover import actions, opinion_map, protect
from wholeroom.web.handover.folder import Folder
from wholeroom.web.handover.limits import Deadline, NoLongerWanted, TookTooLong
from wholeroom.web.handover.models import HandOver, Kind
from wholeroom.web.handover.told import CRASHED, NO_GOOD_ROW, NoGoodRow, Problem, took_too_long

logger = logging.getLogger(__name__)
BETWEEN_NOTES = 0.5  # seconds
ANSWERS = {Kind.OPINION_MAP: opinion_map.answer, Kind.PROTECT: protect.answer}


class Progress:
    """What a tool tells while it works; also where it is stopped, when time is up or nobody wants the answer."""

    def __init__(self, hand_over: HandOver, deadline: Deadline) -> None:
        self.hand_over, self.deadline = hand_over, deadline
        self.stage, self.noted = "", 0.0

    def begin(self, stage: str) -> None:
        self.stage = stage
        self.note(0, 0)

    def __call__(self, done: int, total: int) -> None:
        self.deadline.check()
        if time.monotonic() - self.noted >= BETWEEN_NOTES:
            self.note(done, total)

    def note(self, done: int, total: int) -> None:
        self.deadline.check()
        self.noted = time.monotonic()
        actions.note_progress(hand_over=self.hand_over, stage=self.stage, done=done, total=total)


def make_answer(number: str) -> None:
    """Never raises: an error's text may hold words of the file, and the queue would keep it."""
    actions.tidy_up()
    hand_over = HandOver.objects.filter(pk=number).first()
    if hand_over is None:
        return
    if not Folder(hand_over.folder).exists():  # the database came back from a backup, which never holds the files
        actions.forget(hand_over=hand_over)
        return
    try:
        answer_within_time(hand_over)
    except NoLongerWanted:
        Folder(hand_over.folder).remove_all()
    except InputError as error:
        actions.fail(hand_over=hand_over, problem=Problem(error.sentence, error.line, error.column))
    except NoGoodRow as error:
        actions.fail(hand_over=hand_over, problem=Problem(NO_GOOD_ROW, bad_rows=error.bad_rows))
    except TookTooLong:
        actions.fail(hand_over=hand_over, problem=Problem(took_too_long(settings.JOB_SECONDS)))
    except Exception as error:
        logger.error("An answer could not be made: %s", type(error).__name__)
        actions.fail(hand_over=hand_over, problem=Problem(CRASHED))
    finally:
        with suppress(OSError):
            actions.tidy_up()


def answer_within_time(hand_over: HandOver) -> None:
    actions.begin(hand_over=hand_over, now=timezone.now())
    progress = Progress(hand_over, Deadline(settings.JOB_SECONDS))
    with translation.override(hand_over.language):
        answer = ANSWERS[hand_over.kind](Folder(hand_over.folder), progress)
    actions.answer(hand_over=hand_over, answer=answer)
