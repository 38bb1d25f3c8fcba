"""The page about files of votes says what the reader does."""

import io
import re
from pathlib import Path

import pytest

from wholeroom.analysis import rows
from wholeroom.analysis.caveats import Sentence
from wholeroom.analysis.opinion import counted_votes, gathered_votes, statements, vote_shapes, votes
from wholeroom.analysis.reading import headers, records, text_blocks

PAGE = (Path(__file__).parents[4] / "docs" / "reference" / "vote-files.md").read_text("utf-8")
EXAMPLES = re.findall(r"```csv\n(.*?)```", PAGE, re.DOTALL)
MODULES = [headers, records, rows, text_blocks, counted_votes, gathered_votes, statements, vote_shapes, votes]


def messages(module):
    """What a module may say: its sentences, and the words of sentences that have values."""
    for value in vars(module).values():
        if isinstance(value, Sentence):
            yield value.words
        elif isinstance(value, str) and value.endswith((".", "?")) and value != module.__doc__:
            yield value


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_every_message_is_on_the_page(module):
    assert [words for words in messages(module) if f"| {words} |" not in PAGE] == []


def test_the_examples_of_votes_are_read_without_a_bad_row():
    read = [votes.read_votes(io.BytesIO(text.encode())) for text in EXAMPLES if "text" not in text]

    assert [list(one.rows()) for one in read] == [
        [("ann", "1", 1), ("ann", "2", -1), ("ben", "1", 0)],
        [("ann", "1", -1)],
        [("1", "0", 1), ("2", "0", -1)],
        [("ann", "1", 1), ("ann", "2", -1), ("ben", "2", 0)],
    ]
    assert [one.bad_count for one in read] == [0, 0, 0, 0]


def test_the_example_of_statements_is_read_without_a_bad_row():
    read = statements.read_statements(io.BytesIO(EXAMPLES[-1].encode()))

    assert read.text("1") == "More evening hours, please"
    assert [one for one in read.ids if read.left_out(one)] == ["2"]
    assert read.bad_rows == ()


def test_the_ways_to_write_a_vote_are_on_the_page():
    table = dict(re.findall(r"^\| (agree|pass|disagree) \| (.*) \|$", PAGE, re.MULTILINE))

    written = {word: meaning for meaning, words in table.items() for word in re.findall("`(.*?)`", words)}

    meanings = {1: "agree", 0: "pass", -1: "disagree"}
    assert written == {word: meanings[value] for word, value in {**vote_shapes.SPELLINGS, **vote_shapes.WORDS}.items()}
