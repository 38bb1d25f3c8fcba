import os
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from wholeroom.web import moments
from wholeroom.web.handover import actions
from wholeroom.web.handover.folder import Folder, root
from wholeroom.web.handover.models import HandOver, Kind, State
from wholeroom.web.handover.tests.conftest import files_kept, the_one

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize("when", ["waiting", "ready"])
def test_everything_is_deleted_after_an_hour(client, hand_over_votes, work, votes, data_folder, when):
    address = hand_over_votes(votes)
    if when == "ready":
        work()
    actions.tidy_up(now=timezone.now() + HOUR - MINUTE)
    assert files_kept(data_folder) != []

    actions.tidy_up(now=timezone.now() + HOUR)

    assert files_kept(data_folder) == []
    assert client.get(address).status_code == 410


def test_answer_an_hour_old_is_gone_for_its_visitor_before_anybody_tidied(client, answered, data_folder):
    HandOver.objects.update(made=timezone.now() - 2 * HOUR, expires=timezone.now() - HOUR)

    assert client.get(f"{answered}report/").status_code == 410

    assert files_kept(data_folder) == []


def test_worker_tidies_every_minute():
    assert actions.tidy_up in moments.registered(moments.EVERY_MINUTE)


def test_address_is_forgotten_a_day_later(client, answered):
    tomorrow = timezone.now() + timedelta(days=1) + HOUR + MINUTE

    actions.tidy_up(now=tomorrow)
    actions.tidy_up(now=tomorrow)

    assert client.get(answered).status_code == 404


def test_job_whose_worker_died_has_failed_and_leaves_nothing(client, hand_over_votes, votes, settings, data_folder):
    address = hand_over_votes(votes)
    actions.begin(hand_over=the_one(), now=timezone.now())
    longest = timedelta(seconds=settings.JOB_SECONDS) + MINUTE

    actions.tidy_up(now=timezone.now() + longest - MINUTE / 2)
    assert the_one().state == State.WORKING
    actions.tidy_up(now=timezone.now() + longest)

    assert the_one().state == State.FAILED
    assert files_kept(data_folder) == ["problem.json"]
    assert "Something broke here." in client.get(address).content.decode()


@pytest.mark.django_db
def test_what_a_crash_left_behind_is_deleted_after_an_hour(data_folder):
    lost_folder, lost_upload = root() / "0123", data_folder / "incoming" / "broken-off.upload"
    lost_folder.mkdir()
    (lost_folder / "handed-votes-1.csv").write_text("ann,s1,1")
    lost_upload.write_text("ann,s1,1")

    actions.tidy_up()
    assert (lost_folder.exists(), lost_upload.exists()) == (True, True)
    actions.tidy_up(now=timezone.now() + HOUR + MINUTE)

    assert (lost_folder.exists(), lost_upload.exists()) == (False, False)


def test_answer_whose_files_did_not_come_back_from_a_backup_is_gone(client, answered):
    Folder(the_one().folder).remove_all()

    assert client.get(answered).status_code == 410
    assert the_one().state == State.GONE


def test_files_that_did_not_come_back_from_a_backup_are_not_answered(hand_over_votes, work, votes):
    hand_over_votes(votes)
    Folder(the_one().folder).remove_all()

    work()

    assert the_one().state == State.GONE


def test_only_this_site_may_read_what_is_kept(hand_over_votes, votes, data_folder):
    hand_over_votes(votes)

    folders = [path for path in (data_folder / "handover").rglob("*") if path.is_dir()] + [data_folder / "handover"]
    files = [path for path in (data_folder / "handover").rglob("*") if path.is_file()]
    assert {oct(path.stat().st_mode & 0o777) for path in folders} == {"0o700"}
    assert {oct(path.stat().st_mode & 0o777) for path in files} == {"0o600"}


def test_name_of_the_file_is_kept_nowhere(hand_over_votes, votes, data_folder):
    hand_over_votes(votes)

    assert "Jane" not in str(HandOver.objects.values().get())
    assert [name for name in os.listdir(data_folder / "handover") + files_kept(data_folder) if "Jane" in name] == []


def test_large_upload_lies_in_the_data_folder_and_leaves_nothing_behind(
    hand_over_votes, work, votes, data_folder, settings
):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    hand_over_votes(votes)
    assert "handed-votes-1.csv" in files_kept(data_folder)

    work()

    assert the_one().state == State.READY
    assert list((data_folder / "incoming").iterdir()) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "something"},
        {"state": "something"},
        {"done": 2, "total": 1},
        {"expires": timezone.now() - HOUR},
        {"state": State.WORKING},
    ],
)
def test_database_refuses_a_hand_over_that_cannot_be(wrong):
    now = timezone.now()
    right = {"kind": Kind.PROTECT, "token_hash": "t", "language": "en-gb", "made": now, "expires": now + HOUR}
    HandOver.objects.create(**right)

    with pytest.raises(IntegrityError), transaction.atomic():
        HandOver.objects.create(**{**right, "token_hash": "u", **wrong})
