"""Backup and restore as the commands do it: in processes of their own, on real files (or on PostgreSQL)."""

import json
import stat
import zipfile

import pytest

pytestmark = pytest.mark.usefixtures("own_database")

PREPARE = """
from wholeroom.web.running import preparation
preparation.use_data_folder(None); preparation.start_django(); preparation.update_tables()
from django.db import transaction
from django.utils import timezone
from wholeroom.web.keeping import erasures
from wholeroom.web import moments
from wholeroom.web.errors import WebError
from wholeroom.web.site.models import WorkerPulse
from wholeroom.web.history.actions import record
def keep(word):
    with transaction.atomic():
        record(by=None, verb="kept", target=WorkerPulse.objects.create(worker=word, seen_at=timezone.now()))
def words():
    return sorted(WorkerPulse.objects.values_list("worker", flat=True))
moments.register(moments.PERSON_ERASED, lambda *, key: WorkerPulse.objects.filter(worker=key).delete())
"""
JO = "a1" * 16
TOOLS = (
    f"jo = {JO!r}; from wholeroom.web.keeping.backup import backup; from wholeroom.web.keeping.restore import restore\n"
)


@pytest.fixture
def site(run_python, data_folder):
    """Runs code inside a site; shows its output, and fails where the code did."""

    def run(code: str) -> str:
        done = run_python(f"{PREPARE}{TOOLS}out = {str(data_folder / 'kept.zip')!r}\n{code}")
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def refusal(call: str) -> str:
    return f"try:\n    {call}\n    print('not refused')\nexcept WebError as error:\n    print(error)"


def test_restored_site_has_what_the_backup_had(site):
    told = site(
        "keep('before'); backup(data=None, out=out); keep('after')\n"
        "print(*restore(archive=out, data=None, force=True)); print(words())"
    )

    assert "People erased again: 0." in told
    assert told.endswith("['before']\n")


def test_person_erased_since_stays_erased(site):
    told = site(
        "keep(jo); keep('sam'); backup(data=None, out=out); erasures.remember(key=jo)\n"
        "print(*restore(archive=out, data=None, force=True)); print(words())"
    )

    assert "People erased again: 1." in told
    assert told.endswith("['sam']\n")


def test_site_that_moves_takes_its_list_of_erased_people_along(site, data_folder):
    (data_folder / "old.txt").write_text(f"{JO}\n")

    told = site(
        "keep(jo); keep('sam'); backup(data=None, out=out)\n"
        f"restore(archive=out, data=None, force=True, erased={str(data_folder / 'old.txt')!r})\n"
        "print(words(), erasures.keys_in(erasures.list_file()))"
    )

    assert told == f"['sam'] ['{JO}']\n"


def test_backup_leaves_out_key_outbox_uploads_and_the_list_of_the_erased(site, data_folder):
    data = data_folder / "data"
    for folder in ("handover", "outbox", "incoming", "media"):
        (data / folder).mkdir(parents=True)
        (data / folder / "file").write_text("words")
    (data / "erased.txt").write_text(f"{JO}\n")

    site("keep('a'); backup(data=None, out=out)")

    with zipfile.ZipFile(data_folder / "kept.zip") as archive:
        names = archive.namelist()
        about = json.loads(archive.read("about.json"))
    assert names == ["about.json", about["database"], "media/file"]
    assert stat.S_IMODE((data_folder / "kept.zip").stat().st_mode) == 0o600


def test_key_is_in_the_backup_only_when_asked(site, data_folder):
    told = site(
        "from django.conf import settings\n"
        "keep('a'); backup(data=None, out=out, with_key=True); key = settings.KEY_FILE.read_text()\n"
        "settings.KEY_FILE.write_text('another'); restore(archive=out, data=None, force=True)\n"
        "print(settings.KEY_FILE.read_text() == key)"
    )

    assert told == "True\n"


def test_backup_holds_nothing_of_deleted_rows(site, data_folder):
    site(
        "keep('kept'); WorkerPulse.objects.create(worker='unforgettable', seen_at=timezone.now())\n"
        "WorkerPulse.objects.filter(worker='unforgettable').delete(); backup(data=None, out=out)"
    )

    with zipfile.ZipFile(data_folder / "kept.zip") as archive:
        content = b"".join(archive.read(name) for name in archive.namelist())
    assert b"unforgettable" not in content


def test_restore_refuses_to_overwrite(site):
    told = site(
        "keep('before'); backup(data=None, out=out); keep('after')\n"
        + refusal("restore(archive=out, data=None)")
        + "\nprint(words())"
    )

    assert "Expected: an empty data folder. Choose another with --data, or use --force" in told
    assert told.endswith("['after', 'before']\n")


def test_restore_waits_for_nobody_while_the_site_runs(site):
    told = site(
        "keep('before'); backup(data=None, out=out)\n"
        "from wholeroom.web.running import data_lock; from django.conf import settings\n"
        "with data_lock.locked(settings.DATA, alone=False):\n    "
        + refusal("restore(archive=out, data=None, force=True)").replace("\n", "\n    ")
    )

    assert "is in use: the site or a worker runs on it. Expected: nothing runs." in told


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("file.write_bytes(b'not a zip')", "cannot be read as a backup"),
        ("file.write_bytes(file.read_bytes()[:-200])", "cannot be read as a backup"),
        ("file.unlink()", "There is no file"),
    ],
)
def test_damaged_backup_changes_nothing(site, damage, said):
    told = site(
        "import pathlib; file = pathlib.Path(out)\n"
        f"keep('before'); backup(data=None, out=out); keep('after'); {damage}\n"
        + refusal("restore(archive=out, data=None, force=True)")
        + "\nprint(words())"
    )

    assert said in told
    assert told.endswith("['after', 'before']\n")


@pytest.mark.parametrize("name", ["../outside.txt", "media/../../outside.txt", "other.txt"])
def test_backup_with_a_file_that_none_has_is_refused(site, data_folder, name):
    told = site(
        "import zipfile; keep('before'); backup(data=None, out=out)\n"
        f"with zipfile.ZipFile(out, 'a') as archive:\n    archive.writestr({name!r}, 'x')\n"
        + refusal("restore(archive=out, data=None, force=True)")
    )

    assert "holds a file that no backup has" in told
    assert not (data_folder / "outside.txt").exists()


def test_backup_never_overwrites_another(site):
    told = site("keep('a'); backup(data=None, out=out)\n" + refusal("backup(data=None, out=out)"))

    assert "is there already. Expected: a new name." in told


def test_restore_that_broke_off_keeps_the_site_from_starting(site):
    told = site(
        "moments.register(moments.PERSON_ERASED, lambda *, key: 1 / 0)\n"
        "erasures.remember(key=jo); keep(jo); backup(data=None, out=out)\n"
        "try:\n    restore(archive=out, data=None, force=True)\nexcept ZeroDivisionError:\n    pass\n"
        "from wholeroom.web.running import serving\n" + refusal("serving.serve(port=0)")
    )

    assert "A restore into" in told
    assert "Run `wholeroom restore` again." in told
