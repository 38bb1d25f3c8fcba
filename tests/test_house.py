"""What holds for the whole tree, whoever writes in it."""

import importlib.metadata
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TRACKED = subprocess.run(
    ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
    cwd=ROOT,
    capture_output=True,
    text=True,
    check=True,
).stdout.splitlines()
TEXTS = [name for name in TRACKED if not name.endswith((".png", ".mo")) and (ROOT / name).is_file()]
BANNED_NAMES = {"utils.py", "helpers.py", "common.py", "misc.py", "base.py", "manager.py", "services.py"}


def found_in_texts(pattern):
    expression = re.compile(pattern)
    return [
        f"{name}:{number}"
        for name in TEXTS
        for number, line in enumerate((ROOT / name).read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if expression.search(line)
    ]


def test_no_file_has_a_name_that_says_nothing():
    assert [name for name in TRACKED if Path(name).name in BANNED_NAMES] == []


def test_every_init_is_empty_but_the_one_of_analysis():
    full = [name for name in TRACKED if name.endswith("__init__.py") and (ROOT / name).read_text().strip()]

    assert full == ["wholeroom/analysis/__init__.py"]


def test_no_path_of_a_machine_and_no_address_of_a_registry():
    places = "|".join(["/" + "root/", "/" + "work/", "/" + "home/[a-z]"])
    registries = "|".join(["py" + r"pi\.org", "python" + "hosted", "npm" + r"js\.", "deb" + r"ian\.org"])

    assert found_in_texts(f"({places}|{registries})") == []


def test_nothing_is_unfinished():
    marks = "|".join(
        ["TO" + "DO", "FIX" + "ME", "X" + "XX", "NotImplemented" + "Error", r"@pytest\.mark\." + "(skip|xfail)"]
    )

    assert found_in_texts(rf"\b({marks})\b") == []


def test_only_the_three_gates_skip():
    skips = found_in_texts(r"pytest\." + r"skip\(")

    assert {place.split(":")[0] for place in skips} == {"conftest.py"}


def test_templates_have_no_inline_style_or_script():
    templates = [name for name in TEXTS if "/web/" in name and name.endswith(".html")]
    inline = re.compile(r"""style=|\son[a-z]+=|<style|<script(?![^>]*\ssrc=)|javascript:""")

    assert templates
    assert [name for name in templates if inline.search((ROOT / name).read_text())] == []


def test_pages_hold_no_code_of_others():
    assert [name for name in TRACKED if re.search(r"\.min\.(js|css)$|/(vendor|third_party)/|\.woff", name)] == []


COPYLEFT = re.compile(r"\b(A?GPL|GNU (Affero )?General Public)", re.IGNORECASE)


def runtime_packages():
    names = re.findall(r"^([A-Za-z0-9._-]+)==", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    installed = {one.metadata["Name"].lower().replace("_", "-"): one for one in importlib.metadata.distributions()}
    return [installed[name] for name in names if name in installed]


@pytest.mark.parametrize("package", runtime_packages(), ids=lambda one: one.metadata["Name"])
def test_no_package_at_run_time_is_under_gpl_or_agpl(package):
    told = [package.metadata.get("License-Expression") or "", (package.metadata.get("License") or "")[:200]]
    told += [line for line in package.metadata.get_all("Classifier") or [] if line.startswith("License")]

    assert not COPYLEFT.search(re.sub(r"LGPL|Lesser", "", " ".join(told)))


def test_every_dependency_has_its_reason():
    section = (ROOT / "pyproject.toml").read_text().split("[project.scripts]")[0]
    lines = re.findall(r'^\s+"[A-Za-z].*$', section, re.MULTILINE)

    assert len(lines) > 20
    assert [line for line in lines if not re.search(r'",?\s+# \w', line)] == []


def test_locks_have_hashes_and_the_same_versions():
    locks = [(ROOT / name).read_text() for name in ("requirements.lock", "requirements-dev.lock")]
    run, develop = [dict(re.findall(r"^([a-z0-9._-]+)==([^\s;\\]+)", text, re.MULTILINE)) for text in locks]

    assert set(run.items()) <= set(develop.items())
    assert all(text.count("==") <= text.count("--hash=sha256:") for text in locks)
