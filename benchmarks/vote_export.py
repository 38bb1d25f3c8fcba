"""Does red-dwarf 0.4.0 read the votes that leave a room, and does it place people where the room's own map does?

    pip install -e '.[benchmarks]'
    python benchmarks/vote_export.py [--data FOLDER]

An export is written and served from this machine, because red-dwarf's loader takes an address. FOLDER holds real
exports, a folder per conversation: each is read, exported anew and compared, too.
"""

import argparse
import contextlib
import functools
import http.server
import random
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from reddwarf.data_loader import Loader
from reddwarf.implementations.polis import run_pipeline

from wholeroom.analysis.opinion.opinion_map import opinion_map
from wholeroom.analysis.opinion.polis_export import polis_files
from wholeroom.analysis.opinion.statements import Statement, Statements, read_statements
from wholeroom.analysis.opinion.votes import Votes, read_votes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", help="folder of real vote exports")
    options = parser.parse_args()
    compare("generated, 300 x 40", *generated(300, 40))
    for folder in sorted(Path(options.data).iterdir()) if options.data else ():
        if folder.is_dir():
            compare(folder.name, read_votes(folder / "votes.csv"), read_statements(folder / "comments.csv"))


def generated(people: int, statements: int) -> tuple[Votes, Statements]:
    """Two camps; one statement was taken out."""
    chance = np.random.default_rng(5)
    answers = np.where(chance.random((people, statements)) < 0.3, 1, -1)
    answers[: people // 2, ::2] *= -1
    rows = [
        (str(who), str(statement), int(answers[who, statement]))
        for who in range(people)
        for statement in range(statements)
        if chance.random() < 0.5
    ]
    words = {str(one): Statement(f"Statement {one}", moderated_out=one == 3) for one in range(statements)}
    return Votes.from_rows(rows), Statements(words)


def compare(name: str, votes: Votes, statements: Statements) -> None:
    found = polis_files(votes, statements, topic=name, day="2026-12-01", chance=random.Random(1))
    with tempfile.TemporaryDirectory() as folder:
        for file, content in found.files.items():
            (Path(folder) / file).write_bytes(content)
        with served(folder) as address:
            loaded = Loader(directory_url=address, is_cache_enabled=False)
        ours = opinion_map(read_votes(Path(folder) / "votes.csv"), read_statements(Path(folder) / "comments.csv"))
    cast = {(one["participant_id"], one["statement_id"]): one["vote"] for one in loaded.votes_data}
    assert len(cast) == len(loaded.votes_data) == ours.votes, "not every vote was read"
    assert len(loaded.comments_data) == len(ours.statements), "not every statement was read"
    out = [int(one.statement) for one in ours.statements if one.moderated_out and one.room.votes]
    theirs = run_pipeline(votes=loaded.votes_data, mod_out_statement_ids=out, random_state=0).participant_projections
    placed = [one for one in ours.participants if one.x is not None]
    mine = np.array([(one.x, one.y) for one in placed])
    other = np.array([theirs[int(one.participant)] for one in placed])
    other *= np.sign((mine * other).sum(axis=0))
    difference = np.abs(mine - other).max() / np.abs(other).max()
    print(
        f"{name}: {ours.votes} votes of {len(ours.places)} people on {len(ours.statements)} statements read; "
        f"{len(found.left_out)} left out; places: largest relative difference {difference:.1e}"
    )


@contextlib.contextmanager
def served(folder: str) -> Iterator[str]:
    """The files of a folder at an address of this machine."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Nobody needs to know."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


if __name__ == "__main__":
    main()
