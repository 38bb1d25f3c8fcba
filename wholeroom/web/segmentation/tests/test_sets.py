import logging

import pytest

from wholeroom.analysis.segmentation.checking.check import check
from wholeroom.analysis.segmentation.reading_sets import SetError, read_set
from wholeroom.web import settings as module
from wholeroom.web.segmentation.sets import File, Served, shelf

LOG = "wholeroom.web.segmentation.sets"


def logged(caplog) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == LOG]


def test_set_of_the_folder_is_served_under_its_name(put):
    file = put("anything.toml")

    found = shelf()

    assert found.left_out == ()
    assert [(name, served.file.path, served.aim_set) for name, served in found.sets.items()] == [
        ("small", file, read_set(file))
    ]


def test_other_files_of_the_folder_are_passed_over(put, folder):
    put()
    (folder / "notes.txt").write_text("Ask about the wording of sleep.")

    assert (list(shelf().sets), shelf().left_out) == (["small"], ())


def test_nothing_is_served_from_an_empty_folder(folder):
    assert (shelf().sets, shelf().left_out) == ({}, ())


def test_nothing_is_served_from_a_folder_that_went(put, settings, tmp_path):
    put()
    settings.AIM_SETS = tmp_path / "elsewhere"

    assert (shelf().sets, shelf().left_out) == ({}, ())


def test_file_that_cannot_be_read_is_left_out_and_the_other_served(put, folder, caplog):
    put()
    bad = folder / "torn.toml"
    bad.write_text('format = 1\nname = "torn"\n')
    with pytest.raises(SetError) as refused:
        read_set(bad)

    found = shelf()

    assert (list(found.sets), found.left_out) == (["small"], ("torn.toml",))
    assert logged(caplog) == [
        f"torn.toml is not served. Findings: {len(refused.value.findings)}. See: wholeroom aim check"
    ]


def test_set_that_is_not_fit_for_use_is_left_out(put, caplog):
    file = put(about='["You must take 40 mg.", "You must take 40 mg."]')
    findings = check(read_set(file))

    found = shelf()

    assert (found.sets, found.left_out) == ({}, ("small.toml",))
    assert logged(caplog) == [f"small.toml is not served. Findings: {len(findings)}. See: wholeroom aim check"]
    assert "40 mg" not in caplog.text


def test_log_has_one_line_for_each_change_of_a_file(put, caplog):
    put("good.toml")
    bad = put("bad.toml", version='"first"')

    shelf()
    shelf()
    put("good.toml", service='"A service with another name"')
    shelf()
    before = len(logged(caplog))
    put("bad.toml", version='"second"')
    shelf()
    shelf()

    assert (before, len(logged(caplog))) == (1, 2)
    assert bad.name in logged(caplog)[1]


def test_file_that_cannot_be_opened_is_left_out(folder, put, caplog):
    put()
    (folder / "locked.toml").mkdir()

    found = shelf()

    assert (list(found.sets), found.left_out) == (["small"], ("locked.toml",))
    assert logged(caplog) == ["locked.toml is not served: it cannot be opened (Is a directory)."]


def test_link_that_leads_nowhere_is_passed_over(folder, put):
    put()
    (folder / "old.toml").symlink_to(folder / "gone.toml")

    assert (list(shelf().sets), shelf().left_out) == (["small"], ())


@pytest.mark.parametrize("name", ["small", "limits"])
def test_set_whose_name_is_taken_is_left_out(put, caplog, name):
    put("a.toml")
    put("b.toml", name=f'"{name}"')

    found = shelf()

    assert (list(found.sets), found.left_out) == (["small"], ("b.toml",))
    assert found.sets["small"].file.path.name == "a.toml"
    assert logged(caplog) == [f"b.toml is not served: the name {name} is taken."]


def test_change_of_the_folder_is_noticed(put, folder):
    put("a.toml")
    seen = [list(shelf().sets)]

    put("b.toml", name='"other"')
    seen.append(list(shelf().sets))
    put("a.toml", name='"newer"')
    seen.append(list(shelf().sets))
    (folder / "a.toml").unlink()
    seen.append(list(shelf().sets))

    assert seen == [["small"], ["small", "other"], ["newer", "other"], ["other"]]


def test_file_is_read_once_until_it_changes(put):
    put()

    assert shelf() is shelf()


def test_served_sets_are_told_apart_by_their_file_alone(put):
    path = put()
    aim_set = read_set(path)

    assert Served(File(path, 1, 2), aim_set) == Served(File(path, 1, 2), read_set(path))
    assert Served(File(path, 1, 2), aim_set) != Served(File(path, 2, 2), aim_set)


def test_sets_that_come_with_the_package_are_all_served(settings, caplog):
    settings.AIM_SETS = module.WEB.parent / "analysis" / "segmentation" / "sets"

    with caplog.at_level(logging.WARNING, LOG):
        found = shelf()

    assert found.left_out == ()
    assert list(found.sets) == ["alcohol", "homelessness", "opioid-substitution"]
    assert all(served.aim_set.example for served in found.sets.values())
