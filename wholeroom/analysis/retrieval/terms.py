"""The terms of a text: its words in small letters, without the commonest, each cut back to its stem.

Stems are English, by the Snowball stemmer (Porter 2001, Snowball: a language for stemming algorithms). Words of another
language stay almost as they are: the same word is still the same term, but its forms are not brought together.
"""

import re
from functools import lru_cache

import snowballstemmer

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
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


def terms(text: str) -> list[tuple[str, str]]:
    """The terms of a text in their order, each with the word as it was written.

    >>> terms("The letters were late, and a letter's late again.")
    [('letter', 'letters'), ('late', 'late'), ('letter', 'letter'), ('late', 'late'), ('again', 'again')]
    """
    found = []
    for match in WORD.finditer(text):
        word = re.sub(r"['’](?:s|S)$", "", match[0])
        small = word.casefold().replace("’", "'")
        if small not in COMMON and len(small) <= LONGEST and (len(small) > 1 or small.isdigit()):
            found.append((stem(small), word))
    return found


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a word in small letters. Kept once worked out: people use the same words again and again."""
    return str(_stemmer.stemWord(word))
