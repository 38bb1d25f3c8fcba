"""What is said under pseudonyms, made for the states in ``pseudonym_states``, in each place in which it can be."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from wholeroom.web.people.models import Person
from wholeroom.web.problems import actions as problems
from wholeroom.web.problems import replying
from wholeroom.web.problems.models import HARD, Problem
from wholeroom.web.pseudonyms import actions, releasing, tickets
from wholeroom.web.pseudonyms.models import Pseudonym, ToRead
from wholeroom.web.pseudonyms.tickets import Kind

FEWEST = 5
ASKS = "Your age may tell who you are. Can you leave it out?"


@dataclass
class Safe:
    """One problem to which all is said, the codewords by name, and the pseudonyms that they open."""

    problem: Problem
    names: dict[str, str] = field(default_factory=dict)
    who: dict[str, actions.Who] = field(default_factory=dict)

    def begin(self, name: str, *, problem: Problem | None) -> actions.Who:
        self.who[name], self.names[name] = actions.begin(problem=problem, group="clinician", place="")
        return self.who[name]

    def say(self, name: str, text: str) -> None:
        who = self.begin(name, problem=self.problem)
        actions.say(who=who, problem=self.problem, kind="question", text=text)

    def bring(self, name: str, hard: str) -> None:
        actions.bring(who=self.begin(name, problem=None), parts={HARD: hard, "happens": "Each autumn, since 2019."})

    def to_read(self, name: str) -> ToRead:
        return ToRead.objects.get(codeword_hash=self.who[name].codeword_hash)

    def let_show(self, *names: str) -> None:
        for name in names:
            releasing.let_show(self.to_read(name))


def make(member: Person, other: Person) -> tuple[dict[str, str], dict[str, Person]]:
    """What is filled into addresses, and a host who has nothing to read, since the problem is their own."""
    owner = Person.objects.create_user("owen@pseudonyms.westmarch.example", name="Owen", is_host=True)
    for number in range(FEWEST):
        Person.objects.create_user(f"clin{number}@pseudonyms.westmarch.example", groups=["clinician"])
    problem = problems.bring(by=owner, hard="Nobody knows who is on call at night")
    problems.share(by=owner, problem=problem, audience="everyone", shown_as="name", nickname="Owen")
    safe = Safe(problem)
    said(safe)
    read(safe)
    answered(safe, by=other, also=member)
    safe.say("waits", "Is there a list at all?")
    today = timezone.localdate()
    links = {"reply": problem.pk, "bring": None}
    safe.names |= {
        name: reverse("pseudonyms:speak", args=[tickets.ticket(Kind.MEMBER, key, day=today)])
        for name, key in links.items()
    }
    return safe.names | keys(safe), {"owner": owner}


def said(safe: Safe) -> None:
    safe.say("shows", "I am told only when I come in. " * 3)
    safe.say("takes_back", "We ring round on Friday.")
    safe.say("erases", "It is the same at our place.")
    safe.say("erases_later", "It is worse in summer.")
    safe.say("asked", "I am 34 and the only one at night.")
    safe.say("answered", "I am 51 and wait for the call.")
    safe.say("not_shown", "Buy our phones.")
    safe.say("unread", f"Who tells us, and how? {'Longword' * 12}")
    safe.bring("brings", "Our rota is made by somebody who left")
    safe.bring("brought", "Letters go to a flat nobody lives in")
    actions.say_same_here(who=safe.begin("has_it", problem=safe.problem))
    morning(days=3)


def read(safe: Safe) -> None:
    """Some of it shows, of some a host asked something, and some does not show."""
    safe.let_show("shows", "takes_back", "erases", "erases_later", "brings")
    for name in ("asked", "answered"):
        ToRead.objects.filter(pk=safe.to_read(name).pk).update(question=ASKS)
    ToRead.objects.filter(pk=safe.to_read("not_shown").pk).update(rule="advert")
    one = safe.to_read("answered").pk.hex
    actions.answer(who=safe.who["answered"], question=one, text="I left it out.")
    morning(days=6)
    actions.mend(who=safe.who["answered"], words=one, text="I wait for the call.")
    ToRead.objects.update(released=timezone.localdate())


def answered(safe: Safe, *, by: Person, also: Person) -> None:
    """What others say to the words that show."""
    theirs = actions.spoken(safe.who["shows"].codeword_hash).get()
    replying.reply(by=by, problem=safe.problem, kind="answer", text="The list hangs in the office.", answers=theirs)
    replying.reply(by=also, problem=safe.problem, kind="same-here", text="With us too.", quotes=theirs)
    pseudonym = Pseudonym.objects.get(codeword_hash=safe.who["shows"].codeword_hash)
    actions.offer(by=by, pseudonym=pseudonym, text="I know how we ended it.", reach="01632 960 004")


def keys(safe: Safe) -> dict[str, str]:
    return {
        "problem": str(safe.problem.pk),
        "shown": str(Pseudonym.objects.get(codeword_hash=safe.who["shows"].codeword_hash).pk),
        "to_read": str(safe.to_read("unread").pk),
        "brought": str(safe.to_read("brought").pk),
        "answered_one": str(safe.to_read("answered").pk),
        "theirs": str(actions.problem_of(safe.who["brings"]).pk),
    }


def morning(*, days: int) -> None:
    releasing.release(now=timezone.localtime() + timedelta(days=days))
