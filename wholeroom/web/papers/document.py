"""A paper as a document: the same on the page, as PDF, as Word and as text. Words stand in it by id, never copied."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wholeroom.web.conversations import telling
from wholeroom.web.conversations.appearance import label
from wholeroom.web.conversations.models import Contribution, Conversation
from wholeroom.web.documents.blocks import Block, Caveat, Document, Heading, Paragraph, Quotes
from wholeroom.web.documents.days import written
from wholeroom.web.documents.words import Words
from wholeroom.web.papers.models import JOINT, TITLE, TOLD_OF_A_PROBLEM, Paper, Signature, Told
from wholeroom.web.papers.places_named import names_of_places, places_in
from wholeroom.web.people.addresses import absolute
from wholeroom.web.problems.models import HARD, PARTS, SERVICES

FEWEST_PROBLEMS = 3  # by different people: a joint paper on fewer would point at whoever brought them


def document(paper: Paper, *, address: str) -> Document:
    words = telling.words(paper.conversation, paper.parts)
    return Document(
        title=paper.conversation.title or _("The words of this paper are gone"),
        lead=lead(paper, words),
        language=get_language() or "en-gb",
        address=absolute(address),
        blocks=(*own_parts(paper, words), *told_now(paper), *signatures(paper)),
    )


def lead(paper: Paper, words: dict[str, Contribution]) -> str:
    who = label(words[TITLE]) if TITLE in words else ""
    day = written(paper.shared_on) if paper.shared_on else _("A draft")
    return " · ".join(one for one in (str(paper.get_kind_display()), who, day) if one)


def own_parts(paper: Paper, words: dict[str, Contribution]) -> Iterator[Block]:
    for part, title in paper.parts.items():
        if part != TITLE and part in words:
            yield Heading(str(title))
            yield Quotes((quoted(words[part], who=""),))


def problems(paper: Paper) -> Iterator[Block]:
    agreed = told_of(paper)
    yield Heading(_("What is hard"))
    if not is_enough(agreed):
        yield Caveat(
            _("Fewer than {n} people have agreed so far. Told now, it would point at them.").format(n=FEWEST_PROBLEMS)
        )
        return
    yield Caveat(_("Those who agreed tell this in their own words. It does not say how many have it, nor where."))
    shown = words_told(agreed)
    for told in agreed:
        yield from one_problem(told, shown[told.pk])


def words_told(agreed: list[Told]) -> dict[int, dict[str, Contribution]]:
    """By problem, the words of each part that may be told and that name no place. Two queries for all of them."""
    names = names_of_places()
    conversations = [told.problem.conversation for told in agreed]
    said = telling.words_of_many(conversations, TOLD_OF_A_PROBLEM)
    return {
        told.pk: {
            part: one
            for part, one in said[told.problem_id].items()
            if part in told.parts and not places_in(one.text, names)
        }
        for told in agreed
    }


def told_now(paper: Paper) -> tuple[Block, ...]:
    """What it tells of problems at this moment, to everybody."""
    return tuple(problems(paper)) if paper.kind == JOINT else ()


def one_problem(told: Told, shown: dict[str, Contribution]) -> Iterator[Block]:
    if not shown:
        return
    first = shown.get(HARD)
    yield Heading(telling.title_from(first.text) if first else str(_("A problem")), level=3)
    if told.problem.service in SERVICES and told.problem.service != "other":
        yield Paragraph(str(SERVICES[told.problem.service]))
    for part, said in shown.items():
        if part != HARD or said.text.strip() != telling.title_from(said.text):
            yield Paragraph(f"{PARTS[part]}:")
            yield Quotes((quoted(said, who=""),))
    if told.shows_groups and first and first.participant and (groups := groups_of(first)):
        yield Paragraph(_("Told by: {groups}. They say so themselves.").format(groups=groups))


def groups_of(said: Contribution) -> str:
    return ", ".join(said.participant.group_labels()) if said.participant else ""


def signatures(paper: Paper) -> Iterator[Block]:
    yield Heading(_("Signed by those who know"))
    found = signed(paper)
    now = [one for one in found if one.version == paper.version]
    if not now:
        yield Paragraph(_("Nobody has signed it as it stands now."))
    for one in now:
        yield Quotes((quoted(one.words, who=label(one.words)),))
    if len(now) < len(found):
        yield Caveat(_("Others signed earlier words of this, which have changed since."))
    yield Caveat(_("Signatures say who stands by it. Groups are as people describe themselves; nobody checked them."))


def told_of(paper: Paper) -> list[Told]:
    """The problems whose owners said yes and that everybody can still read, in the order in which they were asked."""
    found = paper.told.exclude(parts=[]).filter(
        problem__conversation__audience=Conversation.Audience.EVERYONE, problem__owner__isnull=False
    )
    hidden = Q(problem__conversation__state=Conversation.State.DRAFT) | Q(problem__conversation__title="")
    return list(found.exclude(hidden).select_related("problem__conversation"))


def is_enough(agreed: list[Told]) -> bool:
    return len({told.problem.owner_id for told in agreed}) >= FEWEST_PROBLEMS


def signed(paper: Paper) -> list[Signature]:
    shown = paper.signatures.filter(words__state=Contribution.State.SHOWN)
    return list(shown.select_related("words__participant__member", "words__conversation"))


def quoted(said: Contribution, *, who: str) -> Words:
    return Words(said.pk.hex, said.text, label=who, language=said.language)
