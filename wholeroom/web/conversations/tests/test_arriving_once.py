"""Words sent twice over bad Wi-Fi arrive once."""

import json

import pytest

from wholeroom.web.conversations import actions
from wholeroom.web.conversations.models import Contribution

# Sixteen sendings of eight notes, each note from two threads at once, in a process with a database of its own.
MANY_AT_ONCE = """
import json
from concurrent.futures import ThreadPoolExecutor
from wholeroom.web.running import preparation
preparation.use_data_folder(None); preparation.start_django(); preparation.update_tables()
from django.db import connection
from wholeroom.web.conversations import actions
from wholeroom.web.conversations.models import Contribution, Conversation

here = Conversation.objects.create(kind="test", state="open")
who, token = actions.join(by=None, conversation=here)

def send(number):
    try:
        note, key = f"note {number // 2}", f"k{number // 2}"
        return actions.contribute(by=who, conversation=here, kind="note", text=note, sending=key).position
    finally:
        connection.close()

with ThreadPoolExecutor(8) as threads:
    positions = list(threads.map(send, range(16)))
print(json.dumps([positions, list(Contribution.objects.values_list("position", flat=True))]))
"""


def test_words_sent_twice_in_a_row_are_kept_once(mary, say):
    first = say(mary, sending="k1")

    second = say(mary, text="the same, sent again", sending="k1")

    assert second == first
    assert list(Contribution.objects.values_list("text", flat=True)) == ["We were never asked"]


def test_words_without_a_key_are_kept_each_time(mary, say):
    say(mary)
    say(mary)

    assert Contribution.objects.count() == 2


def test_key_of_somebody_else_gives_nothing_away(conversation, mary, say):
    say(mary, sending="k1")
    other, _ = actions.join(by=None, conversation=conversation)

    with pytest.raises(actions.NotTheirs):
        say(other, sending="k1")


def test_words_sent_from_many_threads_at_once_are_kept_once_and_in_one_order(data_folder, own_database, run_python):
    (data_folder / "data").mkdir()

    done = run_python(MANY_AT_ONCE)

    assert done.returncode == 0, done.stderr
    positions, kept = json.loads(done.stdout.splitlines()[-1])
    assert kept == list(range(1, 9))
    assert positions[::2] == positions[1::2]
