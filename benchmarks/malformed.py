"""Damaged files: how much computing the worst of them costs.

    python benchmarks/malformed.py [--files 700]

The files are those that the tests read: votes and tables spoilt in every way that came to mind, with a fixed seed. A
hostile file must not keep the one thread of a site busy, so the slowest of them counts. Time is of this process alone.
"""

import argparse
import io
import time
from collections.abc import Callable, Iterable
from contextlib import suppress

from wholeroom.analysis.disclosure.rules import RULES
from wholeroom.analysis.disclosure.table import protect_file
from wholeroom.analysis.disclosure.tests.malformed import malformed_tables
from wholeroom.analysis.opinion.opinion_map import opinion_map
from wholeroom.analysis.opinion.tests.malformed import malformed_votes
from wholeroom.analysis.opinion.votes import read_votes
from wholeroom.analysis.reading.bad_rows import InputError

GOAL = 2.0  # seconds for one file, all its work together


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=700)
    files = parser.parse_args().files
    show("votes, read and drawn as a map", malformed_votes(files, seed=7), map_of)
    for number, rule in enumerate(RULES):
        show(f"tables, made safe by {rule}", malformed_tables(files // len(RULES), seed=number), protected_by(rule))


def map_of(content: bytes) -> None:
    votes = read_votes(io.BytesIO(content))
    if votes.rows_used:
        opinion_map(votes)


def protected_by(rule: str) -> Callable[[bytes], None]:
    def protect(content: bytes) -> None:
        protect_file(io.BytesIO(content), rule=rule, groups=["area", "group"], counts=["agree", "disagree"], sums={})

    return protect


def show(what: str, cases: Iterable, work: Callable[[bytes], None]) -> None:
    slowest, which, files = 0.0, 0, 0
    for case in cases:
        began = time.process_time()
        with suppress(InputError):  # told, which is an answer too
            work(case.content)
        took, files = time.process_time() - began, files + 1
        if took > slowest:
            slowest, which = took, files
    print(f"{what}: {files} files, the slowest {slowest:.2f} s of {GOAL:.0f} (number {which})")


if __name__ == "__main__":
    main()
