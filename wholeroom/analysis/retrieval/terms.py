"""The terms of a text: its words in small letters, without the commonest, each cut back to its stem.

Stems are English, by the Snowball stemmer (Porter 2001, Snowball: a language for stemming algorithms). Words of another
language stay almost as they are: the same word is still the same term, but its forms are not brought together.
"""

import re
from functools import lru_cache
from threading import Lock

import snowballstemmer

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
OWNED = re.compile(r"['’](?:s|S)$")
LONGEST = 40  # characters of a word; what is longer is no word
COMMON_WORDS = """
a about after all also am an and any are as at be because been before being but by can could did do does doing for from
get gets getting go goes going got had has have having he her here hers him his how i if in into is it its just me more
most my no not now of off on once one only or other our ours out over own really same she should so some such than that
the their theirs them then there these they thing things this those through to too under until up us very was we were
what when where which while who whom why will with would you your yours
"""
COMMON = frozenset(COMMON_WORDS.split())
"""Words that say nothing about what a text is on."""

_stemmer = snowballstemmer.stemmer("english")
_stemming = Lock()  # a stemmer works on one word at a time


def terms(text: str) -> list[tuple[str, str]]:
    """The terms of a text in their order, each with the word as it was written.

    >>> terms("The letters were late, and a letter's late again.")
    [('letter', 'letters'), ('late', 'late'), ('letter', 'letter'), ('late', 'late'), ('again', 'again')]
    """
    return [found for word in WORD.findall(text) if len(word) <= LONGEST + 2 and (found := term_of(word))]


@lru_cache(maxsize=200_000)
def term_of(written: str) -> tuple[str, str] | None:
    """The term of a word and the word without an ``'s``; None if it says nothing.

    Kept once worked out: people use the same words again and again.
    """
    word = OWNED.sub("", written)
    small = word.casefold().replace("’", "'")
    if small in COMMON or len(small) > LONGEST or (len(small) == 1 and not small.isdigit()):
        return None
    with _stemming:
        return str(_stemmer.stemWord(small)), word
