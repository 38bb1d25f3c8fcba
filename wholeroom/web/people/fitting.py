"""How many members could have said something, going by the group and place that show with it, and what may show."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import product

from wholeroom.analysis.disclosure.rules import FEWEST_PEOPLE
from wholeroom.web.areas.models import Area
from wholeroom.web.people.ladders import ANYWHERE, AREA, KIND, REGION, SOMEBODY, group_label, groups_from
from wholeroom.web.people.models import Person

FEWEST = FEWEST_PEOPLE  # members who could have said it
NEEDED = ("groups", "area__code", "area__region", "area__share_urban", "area__share_highly_rural")

Pair = tuple[str, str]  # a group and a place, each an exact or a coarse one


def places_of(area: Area | None) -> list[str]:
    """The ladder of an area, without the steps that its table did not tell."""
    if area is None:
        return [ANYWHERE]
    steps = {AREA: area.code, KIND: area.kind, REGION: area.region}
    return [*(begins + told for begins, told in steps.items() if told), ANYWHERE]


class Members:
    """All confirmed members at one moment: only how many fit each group and place, and nobody in particular."""

    def __init__(self, members: Iterable[tuple[Iterable[str], Sequence[str]]]) -> None:
        """Of each member the groups they name, and the ladder of their area."""
        self._ladders: dict[str, Sequence[str]] = {}
        self._counts: Counter[Pair] = Counter()
        for groups, places in members:
            self._ladders[places[0]] = places
            self._counts.update(product(_every_group(groups), places))

    @classmethod
    def now(cls) -> "Members":
        people = Person.objects.filter(is_confirmed=True).select_related("area").only(*NEEDED)
        return cls((one.groups, places_of(one.area)) for one in people)

    def how_many(self, group: str, place: str) -> int:
        return self._counts[group, place]

    def places_from(self, place: str) -> Sequence[str]:
        """The ladder from a place on. Only an area where no member lives is looked up."""
        if place in self._ladders:
            return self._ladders[place]
        if place.startswith(AREA):
            return places_of(Area.objects.filter(pk=place.removeprefix(AREA)).first())
        return [place, ANYWHERE] if place else [ANYWHERE]


def _every_group(groups: Iterable[str]) -> set[str]:
    """All that somebody may truly be called who names these groups, or none."""
    return {SOMEBODY}.union(*map(groups_from, groups))


def coarsened(group: str, place: str, *, members: Members) -> Pair | None:
    """The most exact group and place that enough members fit, and never more exact than those given.

    The place gives way before the group does. Who names no group is ``SOMEBODY``. None where even that would point at
    too few: then neither may show, and once neither shows it stays so.
    """
    ladder = product(groups_from(group), members.places_from(place))
    return next((pair for pair in ladder if members.how_many(*pair) >= FEWEST), None)


def labels(pairs: Iterable[Pair]) -> dict[Pair, str]:
    """What to call each group and place, in the language of the reader. One question to the database at most."""
    wanted = set(pairs)
    codes = {place.removeprefix(AREA) for _, place in wanted if place.startswith(AREA)}
    names = {AREA + code: name for code, name in Area.objects.filter(pk__in=codes).values_list("code", "name")}
    return {(group, place): label_with(group, place, names.get(place, "")) for group, place in wanted}


def named(place: str) -> str:
    """The name of an area, to be kept beside its code, so that a page with many asks for none; else nothing."""
    if not place.startswith(AREA):
        return ""
    return Area.objects.filter(pk=place.removeprefix(AREA)).values_list("name", flat=True).first() or ""


def label_with(group: str, place: str, name: str) -> str:
    """The same as ``label``, without a question to the database, where the name of an area is known."""
    return ", ".join(filter(None, (group_label(group), name or _place_label(place))))


def label(group: str, place: str) -> str:
    return labels([(group, place)])[group, place]


def _place_label(place: str) -> str:
    """Of any place but an area, which has a name; of one that is there no longer, nothing."""
    if place.startswith(KIND):
        return str(dict(Area.Kind.choices).get(place.removeprefix(KIND), ""))
    return place.removeprefix(REGION) if place.startswith(REGION) else ""
