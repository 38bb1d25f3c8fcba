"""What the page of a codeword shows: own words wherever they are, what others said to them, and offers."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wholeroom.web.conversations.models import Contribution
from wholeroom.web.conversations.reasons import RULES
from wholeroom.web.problems.models import HARD, PARTS, REPLIES, TRIED_PARTS, Problem
from wholeroom.web.pseudonyms import actions, box
from wholeroom.web.pseudonyms.actions import Who
from wholeroom.web.pseudonyms.models import Offer, Pseudonym, ToRead

State = Contribution.State
MOST_REPLIES = 50
WITH_WORDS = (actions.BRING, actions.SAY, actions.MEND)
KINDS = {**PARTS, **REPLIES, **TRIED_PARTS}


@dataclass(frozen=True, slots=True)
class Own:
    """Words of one's own, and where they stand. ``id`` is what a form sends back to change them."""

    id: str
    kind: str | Promise
    text: str
    standing: str | Promise
    question: str = ""
    answer: str = ""
    rule: str | Promise = ""
    waits: bool = False  # in the box, so that nothing of it is left when it is taken back


IN_THE_BOX = _("It waits to be released with others.")
TO_BE_READ = _("A host reads it before it shows.")
STANDINGS = {
    State.SHOWN: _("It shows."),
    State.HIDDEN: _("A host hid it."),
    State.WITHDRAWN: _("You took it back."),
}


def own_words(who: Who) -> list[Own]:
    """First what waits, then what hosts have to read, then what shows; each only once."""
    waiting = [act for act in box.waiting() if act["who"]["codeword_hash"] == who.codeword_hash]
    to_read = _to_be_read(who, {act["words"]: act["text"] for act in waiting if act["act"] == actions.ANSWER})
    anew = {act["words"] for act in waiting if act["act"] == actions.MEND}
    return [
        *_in_the_box(waiting, to_read),
        *(own for own in to_read.values() if own.id not in anew),
        *_spoken(who, anew),
    ]


def one_of(who: Who, words: str) -> Own | None:
    return next((own for own in own_words(who) if own.id == words), None)


def _in_the_box(waiting: list[dict[str, Any]], to_read: dict[str, Own]) -> Iterator[Own]:
    """Words that are mended after a host asked something keep what was asked, and what was answered."""
    for act in waiting:
        if act["act"] in WITH_WORDS:
            own = Own(act.get("words") or act["id"], kind_of(act), text_of(act), IN_THE_BOX, waits=True)
            before = to_read.get(own.id)
            yield replace(own, kind=before.kind, question=before.question, answer=before.answer) if before else own


def _to_be_read(who: Who, answers: dict[str, str]) -> dict[str, Own]:
    """By their id; ``answers`` are those that still wait in the box."""
    found = {}
    for one in ToRead.objects.filter(codeword_hash=who.codeword_hash):
        answer, rule = answers.get(one.pk.hex, one.answer), RULES.get(one.rule, "")
        found[one.pk.hex] = Own(one.pk.hex, kind_of(one.act), text_of(one.act), TO_BE_READ, one.question, answer, rule)
    return found


def _spoken(who: Who, anew: set[str]) -> Iterator[Own]:
    """Without those that are being worded anew, which stand above."""
    to_read = actions.acts_to_read(who.codeword_hash)
    anew = anew | {act["words"] for act in to_read if act["act"] == actions.MEND}
    shown = actions.spoken(who.codeword_hash).filter(state__in=STANDINGS).exclude(pk__in=anew)
    for said in shown.order_by("position"):
        standing = STANDINGS[State(said.state)]
        rule = RULES.get(said.reason, "") if said.state == State.HIDDEN else ""
        yield Own(said.pk.hex, KINDS.get(said.kind, ""), said.text, standing, rule=rule)


def replies_to(who: Who, problem: Problem | None) -> list[Contribution]:
    """What others said to these words; to a whole problem where the pseudonym brought it. The newest first."""
    if problem is None:
        return []
    own = actions.spoken(who.codeword_hash)
    to_them = Q(parent__in=own) | Q(reply__quotes__in=own)
    if own.filter(part=HARD).exists():
        to_them |= Q(kind__in=REPLIES)
    found = Contribution.objects.filter(to_them, conversation=problem.pk, state=State.SHOWN)
    others = found.exclude(participant__in=own.values("participant"))
    return list(others.select_related("participant__member").order_by("-position").distinct()[:MOST_REPLIES])


def says_same_here(who: Who) -> bool:
    """Whether it shows that they have it too, or will; not where they took it back."""
    own = [act["act"] for act in box.waiting() if act["who"]["codeword_hash"] == who.codeword_hash]
    shows = Pseudonym.objects.filter(codeword_hash=who.codeword_hash, has_it=True).exists()
    return actions.SAME_HERE in own or (shows and actions.NOT_HERE not in own)


def offers_to(who: Who) -> list[Offer]:
    return list(Offer.objects.filter(pseudonym__codeword_hash=who.codeword_hash).select_related("member"))


def kind_of(act: dict[str, Any]) -> str | Promise:
    if act["act"] == actions.BRING:
        return PARTS[HARD]
    return REPLIES.get(act.get("kind", ""), _("In other words"))


def text_of(act: dict[str, Any]) -> str:
    """All its words, as one text."""
    parts = act.get("parts") or {}
    return "\n\n".join(said for said in (act.get("text", ""), *parts.values()) if said)
