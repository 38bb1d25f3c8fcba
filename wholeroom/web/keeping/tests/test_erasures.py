import stat

import pytest

from wholeroom.web import moments
from wholeroom.web.keeping import erasures
from wholeroom.web.keeping.erasures import ErasedListError

A1, B2, C3 = "a1" * 16, "b2" * 16, "c3" * 16


@pytest.fixture
def erased(monkeypatch):
    """An app that keeps something of people, and what it was told to erase."""
    told = []
    monkeypatch.setattr(moments, "_registered", {})
    moments.register(moments.PERSON_ERASED, lambda *, key: told.append(key))
    return told


def test_list_is_private_and_keeps_each_key_once_in_order(data_folder):
    for key in (B2, A1, B2):
        erasures.remember(key=key)

    assert erasures.keys_in(erasures.list_file()) == [B2, A1]
    assert stat.S_IMODE((data_folder / "erased.txt").stat().st_mode) == 0o600


@pytest.mark.parametrize("key", ["", "Jo Bloggs", "a\nb", "a1", f"{A1}\n"])
def test_anything_but_an_opaque_key_is_refused(key):
    with pytest.raises(ValueError, match="opaque keys"):
        erasures.remember(key=key)

    assert not erasures.list_file().exists()


@pytest.mark.django_db
def test_replay_erases_everybody_on_the_list_again(erased):
    erasures.remember(key=A1)
    erasures.remember(key=B2)

    assert erasures.replay() == 2
    assert erased == [A1, B2]


@pytest.mark.django_db
def test_replay_without_a_list_erases_nobody(erased):
    assert erasures.replay() == 0
    assert erased == []


def test_list_of_another_machine_is_added(tmp_path):
    erasures.remember(key=A1)
    (tmp_path / "old.txt").write_text(f"{A1}\n{B2}\n\n{C3}\n")

    erasures.add_list(tmp_path / "old.txt")

    assert erasures.keys_in(erasures.list_file()) == [A1, B2, C3]


def test_file_that_is_no_list_is_refused_with_the_place(tmp_path):
    (tmp_path / "old.txt").write_text(f"{A1}\nwhat is this?\n")

    with pytest.raises(ErasedListError, match=r"Entry 2 of .*old.txt is 'what is this\?'"):
        erasures.add_list(tmp_path / "old.txt")
