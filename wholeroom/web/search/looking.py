"""What the page of the search finds: for each kind of thing the likeliest first, each with its reason."""

from dataclasses import dataclass

from wholeroom.web.search import corpus, kinds
from wholeroom.web.search.kinds import Findable, Kind
from wholeroom.web.search.meaning import encode
from wholeroom.web.search.reasons import reasons

MOST = 20


@dataclass(frozen=True)
class Result:
    told: Findable
    reasons: list[str]


@dataclass(frozen=True)
class Group:
    """All that was found of one kind. Kinds are not ranked against each other."""

    kind: Kind
    results: list[Result]


def look(text: str, *, only: str = "") -> list[Group]:
    """Whoever looks gets the same: nothing that not everybody may find is in the index at all."""
    corpus.here.catch_up()
    vector = encode(text)
    wanted = [kind for name, kind in kinds.registered().items() if only in ("", name)]
    return [
        Group(
            kind, [Result(one.told, reasons(one)) for one in corpus.here.similar(kind, text, vector=vector, most=MOST)]
        )
        for kind in wanted
    ]
