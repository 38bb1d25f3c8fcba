"""Each morning what is due comes out of the box, shuffled, in one transaction. What shows, a host has read before."""

import secrets
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from wholeroom.web import moments
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations.models import Contribution, Conversation, Participant
from wholeroom.web.conversations.retention import somebody_spoke
from wholeroom.web.history.actions import record
from wholeroom.web.keeping import erasures
from wholeroom.web.live.bus import publish
from wholeroom.web.people.fitting import Members, coarsened, named
from wholeroom.web.people.models import Person
from wholeroom.web.problems import newest
from wholeroom.web.problems.models import HARD, KIND, PARTS, TRIED, TRIED_PARTS, Problem, Reply
from wholeroom.web.pseudonyms import actions, box
from wholeroom.web.pseudonyms.models import Pseudonym, ToRead

EARLIEST_HOUR = 6
DAYS_TO_READ = timedelta(days=60)  # what did not show until then goes
State = Contribution.State


def every_minute(*, now: datetime | None = None) -> None:
    """In the worker: release what is due, and let go of what never showed."""
    now = now or timezone.localtime()
    if now.hour >= EARLIEST_HOUR:
        release(now=now)
    ToRead.objects.filter(released__lt=now.date() - DAYS_TO_READ).delete()


def release(*, now: datetime) -> None:
    """All that is due, in an order drawn by lot. Where it fails it waits on; what shows is not released twice."""
    today = now.date()
    with box.opened() as acts:
        due = [act for act in acts if actions.is_due(act, today)]
        if not due:
            return
        secrets.SystemRandom().shuffle(due)
        with transaction.atomic():
            for act in due:
                RELEASED[act["act"]](act, today)
            coarsen_all()
        acts[:] = [act for act in acts if not actions.is_due(act, today)]


def to_read(act: dict[str, Any], today: date) -> None:
    if not Contribution.objects.filter(pk=act["id"]).exists():
        ToRead.objects.get_or_create(
            pk=UUID(act["id"]),
            defaults={"codeword_hash": act["who"]["codeword_hash"], "act": act, "released": today},
        )


def same_here(act: dict[str, Any], today: date) -> None:
    """Without words there is nothing to read first."""
    if Conversation.objects.filter(pk=act["who"]["problem"], state=Conversation.State.OPEN).exists():
        Pseudonym.objects.filter(pk=pseudonym(act["who"]).pk).update(has_it=True)


def not_here(act: dict[str, Any], today: date) -> None:
    Pseudonym.objects.filter(codeword_hash=act["who"]["codeword_hash"]).update(has_it=False)


def withdraw(act: dict[str, Any], today: date) -> None:
    actions.take_back(codeword_hash=act["who"]["codeword_hash"], words=act["words"])


def forget(act: dict[str, Any], today: date) -> None:
    actions.erase_all(codeword_hash=act["who"]["codeword_hash"])


def answer(act: dict[str, Any], today: date) -> None:
    ToRead.objects.filter(pk=act["words"], codeword_hash=act["who"]["codeword_hash"]).update(answer=act["text"])


def mend(act: dict[str, Any], today: date) -> None:
    """What a host has yet to read is mended there. What shows is taken away until a host has read it anew."""
    hashed = act["who"]["codeword_hash"]
    found = ToRead.objects.filter(pk=act["words"], codeword_hash=hashed).first()
    if found is not None:
        found.act = actions.worded(found.act, act["text"])
        found.rule = ""
        found.save(update_fields=["act", "rule"])
        return
    said = actions.spoken(hashed).filter(pk=act["words"]).exclude(state=State.ERASED).first()
    if said is not None:
        said.text = act["text"]
        said.version += 1
        said.save(update_fields=["text", "version"])
        conversations.set_state(said, State.WITHDRAWN)
        to_read(act, today)


RELEASED = {
    actions.BRING: to_read,
    actions.SAY: to_read,
    actions.MEND: mend,
    actions.SAME_HERE: same_here,
    actions.NOT_HERE: not_here,
    actions.ANSWER: answer,
    actions.WITHDRAW: withdraw,
    actions.FORGET: forget,
}


@transaction.atomic
def let_show(read: ToRead) -> None:
    """A host has read it: it shows from now on, with today's date."""
    act = read.act
    SHOWN[act["act"]](act)
    read.delete()


def show_problem(act: dict[str, Any]) -> None:
    today = timezone.localdate()
    conversation = Conversation.objects.create(
        pk=UUID(act["who"]["problem"]),
        kind=KIND,
        state=Conversation.State.OPEN,
        audience=Conversation.Audience.EVERYONE,
    )
    last = Problem.objects.aggregate(last=Max("shared_in_order"))["last"] or 0
    Problem.objects.create(
        conversation=conversation,
        service=act["service"],
        asks_for_ideas=act["asks_for_ideas"],
        shared_in_order=last + 1,
        shared_on=today,
        newest_day=today,
    )
    place = pseudonym(act["who"]).participant
    for part in PARTS:
        if act["parts"].get(part):
            id = act["id"] if part == HARD else None
            said = keep(place, conversation, part, act["parts"][part], part=part, id=id)
            moments.happen(moments.WORDS_CHANGED, contribution=said)
    record(by=None, verb="shared a problem", target=conversation)
    moments.happen(moments.CONVERSATION_CHANGED, conversation=conversation)


def show_reply(act: dict[str, Any]) -> None:
    conversation = Conversation.objects.select_for_update().get(pk=act["who"]["problem"])
    place = pseudonym(act["who"]).participant
    above = Contribution.objects.filter(pk=act["answers"]).first() if act["answers"] else None
    said = keep(place, conversation, act["kind"], act["text"], parent=above, id=act["id"])
    reply = Reply.objects.create(
        words=said,
        problem_id=conversation.pk,
        quotes=Contribution.objects.filter(pk=act["quotes"]).first() if act["quotes"] else None,
        day=timezone.localdate(),
    )
    for part in TRIED_PARTS:
        if act["kind"] == TRIED and act["parts"].get(part):
            keep(place, conversation, part, act["parts"][part], parent=said)
    newest.lift(reply)
    record(by=None, verb="replied", target=said)
    moments.happen(moments.CONVERSATION_CHANGED, conversation=conversation)


def show_again(act: dict[str, Any]) -> None:
    for said in actions.spoken(act["who"]["codeword_hash"]).filter(pk=act["words"], state=State.WITHDRAWN):
        said.text = act["text"]
        said.save(update_fields=["text"])
        conversations.set_state(said, State.SHOWN)


SHOWN = {actions.BRING: show_problem, actions.SAY: show_reply, actions.MEND: show_again}


def keep(
    place: Participant, conversation: Conversation, kind: str, text: str, *, id: str | None = None, **given: Any
) -> Contribution:
    """Words under a pseudonym, as those of others are kept; but nobody is the actor, and no language is told."""
    said = Contribution.objects.create(
        **({"pk": UUID(id)} if id else {}),
        conversation=conversation,
        position=conversations.next_position(conversation),
        participant=place,
        kind=kind,
        text=text,
        shown_as=Contribution.ShownAs.NAME,
        **given,
    )
    somebody_spoke(conversation)
    record(by=None, verb="said", target=said)
    publish(conversation.pk.hex)
    return said


def pseudonym(who: dict[str, str]) -> Pseudonym:
    """Its place in the problem, taken when its first words show, with what enough members fit by then."""
    found = Pseudonym.objects.filter(codeword_hash=who["codeword_hash"]).select_related("participant").first()
    if found is not None:
        return found
    place = Participant.objects.create(
        pk=UUID(who["participant"]),
        conversation_id=UUID(who["problem"]),
        nickname=who["name"],
        groups={Participant.PSEUDONYM: fitting(who["group"], who["place"], Members.now())},
    )
    return Pseudonym.objects.create(participant=place, codeword_hash=who["codeword_hash"])


def fitting(group: str, place: str, members: Members) -> dict[str, str]:
    """What may show of a pseudonym's group and place: nothing where too few members fit even the coarsest."""
    fits = coarsened(group, place, members=members)
    return {"group": fits[0], "place": fits[1], "area": named(fits[1])} if fits else {}


def person_changed(*, person: Person) -> None:
    coarsen_all()


def person_erased(*, key: str) -> None:
    """The key may be a pseudonym's own, which then has no codeword any more, or that of words to be read."""
    if erasures.is_key(key):
        Pseudonym.objects.filter(pk=key).delete()
        ToRead.objects.filter(Q(pk=key) | Q(act__who__participant=key)).delete()


def coarsen_all() -> None:
    """When members change or go: what too few fit now becomes coarser, in the same act, and never finer again."""
    places = Participant.objects.filter(pk__in=Pseudonym.objects.values("pk"))
    shows = [place for place in places if place.groups.get(Participant.PSEUDONYM)]
    if not shows:
        return
    members = Members.now()
    for place in shows:
        shown = place.groups[Participant.PSEUDONYM]
        now = fitting(shown["group"], shown["place"], members)
        if now != shown:
            place.groups = {Participant.PSEUDONYM: now}
            place.save(update_fields=["groups"])
