"""What a problem's page shows of what others said: in sections, in the order in which it came, twenty at a time."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Case, Q, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wholeroom.web.conversations.appearance import labels_with_how_known, name_of
from wholeroom.web.conversations.models import Contribution, Participant
from wholeroom.web.people.stakeholder_groups import labels
from wholeroom.web.problems.models import (
    ANSWER,
    IDEA,
    NOT_UNDERSTOOD,
    QUESTION,
    REPLIES,
    SAME_HERE,
    TRIED,
    TRIED_PARTS,
    Problem,
    Reply,
    SameHere,
)

ON_A_PAGE = 20
MOST_LISTED = 200  # of those who show that they have it too
State = Contribution.State
READ_BY_ALL = (State.SHOWN, State.ERASED)
READ_BY_MODERATORS = (*READ_BY_ALL, State.WAITING, State.HIDDEN)
RANK = Case(
    When(words__kind__in=[QUESTION, SAME_HERE], then=Value(0)), When(words__kind=TRIED, then=Value(1)), default=2
)
WHO = "participant__member"
FILES = "words__attachments"


@dataclass(frozen=True)
class Reader:
    """Who reads: what they have read before, which words are theirs, and whether they see what is hidden."""

    read_up_to: int | None = None  # none where nothing is told to be new
    participant: Participant | None = None
    moderates: bool = False


@dataclass
class Said:
    """Words as the page shows them, with what answers or completes them."""

    words: Contribution
    label: str | Promise
    is_new: bool
    is_own: bool
    quotes: Contribution | None = None
    parts: list[tuple[str | Promise, Contribution]] = field(default_factory=list)
    answers: list["Said"] = field(default_factory=list)
    who: str = ""  # with what they appear, and what is vouched for


@dataclass
class Section:
    """Replies of one rank; ``kinds`` are what can be said there."""

    key: str
    title: str | Promise
    nothing: str | Promise
    kinds: list[tuple[str, str | Promise]]
    said: list[Said] = field(default_factory=list)
    stand_side_by_side: bool = False


@dataclass(frozen=True)
class Replies:
    sections: list[Section]
    puzzle: list[Said]  # answers to what is not understood
    number: int
    has_more: bool


def replies(problem: Problem, reader: Reader, number: int) -> Replies:
    """A page of replies: questions and who has it too first, then what was tried, then ideas."""
    states = READ_BY_MODERATORS if reader.moderates else READ_BY_ALL
    start = (number - 1) * ON_A_PAGE
    found = list(top_level(problem, states)[start : start + ON_A_PAGE + 1])
    shown = found[:ON_A_PAGE]
    below = _below(problem, [one.pk for one in shown], states)
    sections = _sections(problem)
    for one in shown:
        said = _said(one.words, reader, one.quotes)
        _complete(said, below[one.pk], reader)
        sections[_rank_of(one.words.kind)].said.append(said)
    kept = [one for one in sections if one.said or (number == 1 and one.kinds)]
    puzzle = [_said(words, reader) for words in below[None]]
    _say_who([*(said for section in kept for said in section.said), *puzzle])
    return Replies(kept, puzzle, number, len(found) > ON_A_PAGE)


def top_level(problem: Problem, states: Iterable[str]) -> QuerySet[Reply]:
    """What answers nothing, in the order of the page."""
    said = problem.replies.filter(words__parent=None, words__state__in=list(states)).exclude(words__kind=ANSWER)
    return (
        said.select_related(f"words__{WHO}", f"quotes__{WHO}").order_by(RANK, "words__position").prefetch_related(FILES)
    )


def page_with(problem: Problem, words: Contribution) -> int:
    """On which page these words stand, or those they answer."""
    top = words.parent_id or words.pk
    order = list(top_level(problem, READ_BY_ALL).values_list("pk", flat=True))
    return order.index(top) // ON_A_PAGE + 1 if top in order else 1


def listed_same_here(problem: Problem) -> list[str]:
    """Those who show a name or a group, each as they chose, in the order in which they said it."""
    said = problem.same_here.filter(is_taken_back=False).exclude(appears=SameHere.Appears.COUNT)
    found = said.select_related("participant__member").order_by("day", "pk")[:MOST_LISTED]
    return [label for one in found if (label := _label_of(one))]


def _label_of(said: SameHere) -> str:
    groups = ", ".join(labels(said.groups))
    if said.appears == SameHere.Appears.GROUP:
        return groups
    name = name_of(said.participant)
    return f"{name} ({groups})" if name and groups else name or groups


def _rank_of(kind: str) -> int:
    return {QUESTION: 0, SAME_HERE: 0, TRIED: 1}.get(kind, 2)


def _sections(problem: Problem) -> list[Section]:
    """The three of a page. Ideas stand beside each other, so that none stands above another."""
    asks = [(IDEA, _("Put in an idea"))] if problem.asks_for_ideas else []
    first = [(QUESTION, _("Ask a question")), (SAME_HERE, _("Say how it is with you"))]
    return [
        Section("questions", _("Questions, and how it is elsewhere"), _("Nobody has asked anything yet."), first),
        Section("tried", _("What others tried"), _("Nobody has told yet what they tried."), [(TRIED, _("We tried"))]),
        Section("ideas", _("Ideas"), _("There is no idea yet."), asks, stand_side_by_side=True),
    ]


def _below(problem: Problem, above: list[object], states: Iterable[str]) -> dict[object, list[Contribution]]:
    """What stands below words of this page, by whose it is; under None, answers to what is not understood."""
    puzzles = Contribution.objects.filter(conversation=problem.pk, part=NOT_UNDERSTOOD).values("pk")
    found = Contribution.objects.filter(Q(parent__in=above) | Q(parent__in=puzzles), state__in=list(states))
    below = defaultdict(list)
    for words in found.select_related(WHO).prefetch_related("attachments").order_by("position"):
        below[words.parent_id if words.parent_id in above else None].append(words)
    return below


def _complete(said: Said, below: list[Contribution], reader: Reader) -> None:
    parts = {words.kind: words for words in below if words.kind in TRIED_PARTS}
    said.parts = [(label, parts[kind]) for kind, label in TRIED_PARTS.items() if kind in parts]
    said.answers = [_said(words, reader) for words in below if words.kind == ANSWER]


def _say_who(said: Iterable[Said]) -> None:
    """All of them at once, with the answers below them."""
    every = [one for above in said for one in (above, *above.answers)]
    labels_of = labels_with_how_known((one.words for one in every), says_self_described=False)
    for one in every:
        one.who = labels_of[one.words.pk]


def _said(words: Contribution, reader: Reader, quotes: Contribution | None = None) -> Said:
    is_own = reader.participant is not None and words.participant_id == reader.participant.pk
    is_new = not is_own and reader.read_up_to is not None and words.position > reader.read_up_to
    return Said(words, REPLIES.get(words.kind, ""), is_new, is_own, quotes)
