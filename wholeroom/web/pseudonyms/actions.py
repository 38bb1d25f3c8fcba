"""What is done under a pseudonym. Nothing here knows who does it: a codeword, or nothing, is all that comes in."""

import secrets
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from wholeroom.web.conversations.models import Contribution, Conversation, Participant
from wholeroom.web.errors import WebError
from wholeroom.web.history.actions import record
from wholeroom.web.keeping import erasures
from wholeroom.web.people.fitting import Members, Pair, coarsened
from wholeroom.web.people.models import Person
from wholeroom.web.problems.models import HARD, Problem
from wholeroom.web.problems.replying import check
from wholeroom.web.pseudonyms import box, codewords, names
from wholeroom.web.pseudonyms.models import Offer, Pseudonym, ToRead

BRING, SAY, SAME_HERE, MEND, ANSWER = "bring", "say", "same-here", "mend", "answer"
WITHDRAW, FORGET, NOT_HERE = "withdraw", "forget", "not-here"
MOST_DAYS = 3  # until something is released: one, two or three, by lot
State = Contribution.State


class NoSuchCodeword(WebError):
    def __init__(self) -> None:
        super().__init__(
            _("Nothing here opens with this codeword. Look for a wrong letter. A lost codeword cannot be found again.")
        )


class NotTheirs(WebError):
    def __init__(self) -> None:
        super().__init__(_("These words do not belong to this codeword, or they are gone already."))


@dataclass(frozen=True, slots=True)
class Who:
    """A pseudonym as every act in the box holds it, so that it needs no row until its first words show.

    ``group`` and ``place`` are coarse already; what somebody chose before that is kept nowhere.
    """

    codeword_hash: str
    participant: str
    problem: str
    name: str
    group: str = ""
    place: str = ""


def begin(*, problem: Problem | None, group: str, place: str) -> tuple[Who, str]:
    """A new pseudonym for one problem, and its codeword. Nothing is kept of it until it does something."""
    codeword = codewords.new_codeword()
    fits = shown_of(group, place)
    key = problem.pk if problem else uuid.uuid4()
    name = names.new_name(taken=names_in(problem) if problem else ())
    return Who(codewords.hash_of(codeword), uuid.uuid4().hex, key.hex, name, *fits), codeword


def shown_of(group: str, place: str) -> Pair:
    """The group and place that may show of somebody who chose these, today; both empty where neither may."""
    return coarsened(group, place, members=Members.now()) or ("", "")


def names_in(problem: Problem) -> set[str]:
    """Those that pseudonyms of a problem have, also where they wait."""
    waiting = [*box.waiting(), *ToRead.objects.values_list("act", flat=True)]
    held = {act["who"]["name"] for act in waiting if act["who"]["problem"] == problem.pk.hex}
    return held | set(problem.conversation.participants.values_list("nickname", flat=True))


def bring(*, who: Who, parts: Mapping[str, str], service: str = "", asks_for_ideas: bool = False) -> None:
    """Bring a problem. Until it shows, it is nowhere but in the box and on the page of the hosts."""
    put(who, BRING, parts=dict(parts), service=service, asks_for_ideas=asks_for_ideas)


def say(
    *,
    who: Who,
    problem: Problem,
    kind: str,
    text: str,
    parts: Mapping[str, str] | None = None,
    answers: Contribution | None = None,
    quotes: Contribution | None = None,
) -> None:
    """Reply to a problem. Raises the same errors as a reply under one's own name."""
    check(problem, kind, answers, quotes)
    put(
        who,
        SAY,
        kind=kind,
        text=text,
        parts=dict(parts or {}),
        answers=answers.pk.hex if answers else None,
        quotes=quotes.pk.hex if quotes else None,
    )


def say_same_here(*, who: Who) -> None:
    """Say that one has the problem too. It shows a group among the groups, and never a number."""
    put(who, SAME_HERE)


def take_same_here_back(*, who: Who) -> None:
    """No longer say it: what waits in the box goes now, and what shows with the next release."""
    with box.opened() as acts:
        acts[:] = [act for act in acts if act["act"] != SAME_HERE or not _is_of(act, who)]
    if Pseudonym.objects.filter(codeword_hash=who.codeword_hash, has_it=True).exists():
        put(who, NOT_HERE)


def mend(*, who: Who, words: str, text: str) -> None:
    """Say it in other words. The old ones are kept nowhere, since it may be they that give somebody away."""
    with box.opened() as acts:
        for number, act in enumerate(acts):
            if words == _words_of(act) and act["act"] in (BRING, SAY, MEND) and _is_of(act, who):
                acts[number] = worded(act, text)
                return
    own(who, words)
    put(who, MEND, words=words, text=text)


def worded(act: dict[str, Any], text: str) -> dict[str, Any]:
    """An act in other words: all it said becomes one text."""
    return {**act, "parts": {HARD: text}} if act["act"] == BRING else {**act, "text": text, "parts": {}}


def answer(*, who: Who, question: str, text: str) -> None:
    """Tell a host what they asked before words show."""
    if not ToRead.objects.filter(pk=question, codeword_hash=who.codeword_hash).exists():
        raise NotTheirs
    put(who, ANSWER, words=question, text=text)


def withdraw(*, who: Who, words: str, at_once: bool) -> None:
    """Take words back. What waits in the box goes now and leaves no trace; for the rest, see ``at_once``.

    At once means that the tables change now, which somebody with a copy of the machine may see; otherwise they change
    when the next are released.
    """
    with box.opened() as acts:
        stay = [act for act in acts if not (words == _words_of(act) and _is_of(act, who))]
        waited, acts[:] = len(stay) < len(acts), stay
    if waited and not is_kept(who, words):
        return
    own(who, words)
    if at_once:
        take_back(codeword_hash=who.codeword_hash, words=words)
    else:
        put(who, WITHDRAW, words=words)


@transaction.atomic
def take_back(*, codeword_hash: str, words: str) -> None:
    """Words that show, or that hosts were to read, are erased, and what completes them."""
    for one in ToRead.objects.filter(pk=words, codeword_hash=codeword_hash):
        erasures.erase(key=one.pk.hex)
    for said in spoken(codeword_hash).filter(pk=words):
        for one in (*said.replies.filter(participant=said.participant), said):
            erasures.erase(key=one.pk.hex)
        record(by=None, verb="erased words", target=said)


def forget(*, who: Who, at_once: bool) -> None:
    """Erase all that was said under a pseudonym, and its codeword, for good: now, or when the next are released."""
    with box.opened() as acts:
        acts[:] = [one for one in acts if not _is_of(one, who)]
    if at_once:
        erase_all(codeword_hash=who.codeword_hash)
    else:
        put(who, FORGET)


@transaction.atomic
def erase_all(*, codeword_hash: str) -> None:
    """Also where none of its words shows yet: the key that its place would have is remembered then."""
    keys = {act["who"]["participant"] for act in acts_to_read(codeword_hash)}
    pseudonym = Pseudonym.objects.filter(codeword_hash=codeword_hash).select_related("participant").first()
    if pseudonym is not None:
        record(by=None, verb="erased a pseudonym", target=pseudonym.participant)
        keys.add(pseudonym.participant.key)
    for key in keys:
        erasures.erase(key=key)


def who_has(codeword: str) -> Who:
    """The pseudonym that a codeword opens. Raises ``NoSuchCodeword``."""
    hashed = codewords.hash_of(codeword)
    waiting = [act for act in box.waiting() if act["who"]["codeword_hash"] == hashed]
    if any(act["act"] == FORGET for act in waiting):
        raise NoSuchCodeword  # nothing more is said under a pseudonym that is about to go
    found = Pseudonym.objects.filter(codeword_hash=hashed).select_related("participant").first()
    if found is not None:
        place = found.participant
        shown = place.groups.get(Participant.PSEUDONYM, {})
        return Who(
            hashed, place.key, place.conversation_id.hex, place.nickname, shown.get("group", ""), shown.get("place", "")
        )
    if held := [*waiting, *acts_to_read(hashed)]:
        return Who(**held[0]["who"])
    raise NoSuchCodeword


def acts_to_read(codeword_hash: str) -> list[dict[str, Any]]:
    """What a pseudonym said that hosts have yet to read."""
    return list(ToRead.objects.filter(codeword_hash=codeword_hash).values_list("act", flat=True))


def own(who: Who, words: str) -> None:
    """Raises ``NotTheirs`` unless these words were said under this pseudonym and can still be changed."""
    if not is_kept(who, words):
        raise NotTheirs


def is_kept(who: Who, words: str) -> bool:
    """Whether they are in the tables, to be read or to be seen."""
    to_read = ToRead.objects.filter(pk=words, codeword_hash=who.codeword_hash)
    return to_read.exists() or spoken(who.codeword_hash).filter(pk=words).exclude(state=State.ERASED).exists()


def spoken(codeword_hash: str) -> QuerySet[Contribution]:
    """What a pseudonym said that was let show once."""
    place = Pseudonym.objects.filter(codeword_hash=codeword_hash).values("pk")
    return Contribution.objects.filter(participant__in=place)


@transaction.atomic
def offer(*, by: Person, pseudonym: Pseudonym, text: str, reach: str) -> None:
    """Offer contact to a pseudonym. Offered again, it takes the place of the first one."""
    Offer.objects.update_or_create(member=by, pseudonym=pseudonym, defaults={"text": text, "reach": reach})
    record(by=by.key, verb="offered contact", target=pseudonym.participant)


@transaction.atomic
def take_offer_back(*, by: Person, pseudonym: Pseudonym) -> None:
    if Offer.objects.filter(member=by, pseudonym=pseudonym).delete()[0]:
        record(by=by.key, verb="took an offer back", target=pseudonym.participant)


def put(who: Who, act: str, **given: object) -> None:
    """Into the box, to be released on a day drawn by lot. Only that day is kept, not the one on which it came."""
    due = timezone.localdate() + timedelta(days=1 + secrets.randbelow(MOST_DAYS))
    box.add({"id": uuid.uuid4().hex, "act": act, "due": f"{due:%Y-%m-%d}", "who": asdict(who), **given})


def is_due(act: Mapping[str, Any], today: date) -> bool:
    return str(act["due"]) <= f"{today:%Y-%m-%d}"


def _words_of(act: Mapping[str, Any]) -> str:
    """Which words an act is about: its own, or those it changes."""
    return str(act.get("words") or act["id"])


def _is_of(act: Mapping[str, Any], who: Who) -> bool:
    return bool(act["who"]["codeword_hash"] == who.codeword_hash)


def problem_of(who: Who) -> Problem | None:
    """The problem it speaks in; none while it brings one that does not show yet."""
    return Problem.objects.filter(pk=who.problem).exclude(conversation__state=Conversation.State.DRAFT).first()
