"""Documentation is run and compared, so that it cannot go stale."""

import doctest
import importlib
import pkgutil
import re
from pathlib import Path

import click
import pytest

import wholeroom.analysis
from wholeroom.cli import main

ROOT = Path(__file__).parent.parent
DOCS = sorted((ROOT / "docs").rglob("*.md")) + sorted(ROOT.glob("*.md")) + sorted((ROOT / "examples").rglob("*.md"))
ALL_DOCS = "\n".join(path.read_text() for path in DOCS)
MODULES = [
    module.name
    for module in pkgutil.walk_packages(wholeroom.analysis.__path__, "wholeroom.analysis.")
    if ".tests" not in module.name
]


@pytest.mark.parametrize("module", MODULES)
def test_examples_in_docstrings_run(module):
    failed, _ = doctest.testmod(importlib.import_module(module))

    assert failed == 0


def commands_of(group, before=()):
    """Every command by its words, those of groups too: ("aim", "check")."""
    for name, command in sorted(group.commands.items()):
        yield (*before, name), command
        if isinstance(command, click.Group):
            yield from commands_of(command, (*before, name))


COMMANDS = dict(commands_of(main))


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_and_option_is_in_the_reference(words):
    page = (
        (ROOT / "docs" / "reference" / f"{words[0]}.md")
        if (ROOT / "docs" / "reference" / f"{words[0]}.md").exists()
        else (ROOT / "docs" / "reference" / "commands.md")
    )
    text = page.read_text()
    options = [flag for one in COMMANDS[words].params if isinstance(one, click.Option) for flag in one.opts]

    assert f"wholeroom {' '.join(words)}" in text
    assert [flag for flag in options if flag.startswith("--") and flag not in text] == []


def test_every_setting_is_in_the_reference_and_every_one_there_exists():
    code = "\n".join(path.read_text() for path in (ROOT / "wholeroom").rglob("*.py") if "tests" not in path.parts)
    used = set(re.findall(r'"(WHOLEROOM_[A-Z_]+)"', code)) - {"WHOLEROOM_EXAMPLE"}
    described = set(re.findall(r"WHOLEROOM_[A-Z_]+", (ROOT / "docs" / "reference" / "settings.md").read_text()))

    assert used <= described
    assert described <= used | {"WHOLEROOM_TEST_DATABASE_URL", "WHOLEROOM_CHROMIUM", "WHOLEROOM_REFERENCE_DATA"}


@pytest.mark.parametrize("path", DOCS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(path):
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text())
    broken = [
        link
        for link in links
        if "://" not in link and not link.startswith("mailto:") and not (path.parent / link).exists()
    ]

    assert broken == []


def test_every_page_of_the_docs_can_be_reached_from_the_readme():
    seen, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in seen:
            continue
        seen.add(page)
        for link in re.findall(r"\]\(([^)#\s]+\.md)", page.read_text()):
            if "://" not in link and (page.parent / link).exists():
                waiting.append((page.parent / link).resolve())

    assert {path.resolve() for path in (ROOT / "docs").rglob("*.md")} <= seen


def test_commands_of_the_readme_exist():
    text = (ROOT / "README.md").read_text()
    targets = re.findall(r"^(\w[\w-]*):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    named = re.findall(r"^ {4}(?:make|wholeroom) ([\w-]+)", text, re.MULTILINE)

    assert {"demo", "test"} <= set(named)
    assert set(named) <= set(targets) | set(main.commands)
