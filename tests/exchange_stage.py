"""What the exchange holds, made for the states in ``exchange_states``: notes, talks, papers, what hosts look after."""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from io import BytesIO

from django.utils import timezone

from tests.conftest import ROOT
from wholeroom.analysis.retrieval.areas import read_areas
from wholeroom.web.areas import actions as areas
from wholeroom.web.areas.models import Area
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations import attaching, rewording
from wholeroom.web.conversations.models import Contribution
from wholeroom.web.hosting import actions as hosting
from wholeroom.web.introductions import actions as introductions
from wholeroom.web.introductions import daily, figures
from wholeroom.web.introductions.models import Introduction, Side, Told
from wholeroom.web.learning import actions as learning
from wholeroom.web.learning import answering
from wholeroom.web.learning.models import ALL_PARTS, PracticeNote
from wholeroom.web.mail.digests import links
from wholeroom.web.papers import actions as papers
from wholeroom.web.papers.models import CONTEXT, JOINT, Paper
from wholeroom.web.people.models import Person
from wholeroom.web.problems import actions as problems
from wholeroom.web.problems import replying
from wholeroom.web.problems.models import Problem
from wholeroom.web.rooms import actions as rooms
from wholeroom.web.rooms import registry
from wholeroom.web.rooms.entering import calling
from wholeroom.web.site.westmarch.past import days_ago
from wholeroom.web.site.westmarch.playing import METHOD

Names = dict[str, dict[str, str]]
AREAS = ROOT / "examples" / "westmarch" / "areas.csv"
LATELY, IN_SPRING, LONG_AGO = 8, 40, 400  # days
TOLD = {
    "context": "A small town, two winters, about 40 people.",
    "happened": "More people came to the first talk: 31 of 40. Before it was about half.",
    "numbers": "We counted by hand. Who moved away is not in it.",
    "cost": "Half a day of one keyworker a week.",
    "went-wrong": "Nobody told the chemist. For two weeks people came in vain.",
    "not-helped": "People without a phone.",
    "differently": "We would ask the people first.",
}
OF_A_NEW_THING = {"who-benefits": "People in towns.", "displaces": "The Friday drop-in.", "basics": "Not all of them."}


@dataclass
class Exchange:
    """Those who speak there: ``member`` opens most of the pages, the others answer."""

    member: Person
    host: Person
    voice: Person
    facilitator: Person
    others: list[Person] = field(default_factory=list)
    names: Names = field(default_factory=dict)

    def problem(self, hard: str, *, by: Person | None = None, days: int = 0, **about: object) -> Problem:
        """One that everybody can read, brought so many days ago."""
        owner = by or self.others[0]
        with days_ago(days):
            made = problems.bring(by=owner, hard=hard)
            problems.say_about(by=owner, problem=made, **about)
            problems.share(by=owner, problem=made, audience="everyone", shown_as="name", nickname=owner.name)
        return made


def make(member: Person, host: Person, voice: Person, facilitator: Person) -> tuple[Names, dict[str, Person]]:
    """What is filled into addresses, and who can sign in besides."""
    areas.load(areas=read_areas(AREAS).areas)
    made = Exchange(member, host, voice, facilitator)
    for name in ("Ola", "Ravi", "Tess", "Lou", "Kit", "Nia"):
        email = f"{name.lower()}@exchange.westmarch.example"
        made.others.append(Person.objects.create_user(email, name=name, groups=["clinician"], is_confirmed=True))
    newcomer = Person.objects.create_user("noor@exchange.westmarch.example", is_confirmed=True)
    for scene in (notes, talks, papers_of_all, words, looked_after, met):
        scene(made)
    made.names["hosting"]["newcomer"] = str(newcomer.pk)
    followed = made.problem("The form asks the same thing twice").conversation
    made.names["mail"] = {"stop": links.to_stop(made.others[0], followed), "stop_all": links.to_stop(newcomer)}
    return made.names, {"newcomer": newcomer, "other": made.others[0]}


def a_note(by: Person, done: str, *, days: int = 0, shown_as: str = "", **where: object) -> PracticeNote:
    """With all it needs; shared ``days`` ago where it says how it appears, else a draft."""
    with days_ago(days):
        note = learning.write(by=by, done=done)
        for part, text in (TOLD | (OF_A_NEW_THING if where.get("is_new") else {})).items():
            learning.tell(by=by, note=note, part=part, text=text)
        learning.say_how_it_came_out(by=by, note=note, outcome="mixed")
        learning.say_where(by=by, note=note, **where)
        if shown_as:
            learning.share(
                by=by, note=note, audience="everyone", shown_as=shown_as, nickname=by.name, groups=["provider"]
            )
    return note


def notes(made: Exchange) -> None:
    ola, ravi, tess, lou, *_others = made.others
    area = Area.objects.first()
    busy = a_note(ola, "We met people at the gate\nTwo of us, each Friday.", shown_as="name", area=area, is_new=True)
    for by, found in ((made.voice, "so"), (lou, "otherwise"), (ravi, "otherwise")):  # Ravi shows no group later
        spoken = answering.Spoken(text=f"I was there: {found}.", shown_as="group", groups=("carer-or-family",))
        answering.counter_sign(by=by, note=busy, found=found, spoken=spoken)
    for by, outcome in ((ravi, "same"), (tess, "partly"), (made.member, "not")):
        spoken = answering.Spoken(text="We had one bus a day.", shown_as="name", nickname=by.name)
        said = answering.say_tried_here(by=by, note=busy, outcome=outcome, spoken=spoken, kind_of_area="towns")
    gone = a_note(ravi, "We rang everybody on Mondays", shown_as="nobody")
    for one in Contribution.objects.filter(conversation=gone.pk, part__in=ALL_PARTS):
        conversations.erase(by=one.participant, contribution=one)
    made.names["notes"] = {
        name: str(note.pk)
        for name, note in {
            "busy": busy,
            "gone": gone,
            "plain": a_note(ravi, "We moved the clinic to the library", shown_as="nobody"),
            "lapsed": a_note(tess, "We gave each person one number to ring", shown_as="group", days=LONG_AGO),
            "own": a_note(made.member, "We wrote one form for all", shown_as="group", is_new=True),
            "ready": a_note(made.member, "We asked people what they wanted"),
            "begun": learning.write(by=made.member, done="We tried a later hour"),
        }.items()
    } | {"words": str(said.words.pk)}


def talk(made: Exchange, hard: str, *, asks: Person, asked: Person | None = None, days: int = 0) -> Introduction:
    """Somebody has a problem too and asks to talk; ``asked`` is the only one who may be asked."""
    problem = made.problem(hard, by=made.others[-1], days=days)
    with days_ago(days):
        replying.say_same_here(by=asks, problem=problem, appears="count")
        if asked:
            replying.say_same_here(by=asked, problem=problem, appears="count", may_be_asked=True)
        wish = introductions.Wish(wants="compare", how="either", when="any", shows_groups=True)
        return introductions.ask(by=asks, problem=problem, wish=wish, reach=reach(asks))


def reach(person: Person) -> introductions.Reach:
    return introductions.Reach(name=person.name, reach=person.email)


def agreed(made: Exchange, hard: str, *, asks: Person, days: int = 0) -> Introduction:
    """Both said yes."""
    begun = talk(made, hard, asks=asks, asked=made.member, days=days)
    with days_ago(days):
        introductions.say_yes(by=made.member, side=side_of(begun, made.member), reach=reach(made.member))
    return begun


def side_of(introduction: Introduction, person: Person) -> Side:
    return introduction.sides.get(person=person)


def talks(made: Exchange) -> None:
    ola, ravi, tess, lou, kit, _nia = made.others
    member = made.member
    can_ask = made.problem("Nobody knows who holds the key to the hall")
    replying.say_same_here(by=member, problem=can_ask, appears="name", nickname=member.name)
    asked = talk(made, "The letter comes after the day", asks=ola, asked=member)
    declined = talk(made, "Two people ask the same questions", asks=ravi, asked=member)
    over = talk(made, "The lift is out each winter", asks=member, days=IN_SPRING // 2)
    daily.tidy_up(today=timezone.localdate())
    proposed = propose(made, kit)
    for number, answer in enumerate((Told.Answer.values * 3)[:9]):
        Told.objects.get_or_create(answer=answer)
        Told.objects.filter(answer=answer).update(came=number + 3)
    figures.renew()
    made.names["talks"] = {
        "can_ask": str(can_ask.pk),
        "asked": str(side_of(asked, member).pk),
        "declined": str(side_of(declined, member).pk),
        "over": str(over.pk),
        "proposed": str(proposed.pk),
        "stands": str(talk(made, "We never hear what came of it", asks=member).pk),
        "withdrawn": str(talk(made, "The door code changes each week", asks=member).pk),
        "made": str(agreed(made, "There is no bus on Sundays", asks=tess).pk),
        "due": str(agreed(made, "The form is in one language only", asks=lou, days=IN_SPRING // 2).pk),
        "told": str(agreed(made, "The clinic is up two stairs", asks=lou, days=IN_SPRING // 2).pk),
    }


def propose(made: Exchange, other: Person) -> Introduction:
    """A host thinks that the member and another might talk; the member says yes first."""
    problem = made.problem("Nobody answers the phone after five", by=made.others[-1])
    for person in (made.member, other):
        replying.say_same_here(by=person, problem=problem, appears="name", nickname=person.name, may_be_asked=True)
    introductions.propose(by=made.host, problem=problem, one=made.member, other=other)
    proposed = Introduction.objects.get(problem=problem)
    introductions.say_yes(by=made.member, side=side_of(proposed, made.member), reach=reach(made.member))
    return proposed


def papers_of_all(made: Exchange) -> None:
    """A joint paper that three owners agreed to, one that waits for its first yes, and a note beside a number."""
    told = [made.problem(f"It is hard in autumn: {owner.name}", by=owner) for owner in (*made.others[:3], made.member)]
    joint = a_paper(made.member, JOINT, "What we find hard in autumn", ask="Move the day of the tender.")
    for problem in told[:3]:
        asked = papers.ask_owner(by=made.member, paper=joint, problem=problem)
        papers.answer(by=problem.owner, told=asked, parts=["hard"], shows_groups=True)
    few = a_paper(made.others[0], JOINT, "What we find hard on Fridays")
    for problem in (told[3], made.problem("The last bus goes at six", by=made.member)):
        waiting = papers.ask_owner(by=made.others[0], paper=few, problem=problem)
    papers.answer(by=made.member, told=waiting, parts=["hard"])
    context = a_paper(made.others[1], CONTEXT, "Why our completions are low", number="41 in 100, April to June.")
    sign = partial(papers.sign, paper=context, shown_as="group", groups=["clinician"])
    for by, text in ((made.others[2], "I worked there for two winters."), (made.member, "I wait there each week.")):
        sign(by=by, text=text)
    papers.tell(by=made.others[1], paper=context, part="done", text="We opened on Saturdays.")
    sign(by=made.others[3], text="I counted it.")
    draft = papers.write(by=made.member, kind=CONTEXT, title="Why people wait")
    made.names["papers"] = {
        name: str(one.pk) for name, one in {"joint": joint, "few": few, "context": context, "draft": draft}.items()
    } | {"asks": str(told[3].pk), "answered": str(waiting.problem_id), "agreed": str(told[0].pk)}


def a_paper(by: Person, kind: str, title: str, **parts: str) -> Paper:
    paper = papers.write(by=by, kind=kind, title=title)
    for part, text in parts.items():
        papers.tell(by=by, paper=paper, part=part, text=text)
    papers.share(by=by, paper=paper, audience="everyone", shown_as="name", nickname=by.name)
    return paper


def words(made: Exchange) -> None:
    """Words said anew, words with files, and a month in which moderators hid some."""
    problem = made.problem("Nobody knows which van comes")
    say = partial(replying.reply, by=made.member, problem=problem, kind="question", shown_as="name", nickname="Pat")
    said, with_file = say(text="Which vans?").words, say(text="I drew up a table.").words
    for text in ("Which of the two vans comes?", "Which of the two vans comes on which day?"):
        said = rewording.reword(by=said.participant, contribution=said, text=text)
    rows = b"day,van\n" + b"".join(b"%d,the white van\n" % day for day in range(1, 29))
    ready = attaching.make_ready(BytesIO(rows), name="vans.csv", size=len(rows))
    file = attaching.attach(by=with_file.participant, contribution=with_file, file=ready)
    for reason in ("advert", "names-somebody", "advert", "danger"):
        with days_ago(IN_SPRING):
            hidden = say(text=f"Words that break a rule: {reason}", sending=None).words
            conversations.hide(by=made.others[0], contribution=hidden, reason=reason)
    made.names["words"] = {
        "problem": str(problem.pk),
        "said": str(said.pk),
        "with_file": str(with_file.pk),
        "file": str(file.pk),
    }


def looked_after(made: Exchange) -> None:
    """What a host has to do: no reply, an answer that is needed soon, words to read, a meeting worth calling."""
    waiting = made.problem("The heating is off on Mondays", days=LATELY)
    soon = made.problem("The tender closes this week", answer_by=timezone.localdate() + timedelta(days=2))
    many = made.problem("Five of us wait for one room", by=made.member)
    for number, person in enumerate(made.others[:5]):
        groups = ["provider" if number % 2 else "clinician"]
        replying.say_same_here(by=person, problem=many, groups=groups, appears="name", nickname=person.name)
        replying.reply(by=person, problem=many, kind="question", text="Which room?", shown_as="group", groups=groups)
    reported = Contribution.objects.filter(conversation=many.pk, kind="question", state="shown").first()
    hosting.report_words(by=made.member, words=reported, reason="names-somebody")
    greeted = made.others[0]
    hosting.greet(by=made.host, person=greeted, words="Welcome. What brought you here?")
    made.names["hosting"] = {
        "waiting": str(waiting.pk),
        "soon": str(soon.pk),
        "many": str(many.pk),
        "reported": str(reported.pk),
        "greeted": str(greeted.pk),
    }


def met(made: Exchange) -> None:
    """From a problem to a meeting: its people are asked to come, and one of them has words to bring."""
    problem = made.problem("Nobody tells the evening staff", by=made.facilitator)
    tried = {"happened": "Half of them read it.", "cost": "An hour a week."}
    replying.reply(by=made.member, problem=problem, kind="question", text="Who is on in the evening?")
    replying.reply(by=made.member, problem=problem, kind="tried", text="A book at the door.", parts=tried)
    for name in ("called", "uncalled"):
        room = rooms.open_room(
            by=made.facilitator, method=registry.method(METHOD), minutes=75, question="Who tells them?", problem=problem
        )
        made.names[name] = {"id": str(room.pk), "code": room.code, "problem": str(problem.pk)}
        if name == "called":
            calling.call(by=made.facilitator, room=room)
