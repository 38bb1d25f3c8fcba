"""How fast the exchange answers when it is large: 10,000 problems, 100,000 replies, 30,000 times "same here".

    python benchmarks/exchange.py

Fills a site in a folder of its own, starts it as its users do, and asks for 200 pages of the list and for 200 problems,
half of them as a member who follows 500. One problem in a hundred is long. The time is of the whole answer. It begins
when the search has gathered everything. Comparing meaning is off: ``search_site.py`` is about that. The worker writes
the daily message of 2,000 members meanwhile, as on any morning.
"""

import json
import random
import statistics
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.search_site import wait_until_gathered  # noqa: E402 -- the project's root has to be on the path first
from tests.conftest import running  # noqa: E402 -- the project's root has to be on the path first
from tests.meeting import run_code  # noqa: E402

ASKED = 200
FILL = """
import random, uuid
from datetime import date, timedelta
from wholeroom.web.running import preparation
preparation.use_data_folder(None)
preparation.start_django()
preparation.update_tables()
from tests.stage import session_of
from wholeroom.web.conversations.models import Contribution, Conversation, Following, Participant
from wholeroom.web.people.models import Person
from wholeroom.web.people.stakeholder_groups import GROUPS
from wholeroom.web.problems import figures
from wholeroom.web.problems.models import SERVICES, Problem, Reply, SameHere

chance = random.Random(1)
PROBLEMS, REPLIES, SAME_HERE, PEOPLE, BATCH = 10_000, 100_000, 30_000, 2_000, 2_000
today = date.today()
groups, services, kinds = list(GROUPS), list(SERVICES), ["city", "towns", "countryside", ""]
texts = ["We never see the same person twice, and nobody knows who does. " * times for times in (1, 3, 9)]
people = Person.objects.bulk_create(
    [Person(email=f"p{n}@westmarch.example", name=f"Person {n}", password="!") for n in range(PEOPLE)]
)
conversations = Conversation.objects.bulk_create(
    [Conversation(kind="problem", title=f"What is hard here, number {n}",
                  state=chance.choices(["open", "closed", "draft"], [85, 0, 15])[0],
                  audience=chance.choices(["everyone", "link"], [85, 15])[0]) for n in range(PROBLEMS)], BATCH)
long = conversations[::100]
places = {}

def place(conversation, person):
    key = conversation.pk, person.pk
    if key not in places:
        spoken_for = {chance.choice(groups): "self-described"}
        places[key] = Participant(conversation=conversation, member=person, groups=spoken_for)
    return places[key]

positions = dict.fromkeys((one.pk for one in conversations), 0)

def words(conversation, person, kind, part="", parent=None):
    positions[conversation.pk] += 1
    return Contribution(conversation=conversation, position=positions[conversation.pk], kind=kind, part=part,
                        participant=place(conversation, person), parent=parent, text=chance.choice(texts),
                        shown_as=chance.choice(["name", "group", "nobody"]))

said, replies, newest = [], [], {}
for conversation in conversations:
    owner = chance.choice(people)
    conversation.owner = owner
    said += [words(conversation, owner, part, part) for part in ("hard", "happens", "tried", "not-understood")]
puzzles = {one.conversation_id: one for one in said if one.part == "not-understood"}
questions = {}
for n in range(REPLIES):
    conversation = chance.choice(long) if n % 2 else chance.choice(conversations)
    kind = chance.choices(["question", "answer", "tried", "idea", "same-here"], [30, 25, 20, 10, 15])[0]
    parent = chance.choice(questions.get(conversation.pk, [puzzles[conversation.pk]])) if kind == "answer" else None
    one = words(conversation, chance.choice(people), kind, parent=parent)
    day = today - timedelta(days=chance.randrange(700))
    said.append(one)
    replies.append((one, conversation, day))
    if kind == "question":
        questions.setdefault(conversation.pk, []).append(one)
    if kind == "tried":
        member = one.participant.member
        said += [words(conversation, member, part, parent=one) for part in ("happened", "cost", "not-helped")]
    newest[conversation.pk] = max(day, newest.get(conversation.pk, (day, 0))[0]), one.position
same = []
for n in range(SAME_HERE):
    conversation, person = chance.choice(conversations if n % 2 else long), chance.choice(people)
    if (conversation.pk, person.pk) not in places:
        same.append(SameHere(participant=place(conversation, person), problem_id=conversation.pk,
                             day=today - timedelta(days=1), groups=[chance.choice(groups)],
                             kind_of_area=chance.choice(kinds), appears=chance.choices(["count", "group"], [8, 2])[0]))
Participant.objects.bulk_create(places.values(), BATCH)
Contribution.objects.bulk_create([one for one in said if one.parent is None], BATCH)
Contribution.objects.bulk_create([one for one in said if one.parent is not None], BATCH)
Problem.objects.bulk_create(
    [Problem(conversation=one, owner=one.owner, shared_in_order=n + 1, shared_on=today - timedelta(days=700),
             service=chance.choice([*services, ""]), kind_of_area=chance.choice(kinds), asks_for_ideas=n % 3 == 0,
             answer_by=today + timedelta(days=n % 60) if n % 20 == 0 else None,
             newest_day=newest.get(one.pk, (today - timedelta(days=700), None))[0],
             newest_position=newest.get(one.pk, (None, None))[1]) for n, one in enumerate(conversations)], BATCH)
Reply.objects.bulk_create([Reply(words=one, problem_id=where.pk, day=day) for one, where, day in replies], BATCH)
SameHere.objects.bulk_create(same, BATCH)
member = people[0]
Following.objects.bulk_create([Following(member=member, conversation=one) for one in chance.sample(conversations, 500)])
figures.renew_all()
open_ones = [str(one.pk) for one in conversations if one.state == "open"]
print(session_of(member), *[str(one.pk) for one in long if one.state == "open"][:20], *chance.sample(open_ones, 180))
"""
LISTS = [
    "",
    "?page=2",
    "?page=40",
    "?page=140",
    "?service=carers",
    "?service=mental-health&area=countryside",
    "?area=towns&page=3",
    "?stage=open&page=9",
    "?stage=closed",
    "?only=no-reply",
    "?only=needs-answer",
    "?only=new",
]


def main() -> None:
    with tempfile.TemporaryDirectory() as data:
        began = time.monotonic()
        session, *problems = run_code(FILL, data=data).split()
        filled = time.monotonic() - began
        chance = random.Random(2)
        lists = [f"/problems/{chance.choice(LISTS)}" for _ in range(ASKED)]
        pages = [f"/problems/{problem}/" for problem in problems]
        with running("serve", data=data, WHOLEROOM_MEANING="off") as site:
            wait_until_gathered(site)
            told = {
                "fill s": round(filled),
                "list": measure(site, lists, session),
                "problem": measure(site, pages, session),
                "long problem": measure(site, pages[:20], session),
            }
    print(json.dumps(told, indent=1))


def measure(site: str, addresses: list[str], session: str) -> dict[str, int]:
    waits = sorted(wait(site + address, session if number % 2 else "") for number, address in enumerate(addresses))
    return {
        "p50 ms": round(statistics.median(waits) * 1000),
        "p95 ms": round(waits[int(len(waits) * 0.95)] * 1000),
        "slowest ms": round(waits[-1] * 1000),
    }


def wait(address: str, session: str) -> float:
    request = urllib.request.Request(address, headers={"Cookie": f"session={session}"} if session else {})
    began = time.monotonic()
    with urllib.request.urlopen(request, timeout=60) as answer:
        answer.read()
    return time.monotonic() - began


if __name__ == "__main__":
    main()
