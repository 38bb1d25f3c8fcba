"""Similar texts among 100,000 beside bm25s 0.3.16: time to build, time to answer a whole statement, memory.

    pip install -e '.[benchmarks,semantic]'
    python benchmarks/similar.py [--texts 100000] [--runs 3] [--data FOLDER]

Each figure is the median of separate processes, pinned to one core, on one thread. Texts are made up: about 65 words of
which 36 say something, drawn by a law of Zipf from 30,000. Both programs get their terms from one cutter, whose time
counts for both. Vectors of the texts are made up too; the question is put through the model. FOLDER holds the reference
data: how many problems told in three voices are found is printed then.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
QUESTIONS = 200
FOUND = 10
SAID_OFTEN = ["the", "a", "of", "and", "to", "is", "was", "we", "they", "in", "it", "for"]
IN_PLAIN_WORDS = [
    *("letter", "late", "night", "bus", "carer", "queue", "phone", "doctor", "nurse", "hospital", "support", "worker"),
    *("family", "house", "money", "school", "evening", "appointment", "medicine", "council", "waiting", "service"),
]


def main() -> None:
    options = _options()
    figures = {}
    for what, program in PROGRAMS:
        print(f"{what}, {program} ...", file=sys.stderr)
        figures[what, program] = _median([_child(what, program, options.texts) for _ in range(options.runs)])
    _table(figures)
    _agreement(options.texts)
    if options.data:
        _recall(Path(options.data))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--data", help="folder of reference data")
    return parser.parse_args()


def _child(what: str, program: str, texts: int) -> dict[str, float]:
    command = [sys.executable, __file__, "--one", what, program, str(texts)]
    if core := sorted(os.sched_getaffinity(0))[-1:]:
        command = ["taskset", "-c", str(core[0]), *command]
    done = subprocess.run(command, env={**os.environ, **ONE_THREAD}, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def _median(figures: list[dict[str, float]]) -> dict[str, float]:
    return {name: statistics.median(one[name] for one in figures) for name in figures[0]}


def _table(figures: dict[tuple[str, str], dict[str, float]]) -> None:
    print("| by | program | build CPU s | answer CPU ms, half within | 95 in 100 within | MB held | MB at most |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for (what, program), one in figures.items():
        times = f"{one['build']:.1f} | {one['half']:.1f} | {one['most']:.1f}"
        print(f"| {what} | {program} | {times} | {one['held']:.0f} | {one['peak']:.0f} |")
    ours, theirs = figures["words", "wholeroom"], figures["words", "bm25s"]
    for name, words in (("build", "to build"), ("half", "to answer"), ("held", "held in memory")):
        print(f"words, {words}: wholeroom has {ours[name] / theirs[name]:.2f} times what bm25s has")


def made_up(number: int, seed: int) -> Iterator[str]:
    """Texts of about 65 words: the law of Zipf with its first ten ranks cut off, and words that everybody uses."""
    chance = np.random.default_rng(5)
    parts = [first + vowel for first in "bcdfghklmnprstvw" for vowel in "aeiou"]
    words = np.array(["".join(chance.choice(parts, 4)) for _ in range(30_000)])
    often = np.cumsum(1 / (np.arange(len(words)) + 10))
    chance = np.random.default_rng(seed)
    for _ in range(number):
        telling = words[np.searchsorted(often, chance.random(chance.poisson(36)) * often[-1])]
        yield " ".join([*telling, *chance.choice(SAID_OFTEN, chance.poisson(29))])


def one(what: str, program: str, number: int) -> None:
    """In a child process: build, ask each question once; tell CPU seconds, milliseconds and memory above the texts."""
    build = PROGRAMS[what, program]
    texts, questions = list(made_up(number, seed=1)), list(made_up(QUESTIONS, seed=2))
    loaded = memory("VmRSS")
    before = time.process_time()
    ask = build(texts)
    built, held = time.process_time() - before, memory("VmRSS")
    times = sorted(_milliseconds(ask, question) for question in questions)
    figures = {"half": times[len(times) // 2], "most": times[len(times) * 95 // 100]}
    print(json.dumps(figures | {"build": built, "held": held - loaded, "peak": memory("VmHWM") - loaded}))


def _milliseconds(ask: Callable[[str], list[str]], question: str) -> float:
    before = time.process_time()
    ask(question)
    return (time.process_time() - before) * 1000


def memory(what: str) -> float:
    """Of this program, in MB: VmRSS is what it holds, VmHWM the most it has held."""
    return int(re.search(rf"{what}:\s+(\d+)", Path("/proc/self/status").read_text())[1]) / 1024


def _by_words(texts: list[str]) -> Callable[[str], list[str]]:
    from wholeroom.analysis.retrieval.index import Index

    index = Index((f"{number:06}", text) for number, text in enumerate(texts))
    return lambda question: [match.id for match in index.similar(question, most=FOUND)]


def _by_peer(texts: list[str]) -> Callable[[str], list[str]]:
    import bm25s

    from wholeroom.analysis.retrieval.postings import K1, B
    from wholeroom.analysis.retrieval.terms import terms

    def cut(text: str) -> list[str]:
        return [term for term, _ in terms(text)]

    index = bm25s.BM25(method="lucene", k1=K1, b=B)
    index.index([cut(text) for text in texts], show_progress=False)
    return lambda question: [
        f"{number:06}" for number in index.retrieve([sorted(set(cut(question)))], k=FOUND, show_progress=False)[0][0]
    ]


def _by_meaning(texts: list[str]) -> Callable[[str], list[str]]:
    from wholeroom.analysis.retrieval.index import Index
    from wholeroom.analysis.retrieval.sentence_vectors import NUMBERS, Encoder

    encode = Encoder().encode
    chance = np.random.default_rng(3)
    index = Index((f"{number:06}", text, chance.standard_normal(NUMBERS)) for number, text in enumerate(texts))
    return lambda question: [
        match.id for match in index.similar(question, vector=encode(in_english(question)), most=FOUND)
    ]


def _model_alone(texts: list[str]) -> Callable[[str], list[float]]:
    from wholeroom.analysis.retrieval.sentence_vectors import Encoder

    encode = Encoder().encode
    return lambda question: encode(in_english(question)).tolist()


def in_english(question: str) -> str:
    """As many words of plain English: the model cuts words that it does not know into many tokens."""
    words = [*SAID_OFTEN, *IN_PLAIN_WORDS]
    return " ".join(words[len(word) * place % len(words)] for place, word in enumerate(question.split()))


PROGRAMS = {
    ("words", "wholeroom"): _by_words,
    ("words", "bm25s"): _by_peer,
    ("words and meaning", "wholeroom"): _by_meaning,
    ("of which the model", "wholeroom"): _model_alone,
}


def _agreement(number: int) -> None:
    texts = list(made_up(min(number, 20_000), seed=1))
    ours, theirs = _by_words(texts), _by_peer(texts)
    shares = [len(set(ours(one)) & set(theirs(one))) / FOUND for one in made_up(50, seed=2)]
    print(f"of the first {FOUND} by words, both programs name the same: {statistics.mean(shares):.0%}")


def _recall(folder: Path) -> None:
    from wholeroom.analysis.retrieval.sentence_vectors import Encoder
    from wholeroom.analysis.retrieval.tests.voices import Voices

    voices = Voices(folder / "retrieval" / "domain_dev")
    encoder = Encoder()
    vectors = {text: encoder.encode(text) for text in voices.texts.values()}
    for what, encode in (("words", lambda text: None), ("words and meaning", vectors.get)):
        print(f"Recall, {what}: {voices.recall(2, encode):.2f} of the first 2, {voices.recall(10, encode):.2f} of 10")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    else:
        main()
