"""A word that the site has said it has is there, whatever happens to the process or the file."""

import contextlib
import random
import shutil
import signal
import sqlite3
import threading
import time
import uuid

from tests.conftest import running
from tests.meeting import Guest, begin_meeting, run_code

KILLS = 8
CUTS = 50
A_SECOND = 20  # contributions
WORDS_KEPT = """
from wholeroom.web.running import preparation
preparation.use_data_folder(None)
preparation.start_django()
from wholeroom.web.conversations.models import Contribution
print("\\n".join(Contribution.objects.values_list("text", flat=True)))
"""


class Talk:
    """Several people who keep talking; what was acknowledged is written down."""

    def __init__(self, guests, step):
        self.guests, self.step = guests, step
        self.acknowledged, self.ended = [], threading.Event()
        self.threads = [threading.Thread(target=self.speak, args=(guest,)) for guest in guests]

    def speak(self, guest):
        while not self.ended.is_set():
            text = uuid.uuid4().hex
            if guest.say(self.step, text):
                self.acknowledged.append(text)
            self.ended.wait(len(self.guests) / A_SECOND)

    def begin(self):
        for thread in self.threads:
            thread.start()

    def end(self):
        self.ended.set()
        for thread in self.threads:
            thread.join()


def test_words_acknowledged_before_a_kill_are_there_afterwards(database, tmp_path):
    code, step, _ = begin_meeting(data=tmp_path, **database)
    chance = random.Random(1)
    acknowledged = []
    guests = []

    for _ in range(KILLS):
        with running("serve", "--no-worker", data=tmp_path, kill=signal.SIGKILL, **database) as site:
            if not guests:
                guests = [Guest(site, code) for _ in range(4)]
                for guest in guests:
                    guest.join()
            for guest in guests:
                guest.site = site
            talk = Talk(guests, step)
            talk.begin()
            time.sleep(chance.uniform(0.4, 0.8))
        talk.end()
        acknowledged += talk.acknowledged

    kept = run_code(WORDS_KEPT, data=tmp_path, **database).split()
    assert len(acknowledged) > KILLS
    assert set(acknowledged) - set(kept) == set()


def test_log_cut_anywhere_opens_at_an_earlier_state_that_is_whole(tmp_path):
    code, step, _ = begin_meeting(data=tmp_path)
    file = tmp_path / "wholeroom.sqlite3"

    with running("serve", "--no-worker", data=tmp_path) as site, contextlib.closing(sqlite3.connect(file)) as reader:
        reader.execute("BEGIN")
        before = reader.execute("SELECT count(*) FROM conversations_contribution").fetchone()[0]
        guest = Guest(site, code)
        guest.join()
        said = [uuid.uuid4().hex for _ in range(60)]
        assert all(guest.say(step, text) for text in said)
        copy = tmp_path / "copy"
        copy.mkdir()
        for name in (file.name, f"{file.name}-wal"):
            shutil.copyfile(tmp_path / name, copy / name)

    log = (copy / f"{file.name}-wal").read_bytes()
    chance = random.Random(2)
    found = set()
    for cut in sorted(chance.randrange(len(log) + 1) for _ in range(CUTS)):
        place = tmp_path / f"cut-{cut}"
        place.mkdir()
        shutil.copyfile(copy / file.name, place / file.name)
        (place / f"{file.name}-wal").write_bytes(log[:cut])
        found.add(words_that_are_whole(place / file.name, said))
    assert before == 0
    assert len(found) > CUTS / 4


def words_that_are_whole(file, said):
    """How many of the words are there: the first ones, in their order, each with its record in history."""
    with contextlib.closing(sqlite3.connect(file)) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = opened.execute("SELECT id, text FROM conversations_contribution ORDER BY position").fetchall()
        recorded = opened.execute("SELECT target_key FROM history_entry WHERE verb = 'said'").fetchall()
    assert [text for _, text in rows] == said[: len(rows)]
    assert sorted(key.replace("-", "") for (key,) in recorded) == sorted(key for key, _ in rows)
    return len(rows)
