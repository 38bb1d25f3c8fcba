import stat

import pytest

from wholeroom.web.running import preparation
from wholeroom.web.running.preparation import DataFolderError


@pytest.fixture(autouse=True)
def environment_is_put_back(monkeypatch):
    for name in ("WHOLEROOM_DATA", "WHOLEROOM_SECRET_KEY"):
        monkeypatch.setenv(name, "")


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_data_folder_and_key_are_private(tmp_path):
    folder = preparation.use_data_folder(tmp_path / "new" / "data")

    assert folder == tmp_path / "new" / "data"
    assert [mode(folder), mode(folder / "incoming"), mode(folder / "outbox")] == [0o700] * 3
    assert mode(folder / "secret-key") == 0o600
    assert len((folder / "secret-key").read_text().strip()) >= 50


def test_key_is_made_once(tmp_path):
    preparation.use_data_folder(tmp_path)
    first = (tmp_path / "secret-key").read_text()

    preparation.use_data_folder(tmp_path)

    assert (tmp_path / "secret-key").read_text() == first


def test_no_key_is_written_where_the_environment_gives_one(tmp_path, monkeypatch):
    monkeypatch.setenv("WHOLEROOM_SECRET_KEY", "k" * 50)

    preparation.use_data_folder(tmp_path)

    assert not (tmp_path / "secret-key").exists()


def test_data_folder_that_is_a_file_is_refused_in_words(tmp_path):
    (tmp_path / "data").write_text("a file")

    with pytest.raises(DataFolderError, match=r"cannot be used: File exists\. Expected: a folder"):
        preparation.use_data_folder(tmp_path / "data")


def test_fingerprint_of_styles_changes_with_what_is_in_them(tmp_path):
    style = tmp_path / "site.css"
    style.write_text("a { color: red }")
    before = preparation.fingerprint([style])

    style.write_text("a { color: green }")

    assert preparation.fingerprint([style]) != before
