"""The sealed box tells what waits, and nothing of when it came or after what."""

import json
import os
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone

from wholeroom.web.pseudonyms import actions, box
from wholeroom.web.pseudonyms.actions import Who

WHO = Who("hash", "0" * 32, "1" * 32, "Grey Heron", "clinician", "")


def put(text):
    actions.put(WHO, actions.SAY, text=text)


def test_what_was_put_in_is_there_until_it_is_taken_out(data_folder):
    put("one")
    put("other")
    with box.opened() as acts:
        acts[:] = [act for act in acts if act["text"] != "one"]

    assert [act["text"] for act in box.waiting()] == ["other"]


def test_act_keeps_the_day_it_is_due_and_no_time_at_all(data_folder):
    today = timezone.localdate()
    for number in range(60):
        put(str(number))

    due = {act["due"] for act in box.waiting()}
    names = {name for act in box.waiting() for name in act}

    assert due == {f"{today + timedelta(days=days):%Y-%m-%d}" for days in (1, 2, 3)}
    assert names == {"id", "act", "due", "who", "text"}


def test_file_is_padded_to_a_step_and_has_no_time_of_its_own(data_folder):
    sizes = []
    for text in ("", "x" * 100, "x" * box.STEP):
        put(text)
        sizes.append(box.where().stat().st_size)

    assert sizes == [box.STEP, box.STEP, 2 * box.STEP]
    assert box.where().stat().st_mtime == box.LONG_AGO
    assert box.where().stat().st_mode & 0o077 == 0


def test_reading_leaves_no_time_behind(data_folder):
    put("one")
    before = box.where().stat().st_atime

    box.waiting()

    assert box.where().stat().st_atime == before


def test_order_in_the_file_is_not_that_in_which_they_came(data_folder):
    last = []
    for _ in range(30):
        with box.opened() as acts:
            acts.clear()
        for number in range(5):
            put(str(number))
        last.append([act["text"] for act in box.waiting()].index("4"))

    assert len(set(last)) > 2


def test_it_is_written_anew_though_nothing_came(data_folder):
    put("one")
    before = box.where().stat().st_ino

    box.renew()

    assert box.where().stat().st_ino != before
    assert [act["text"] for act in box.waiting()] == ["one"]


def test_old_file_is_overwritten_before_it_goes(data_folder):
    put("what I said")
    old = os.open(box.where(), os.O_RDONLY)

    box.renew()

    assert os.read(old, box.STEP) == b"\0" * box.STEP
    os.close(old)


def test_nothing_is_lost_where_something_fails_half_way(data_folder):
    put("one")

    def empty_it_and_fail():
        with box.opened() as acts:
            acts.clear()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        empty_it_and_fail()

    assert [act["text"] for act in box.waiting()] == ["one"]


def test_full_box_refuses_more_and_keeps_what_it_has(data_folder):
    put("one")

    with pytest.raises(box.BoxFull):
        put("x" * box.LARGEST)

    assert [act["text"] for act in box.waiting()] == ["one"]


def test_what_is_kept_can_be_read_by_who_runs_the_site(data_folder):
    """It is no secret writing: the page for the security officer says so."""
    put("one")

    assert json.loads(box.where().read_bytes())[0]["text"] == "one"


@pytest.mark.django_db(transaction=True)
def test_backup_leaves_it_out(run_python, data_folder):
    made = run_python(
        "from wholeroom.web.running import preparation\n"
        "folder = preparation.use_data_folder(None)\n"
        "preparation.start_django()\n"
        "preparation.update_tables()\n"
        "from wholeroom.web.pseudonyms import box\n"
        "box.renew()\n"
        "from wholeroom.web.keeping.backup import backup\n"
        f"backup(data=folder, out={str(data_folder / 'backup.zip')!r})\n"
    )
    assert made.returncode == 0, made.stderr

    assert (data_folder / "data" / box.FILE).exists()
    assert not [name for name in zipfile.ZipFile(data_folder / "backup.zip").namelist() if box.FILE in name]
