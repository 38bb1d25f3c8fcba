"""The page's own texts: each that its program, its templates or its builder asks for is there, and none is unused."""

import re
from pathlib import Path

import pytest

from wholeroom.analysis.segmentation.page.words import page_words

PAGE = Path(__file__).parents[1] / "page"
ASKED = re.compile(r"(?<!function )\bwords\(([^(){},]*)")
COMPARED = re.compile(r'[!=]==? "\w+"')
COMMENT = re.compile(r"^ *//.*$", re.MULTILINE)
LITERAL = re.compile(r'"(\w+)"')
VALUE = re.compile(r"\{(\w+)\}")
PROGRAMS = sorted((PAGE / "js").glob("*.js"))


def asked_for(program):
    """For each call of words() in a program the keys it may ask for; a comparison before them is none."""
    text = COMMENT.sub("", program.read_text(encoding="utf-8"))
    return [LITERAL.findall(COMPARED.sub("", asked)) for asked in ASKED.findall(text)]


def quoted(files):
    return {text for file in files for text in LITERAL.findall(file.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_each_text_a_program_asks_for_is_there(program):
    known = page_words()

    keys = asked_for(program)

    assert [key for found in keys for key in found if key not in known] == []


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_a_program_names_each_text_it_asks_for(program):
    nameless = [found for found in asked_for(program) if not found]

    assert nameless == []


def test_no_text_stands_unused():
    used = {key for program in PROGRAMS for found in asked_for(program) for key in found}
    used |= quoted((PAGE / "templates").glob("*.html")) | quoted(PAGE.glob("*.py"))

    unused = sorted(set(page_words()) - used)

    assert unused == []


def test_both_wordings_of_a_text_have_words():
    empty = [key for key, (plain, easy) in page_words().items() if not plain.strip() or not easy.strip()]

    assert empty == []


def test_easy_read_asks_for_no_value_that_plain_words_do_not_have():
    more = [
        key for key, (plain, easy) in page_words().items() if not set(VALUE.findall(easy)) <= set(VALUE.findall(plain))
    ]

    assert more == []
