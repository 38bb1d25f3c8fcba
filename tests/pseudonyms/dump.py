"""Whoever has a copy of the machine: what a dump of the database, its log of changes and the files tell of an act.

Each attack gives a matrix: for every act a number for every member, the higher the likelier it was theirs.

- ``joins``: rows of any table that name the act, or its pseudonym, and the member; also by one row in between.
- ``row_order``: how near the number of the act's row is to one of the member's, in each table that has both.
- ``page_allocation``: how near the pages are on which they lie in the file.
- ``log_of_changes``: how near they first appear in the write-ahead log, of which nothing was thrown away.
- ``history``: on which days the member is the actor of something, against the day of the act.
- ``sessions``: on which days the member signed in, in the days in which the act can have been written.
- ``intersection``: the same over all acts of one pseudonym, with every day of the member that is told anywhere.
"""

import re
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

import numpy as np

KEY = re.compile(rb"[0-9a-f]{32}")
FRAME_HEADER, LOG_HEADER = 24, 32
DAYS_OF_A_SESSION = 30
Matrix = np.ndarray


class Dump:
    """A copy of the data folder; ``acts`` are the texts that were said, ``members`` the keys of who may have."""

    def __init__(self, folder: Path, members: list[str], acts: list[str]) -> None:
        self.folder, self.members = folder, members
        whole = folder / "whole.sqlite3"
        shutil.copy(folder / "wholeroom.sqlite3", whole)
        shutil.copy(folder / "wholeroom.sqlite3-wal", folder / "whole.sqlite3-wal")
        self.database = sqlite3.connect(whole)
        self.rows = {table: self._rows(table) for table in self._tables()}
        said = self.database.execute("SELECT text, id, participant_id FROM conversations_contribution").fetchall()
        of = {text: (id, who) for text, id, who in said}
        self.acts = [of[text] for text in acts if text in of]
        self.shown = [text for text in acts if text in of]

    def _tables(self) -> list[str]:
        found = self.database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return [name for (name,) in found if not name.startswith("sqlite_")]

    def _rows(self, table: str) -> list[tuple[int, str]]:
        """Each row's number and all it says, as one text."""
        number = "rowid" if "WITHOUT ROWID" not in self._definition(table) else "1"
        found = self.database.execute(f'SELECT {number}, * FROM "{table}" ORDER BY 1').fetchall()
        return [(row[0], " ".join(str(value) for value in row[1:])) for row in found]

    def _definition(self, table: str) -> str:
        return str(self.database.execute("SELECT sql FROM sqlite_master WHERE name = ?", [table]).fetchone()[0]).upper()

    def joins(self) -> Matrix:
        names: dict[str, set[str]] = defaultdict(set)  # a key -> the keys it stands beside in a row
        for rows in self.rows.values():
            for _number, said in rows:
                keys = {key.decode() for key in KEY.findall(said.replace("-", "").encode())}
                for key in keys:
                    names[key] |= keys
        return np.array(
            [[len((names[id] | names[who]) & names[member]) for member in self.members] for id, who in self.acts],
            dtype=float,
        )

    def row_order(self) -> Matrix:
        best = np.full((len(self.acts), len(self.members)), -np.inf)
        for rows in self.rows.values():
            of_members = [[number for number, said in rows if member in said] for member in self.members]
            for at, (id, who) in enumerate(self.acts):
                own = [number for number, said in rows if id in said.replace("-", "") or who in said.replace("-", "")]
                best[at] = np.maximum(best[at], nearness(own, of_members))
        return best

    def page_allocation(self) -> Matrix:
        self.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        image = (self.folder / "whole.sqlite3").read_bytes()
        pages = [image[start : start + 4096] for start in range(0, len(image), 4096)]
        lies_on: dict[str, list[int]] = defaultdict(list)
        for number, page in enumerate(pages):
            for key in set(KEY.findall(page)):
                lies_on[key.decode()].append(number)
        of_members = [lies_on[member] for member in self.members]
        return np.array([nearness(lies_on[id], of_members) for id, _who in self.acts])

    @cached_property
    def appearances(self) -> dict[str, list[int]]:
        """At which frames of the log each key came to stand on a page on which it had not stood before."""
        log = (self.folder / "wholeroom.sqlite3-wal").read_bytes()
        page_size = int.from_bytes(log[8:12], "big")
        stands: dict[int, set[bytes]] = {}
        found: dict[str, list[int]] = defaultdict(list)
        size = page_size + FRAME_HEADER
        for number, start in enumerate(range(LOG_HEADER, len(log) - size + 1, size)):
            page = int.from_bytes(log[start : start + 4], "big")
            keys = set(KEY.findall(log, start + FRAME_HEADER, start + size))
            for key in keys - stands.get(page, set()):
                found[key.decode()].append(number)
            stands[page] = keys
        return found

    def log_of_changes(self) -> Matrix:
        of_members = [self.appearances[member] for member in self.members]
        first = [[min(self.appearances[id])] for id, _who in self.acts]
        return np.array([nearness(own, of_members) for own in first])

    @cached_property
    def days_of_acts(self) -> list[date]:
        days = dict(self.database.execute("SELECT words_id, day FROM problems_reply").fetchall())
        return [date.fromisoformat(days[id]) for id, _who in self.acts]

    @cached_property
    def days_in_history(self) -> dict[str, set[date]]:
        days: dict[str, set[date]] = defaultdict(set)
        for actor, day in self.database.execute("SELECT actor, day FROM history_entry WHERE actor IS NOT NULL"):
            days[actor].add(date.fromisoformat(day))
        return days

    @cached_property
    def days_of_signing_in(self) -> dict[str, set[date]]:
        """A session tells who by its content, which the site's key opens: here by the order in which they began."""
        from django.contrib.sessions.backends.db import SessionStore

        days: dict[str, set[date]] = defaultdict(set)
        for content, ends in self.database.execute("SELECT session_data, expire_date FROM django_session"):
            member = str(SessionStore().decode(content).get("_auth_user_id", "")).replace("-", "")
            days[member].add(date.fromisoformat(ends[:10]) - timedelta(days=DAYS_OF_A_SESSION))
        return days

    def history(self) -> Matrix:
        return np.array(
            [[float(day in self.days_in_history[member]) for member in self.members] for day in self.days_of_acts]
        )

    def sessions(self) -> Matrix:
        return np.array([self._there(day, self.days_of_signing_in) for day in self.days_of_acts])

    def intersection(self) -> Matrix:
        days = {one: self.days_of_signing_in[one] | self.days_in_history[one] for one in self.members}
        each = np.array([np.log(np.array(self._there(day, days)) + 0.02) for day in self.days_of_acts])
        together: dict[str, Matrix] = defaultdict(lambda: np.zeros(len(self.members)))
        for (_id, who), one in zip(self.acts, each, strict=True):
            together[who] = together[who] + one
        return np.array([together[who] for _id, who in self.acts])

    def _there(self, day: date, days: dict[str, set[date]]) -> list[float]:
        """On how many of the days on which it can have been written each member was there."""
        window = [day - timedelta(days=back) for back in (1, 2, 3)]
        return [float(sum(one in days[member] for one in window)) for member in self.members]

    def attacks(self) -> dict[str, Callable[[], Matrix]]:
        names = ["joins", "row_order", "log_of_changes", "history", "sessions", "intersection", "page_allocation"]
        return {name: getattr(self, name) for name in names}


def nearness(own: list[int], of_members: list[list[int]]) -> Matrix:
    """Minus the smallest distance to each member's numbers; nothing where either has none."""
    if not own:
        return np.full(len(of_members), -np.inf)
    distances = [min((abs(a - b) for a in own for b in theirs), default=np.inf) for theirs in of_members]
    return -np.array(distances, dtype=float)


def hits(scores: Matrix, truth: Matrix) -> float:
    """The share of acts whose member has the highest score; where several share it, by lot among them."""
    top = scores.max(axis=1, keepdims=True)
    tied = scores == top
    return float(np.mean(tied[np.arange(len(truth)), truth] / tied.sum(axis=1)))


def trained(features: Matrix, truth: Matrix, groups: list[str]) -> float:
    """The hits of a classifier that weighs all attacks: learned on half of the pseudonyms, tried on the other half."""
    flat = np.where(np.isfinite(features), features, np.nanmin(np.where(np.isfinite(features), features, np.nan)))
    ranks = flat.argsort(axis=1).argsort(axis=1) / flat.shape[1]
    scaled = np.concatenate([standard(flat), standard(ranks)], axis=2)
    halves = np.array([sorted(set(groups)).index(group) % 2 for group in groups])
    found = []
    for half in (0, 1):
        learn, tried = halves != half, halves == half
        weights = np.zeros(scaled.shape[2])
        for _step in range(400):
            scores = scaled[learn] @ weights
            chances = np.exp(scores - scores.max(axis=1, keepdims=True))
            chances /= chances.sum(axis=1, keepdims=True)
            own = scaled[learn][np.arange(learn.sum()), truth[learn]]
            slope = (own - np.einsum("am,amf->af", chances, scaled[learn])).mean(axis=0)
            weights += 0.1 * (slope - 0.01 * weights)
        found.append(hits(scaled[tried] @ weights, truth[tried]) * tried.sum())
    return float(sum(found) / len(truth))


def standard(features: Matrix) -> Matrix:
    spread = features.std(axis=(0, 1), keepdims=True)
    return (features - features.mean(axis=(0, 1), keepdims=True)) / np.where(spread > 0, spread, 1)
