"""All that everybody may find, in the memory of this process: built at the start, brought up to date before answers."""

import logging
import threading
import time
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from uuid import UUID

from django.db import close_old_connections, connection
from threadpoolctl import ThreadpoolController

from wholeroom.analysis.retrieval.index import Index, Match
from wholeroom.analysis.retrieval.sentence_vectors import MODEL_ID, Vector, from_blob
from wholeroom.web.search import changes, kinds
from wholeroom.web.search.kinds import Findable, Kind
from wholeroom.web.search.meaning import encode, is_wanted
from wholeroom.web.search.models import TextVector
from wholeroom.web.search.notes import Reader

logger = logging.getLogger(__name__)

AT_ONCE = 500
SECONDS_BETWEEN_LOOKS = 5  # so that nobody's page has to take in all that changed in a quiet hour
SECONDS_BEFORE_NEXT_TRY = 10


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, without its whole text, and what speaks for it."""

    kind: Kind
    told: Findable
    match: Match


class Corpus:
    """An index for each kind, what is said of each thing that is found, and how far the changes are read."""

    def __init__(self) -> None:
        self._lock = threading.Lock()  # one at a time reads what is new
        self._reader = Reader()
        self._arithmetic = ThreadpoolController()  # on one thread: several wait for each other, and take longer
        self._indexes: dict[str, Index] = {}
        self._told: dict[UUID, Findable] = {}
        self._without_vector: list[UUID] = []  # as it was gathered
        self.is_ready = False

    def gather(self) -> None:
        """Read all there is. Until it is done nothing is found, rather than a part."""
        with self._lock:
            self.is_ready = False
            self._reader.begin()
            self._told, self._indexes = {}, {name: Index() for name in kinds.registered()}
            self._without_vector = []
            for kind in kinds.registered().values():
                everything = iter(kind.findable(None))
                while some := list(islice(everything, AT_ONCE)):
                    meant = self._put(kind, some)
                    self._without_vector += [one.conversation for one in some if one.conversation not in meant]
            self.is_ready = True

    def catch_up(self) -> None:
        """Take in what was committed since the last time, in any process: one query where nothing was."""
        with self._lock:
            changed = self._reader.newer()
            for start in range(0, len(changed), AT_ONCE):
                self._look_again(changed[start : start + AT_ONCE])

    def similar(
        self,
        kind: Kind,
        text: str,
        *,
        vector: Vector | None = None,
        most: int,
        fewest_shared: int = 1,
        leave_out: Iterable[UUID] = (),
    ) -> list[Found]:
        """What is possibly about the same, the likeliest first. Without a vector by the words alone."""
        with self._arithmetic.limit(limits=1):
            matches = self._indexes[kind.name].similar(
                text, vector=vector, most=most, fewest_shared=fewest_shared, leave_out=[id.hex for id in leave_out]
            )
        return [Found(kind, self._told[UUID(match.id)], match) for match in matches]

    def take_without_vector(self) -> list[UUID]:
        """What had no vector when it was gathered; asked once."""
        found, self._without_vector = self._without_vector, []
        return found

    def told(self, ids: Iterable[UUID]) -> dict[UUID, Findable]:
        """What is said of these, as far as everybody may find them."""
        return {id: self._told[id] for id in ids if id in self._told}

    def _look_again(self, ids: Collection[UUID]) -> None:
        gone = set(ids)
        for kind in kinds.registered().values():
            some = list(kind.findable(ids))
            self._put(kind, some)
            gone -= {one.conversation for one in some}
        for id in gone & self._told.keys():
            del self._told[id]
            for index in self._indexes.values():
                index.remove(id.hex)

    def _put(self, kind: Kind, some: Collection[Findable]) -> dict[UUID, Vector]:
        meant = dict(_vectors(some))
        for one in some:
            self._indexes[kind.name].put(one.conversation.hex, one.text, meant.get(one.conversation))
            self._told[one.conversation] = replace(one, text="")
        return meant


def _vectors(some: Collection[Findable]) -> Iterator[tuple[UUID, Vector]]:
    """Those made of the very words that are found now. Reading them needs no encoder."""
    if is_wanted():
        digests = {one.conversation: one.digest for one in some}
        kept = TextVector.objects.filter(pk__in=digests, model_id=MODEL_ID)
        for id, digest, numbers in kept.values_list("pk", "digest", "numbers"):
            if digests[id] == digest:
                yield id, from_blob(bytes(numbers))


def vector_of(told: Findable) -> Vector | None:
    """What a text means, as it is kept; of what only some may see nothing is kept, so it is worked out now.

    Nothing where the worker has yet to make it: nobody waits for that on a page.
    """
    kept = next((vector for _id, vector in _vectors([told])), None)
    return encode(told.text) if kept is None and not here.told([told.conversation]) else kept


here = Corpus()


def start() -> None:
    """Begin to gather, beside the pages that are asked for meanwhile.

    The model is loaded now, not when somebody waits for an answer: by a thread that a stop waits for, because one that
    is cut off in the middle of it takes the process down.
    """
    threading.Thread(target=encode, args=("ready",), name="loading the model").start()
    threading.Thread(target=_gather_and_keep_up, name="gathering", daemon=True).start()


def _gather_and_keep_up() -> None:
    _gather_until_done()
    _keep_up()


def _gather_until_done() -> None:
    while True:
        try:
            here.gather()
            changes.ask_for_vectors(here.take_without_vector())
            break
        except Exception as error:
            logger.error("What can be found could not be gathered: %s. It is tried again.", type(error).__name__)
            close_old_connections()
            time.sleep(SECONDS_BEFORE_NEXT_TRY)
    connection.close()


def _keep_up() -> None:
    """Once all is gathered, for as long as the process runs."""
    while True:
        time.sleep(SECONDS_BETWEEN_LOOKS)
        try:
            here.catch_up()
        except Exception as error:
            logger.error("What changed could not be read: %s. It is tried again.", type(error).__name__)
        finally:
            connection.close()
