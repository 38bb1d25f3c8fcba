"""What must be said beside a result: a code, a sentence and its values, so that a reader in any language gets it.

The English sentence is the key of its translation, as gettext does it: a topic writes its sentences where it uses
them, and the web half looks each up in its catalogue before the values are filled in.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

Translate = Callable[[str], str]
NOTHING: Mapping[str, object] = MappingProxyType({})


def plain(text: str) -> str:
    """The default translation: none. Also marks a sentence for the catalogues where it is written."""
    return text


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing to be told, with its values apart from its words.

    ``code`` is stable and for programs; ``words`` is an English sentence with ``{names}`` of ``values``.

    >>> Sentence("few_people", "Only {people} people voted.", {"people": 12}).text()
    'Only 12 people voted.'
    """

    code: str
    words: str
    values: Mapping[str, object] = field(default_factory=lambda: NOTHING)

    def text(self, translate: Translate = plain) -> str:
        return translate(self.words).format(**self.values)

    def __str__(self) -> str:
        return self.text()


class Caveat(Sentence):
    """A sentence that travels with a result: no page, chart or file shows the result without it."""

    __slots__ = ()
