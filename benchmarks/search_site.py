"""How soon the site finds what is alike among 100,000 problems: over HTTP, as a browser asks.

    python benchmarks/search_site.py [--problems 100000] [--questions 200] [--data FOLDER]

Starts the site as its users do, on SQLite in a folder of its own, once with comparing meaning switched off and once
with it on. The problems are made up: 60 words each, drawn as words are in life, the commonest far more often than the
rarest. Their vectors are made up too, since encoding so many takes an hour; each question is encoded. A question is a
whole statement of 60 words. The time runs from sending it to the last byte of the page.
"""

import argparse
import json
import random
import re
import statistics
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections import Counter
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.conftest import running  # noqa: E402 -- the project's root has to be on the path first
from tests.meeting import run_code  # noqa: E402

WORDS_OF_A_TEXT = 60
VOCABULARY = 30_000
TRIES_UNTIL_FOUND = 3
FILL = """
import random, uuid
import numpy as np
from hashlib import sha256
from wholeroom.web.running import preparation
preparation.use_data_folder(None)
preparation.start_django()
preparation.update_tables()
from django.db import transaction
from django.utils import timezone
from wholeroom.analysis.retrieval.sentence_vectors import MODEL_ID, NUMBERS, as_blob
from wholeroom.web.conversations.models import Contribution, Conversation
from wholeroom.web.problems.models import HARD, Problem
from wholeroom.web.search.models import TextVector
from benchmarks.search_site import text_of
chance, drawn = random.Random(1), np.random.default_rng(1)
today = timezone.localdate()
for start in range(0, {problems}, 5000):
    with transaction.atomic():
        texts = [text_of(chance) for _ in range(min(5000, {problems} - start))]
        places = Conversation.objects.bulk_create(
            Conversation(kind="problem", title=text[:100], state="open", audience="everyone") for text in texts
        )
        Problem.objects.bulk_create(
            Problem(conversation=one, shared_in_order=start + at, shared_on=today) for at, one in enumerate(places, 1)
        )
        Contribution.objects.bulk_create(
            Contribution(conversation=one, position=1, kind=HARD, part=HARD, text=text)
            for one, text in zip(places, texts, strict=True)
        )
        TextVector.objects.bulk_create(
            TextVector(
                conversation=one,
                model_id=MODEL_ID,
                digest=sha256(text.encode()).hexdigest(),
                numbers=as_blob(vector / np.linalg.norm(vector)),
            )
            for one, text, vector in zip(places, texts, drawn.normal(size=(len(texts), NUMBERS)), strict=True)
        )
"""
BRING = """
from wholeroom.web.running import preparation
preparation.use_data_folder(None)
preparation.start_django()
from wholeroom.web.people.models import Person
from wholeroom.web.problems import actions
import time
owner, _ = Person.objects.get_or_create(email="ann@westmarch.example")
problem = actions.bring(by=owner, hard="{text}")
actions.share(by=owner, problem=problem, audience="everyone", shown_as="nobody")
print(time.time())
"""


def text_of(chance: random.Random) -> str:
    """Words by their rank: the tenth is drawn about ten times as seldom as the first."""
    plain = plain_words()
    ranks = (int(VOCABULARY ** chance.random()) - 1 for _ in range(WORDS_OF_A_TEXT))
    return " ".join(plain[rank] if rank < len(plain) else f"w{rank}x" for rank in ranks)


@cache
def plain_words() -> list[str]:
    """The words of our own guides, the commonest first: real ones, as the model cuts others into more pieces."""
    texts = " ".join(file.read_text() for file in sorted((ROOT / "docs").rglob("*.md")))
    return [word for word, _times in Counter(re.findall(r"\b[a-z]{2,}\b", texts)).most_common()]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--problems", type=int, default=100_000)
    asked.add_argument("--questions", type=int, default=200)
    asked.add_argument("--data", help="a folder to keep the problems in, for the next time")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        data = given.data or passing
        if not (Path(data) / "wholeroom.sqlite3").exists():
            run_code(FILL.format(problems=given.problems), data=data)
        for meaning in ("off", "auto"):
            print(json.dumps(measure(data, meaning, given.questions), indent=1), flush=True)


def wait_until_gathered(site: str) -> None:
    while "still being gathered" in look(site, "anything")[1]:
        time.sleep(1)


def measure(data: str, meaning: str, questions: int) -> dict[str, object]:
    began = time.monotonic()
    with running("serve", data=data, WHOLEROOM_MEANING=meaning) as site:
        first_page = time.monotonic() - began
        wait_until_gathered(site)
        ready = time.monotonic() - began
        chance = random.Random(2)
        look(site, text_of(chance))
        waits = sorted(look(site, text_of(chance))[0] for _ in range(questions))
        found = max(until_found(site, data, meaning, number) for number in range(TRIES_UNTIL_FOUND))
    return {
        "meaning": meaning,
        "first page after s": round(first_page, 1),
        "all gathered after s": round(ready, 1),
        "p50 ms": round(statistics.median(waits) * 1000),
        "p95 ms": round(waits[int(len(waits) * 0.95)] * 1000),
        "new problem found after s": round(found, 2),
    }


def look(site: str, text: str) -> tuple[float, str]:
    began = time.monotonic()
    with urllib.request.urlopen(f"{site}/search/?{urllib.parse.urlencode({'q': text})}", timeout=60) as answer:
        page = answer.read().decode()
    return time.monotonic() - began, page


def until_found(site: str, data: str, meaning: str, number: int) -> float:
    """From the commit in another process to the end of the first page that has it."""
    word = f"unheard{number}of{meaning}"
    committed = float(run_code(BRING.format(text=f"{word} in any place"), data=data, WHOLEROOM_MEANING=meaning))
    while word not in look(site, word)[1].partition('id="found-')[2]:
        time.sleep(0.02)
    return time.time() - committed


if __name__ == "__main__":
    main()
