"""What holds for every app and every template of the site."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

from wholeroom.web import moments, slots

WEB = Path(__file__).parents[1]
TEMPLATES = sorted(WEB.rglob("templates/**/*.html"))
FORBIDDEN = {
    "a style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "an inline style": re.compile(r"<style", re.IGNORECASE),
    "an inline script": re.compile(r"<script(?![^>]*\ssrc\s*=)", re.IGNORECASE),
    "a javascript address": re.compile(r"javascript:", re.IGNORECASE),
    "an address of another site": re.compile(r"""(?:src|href|action)\s*=\s*["']?(?:https?:)?//""", re.IGNORECASE),
}


@pytest.mark.parametrize("what", FORBIDDEN)
@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: file.relative_to(WEB).as_posix())
def test_template_has_nothing_that_the_policy_refuses(template, what):
    assert FORBIDDEN[what].findall(template.read_text()) == []


@pytest.mark.parametrize(
    ("what", "example"),
    [
        ("a style attribute", '<p style="color: red">'),
        ("an event attribute", '<a href="#" onclick="go()">'),
        ("an inline style", "<style>p {}</style>"),
        ("an inline script", "<script>go()</script>"),
        ("a javascript address", '<a href="javascript:go()">'),
        ("an address of another site", '<img src="//elsewhere.example/x.png">'),
    ],
)
def test_refused_template_would_be_found(what, example):
    assert FORBIDDEN[what].search(example)


@pytest.mark.django_db
def test_models_and_migrations_agree(capsys):
    call_command("makemigrations", check=True, dry_run=True)

    assert "No changes detected" in capsys.readouterr().out


def test_slots_are_filled_in_order_and_once(monkeypatch):
    monkeypatch.setattr(slots, "_filled", {})

    slots.fill("home.tools", "late.html", order=90)
    slots.fill("home.tools", "early.html", order=10)
    slots.fill("home.tools", "early.html", order=10)

    assert [filling.template for filling in slots.fillings("home.tools")] == ["early.html", "late.html"]
    assert slots.fillings("elsewhere") == []


def test_moment_calls_each_function_once_with_its_values(monkeypatch):
    monkeypatch.setattr(moments, "_registered", {})
    heard = []

    def hear(**values):
        heard.append(values)

    moments.register("room closed", hear)
    moments.register("room closed", hear)
    moments.happen("room closed", room="a1")
    moments.happen("another moment", room="b2")

    assert heard == [{"room": "a1"}]
