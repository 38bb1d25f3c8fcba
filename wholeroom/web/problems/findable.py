"""What can be found of problems: those open to everyone, by the words of their own parts.

Not by what others said to them. Who brings a problem decides by which words it is found; and a reply pasted under many
problems would make them look alike, or bring up a problem for words that its owner never said.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from textwrap import shorten
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wholeroom.web.conversations.models import Contribution, Conversation
from wholeroom.web.problems.models import KIND, PARTS, SERVICES, Problem
from wholeroom.web.search.kinds import LONGEST_BEGINNING, Findable, Kind, some_at_a_time

ANY = UUID(int=0)
EVERYBODY = Q(
    conversation__state__in=[Conversation.State.OPEN, Conversation.State.CLOSED],
    conversation__audience=Conversation.Audience.EVERYONE,
) & ~Q(conversation__title="")


def findable(ids: Collection[UUID] | None) -> Iterator[Findable]:
    """Each of these that everybody may find and that has words; with None all there are, some at a time."""
    wanted = Problem.objects.filter(EVERYBODY).select_related("conversation").order_by("pk")
    for some in some_at_a_time(wanted, ids):
        yield from _told(some)


def told(conversation: Conversation) -> Findable | None:
    problem = Problem.objects.filter(pk=conversation.pk).select_related("conversation")
    return next(_told(problem), None)


def owners(ids: Collection[UUID]) -> Mapping[UUID, UUID]:
    return dict(Problem.objects.filter(pk__in=list(ids), owner__isnull=False).values_list("pk", "owner"))


def _told(problems: Sequence[Problem]) -> Iterator[Findable]:
    """With the latest words of each part that show, in the order of the parts. Two queries for all of them."""
    parts: dict[UUID, dict[str, str]] = {problem.pk: {} for problem in problems}
    shown = Contribution.objects.filter(conversation__in=list(parts), part__in=PARTS, state=Contribution.State.SHOWN)
    for id, part, text in shown.order_by("position").values_list("conversation", "part", "text"):
        parts[id][part] = text
    address = reverse("problems:problem", args=[ANY])  # worked out once: it takes longer than all the rest
    for problem in problems:
        said = parts[problem.pk]
        words = "\n".join(said[part] for part in PARTS if part in said)
        if words:
            yield _as_found(problem, words, address.replace(str(ANY), str(problem.pk)))


def _as_found(problem: Problem, words: str, address: str) -> Findable:
    title = problem.conversation.title
    rest = words.removeprefix(title)[: 4 * LONGEST_BEGINNING]  # enough, whatever spaces there are
    return Findable(
        conversation=problem.pk,
        text=words,
        title=title,
        beginning=shorten(rest, LONGEST_BEGINNING, placeholder="…"),
        address=address,
        area=problem.kind_of_area,
        service=problem.service,
        day=problem.shared_on,
    )


KIND_OF_THINGS = Kind(
    KIND,
    _("Problems"),
    findable=findable,
    told=told,
    owners=owners,
    services={code: name for code, name in SERVICES.items() if code != "other"},  # two others are not alike
    order=10,
)
