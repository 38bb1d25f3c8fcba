"""The opinion map beside red-dwarf 0.4.0: CPU and memory in one run on one thread, and whether the two agree.

    pip install -e '.[benchmarks]'
    python benchmarks/opinion_map.py [--runs 3] [--data FOLDER]

Each figure is the median of separate processes, pinned to one core. "Arithmetic" starts from votes in memory, in the
shape each program takes; "file to JSON" starts from a vote export on disk. Loading the programs is taken off both.
FOLDER holds real exports, a folder per conversation with votes.csv and comments.csv; places are compared there too.
"""

import argparse
import csv
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
ROOMS = {"20k": (20_000, 500, 0.08), "100k": (100_000, 1_000, 0.08)}


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        files = {name: _generated(Path(folder), name, *shape) for name, shape in ROOMS.items()}
        runs = {
            ("20k", "arithmetic", "wholeroom"): options.runs,
            ("20k", "arithmetic", "red-dwarf"): options.runs,
            ("100k", "arithmetic", "wholeroom"): options.runs,
            ("20k", "file to JSON", "wholeroom"): options.runs,
            ("20k", "file to JSON", "red-dwarf"): options.runs,
            ("100k", "file to JSON", "wholeroom"): options.runs,
        }
        figures = {key: _median([_child(key, files[key[0]]) for _ in range(count)]) for key, count in runs.items()}
        _table(figures)
        _agreement(files["20k"], "generated, 20,000 x 500")
    for conversation in sorted(Path(options.data).iterdir()) if options.data else ():
        if conversation.is_dir():
            _agreement(conversation / "votes.csv", conversation.name)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--data", help="folder of real vote exports")
    return parser.parse_args()


def _generated(folder: Path, name: str, people: int, statements: int, filled: float) -> Path:
    """A vote export with three planted groups (half, three and two tenths of the people), in the order votes came."""
    import numpy as np

    chance = np.random.default_rng(5)
    group = chance.choice(3, people, p=[0.5, 0.3, 0.2])
    each = np.clip(chance.poisson(filled * statements, people), 1, statements)
    person = np.repeat(np.arange(people), each)
    statement = np.concatenate([chance.choice(statements, count, replace=False) for count in each])
    own = statement % 3 == group[person]
    vote = np.where(chance.random(len(person)) < np.where(own, 0.85, 0.35), 1, -1)
    vote[chance.random(len(person)) < 0.1] = 0
    path = folder / f"{name}.csv"
    with path.open("w") as out:
        out.write("timestamp,datetime,comment-id,voter-id,vote\n")
        for second, row in enumerate(chance.permutation(len(person)).tolist()):
            stamp = 1_500_000_000_000 + second * 37
            out.write(f"{stamp},Mon Jul 17 02:17:32 BST 2017,{statement[row]},{person[row]},{vote[row]}\n")
    return path


def _child(key: tuple[str, str, str], path: Path) -> dict[str, float]:
    _, what, program = key
    command = [sys.executable, __file__, "--one", program, what, str(path)]
    if core := sorted(os.sched_getaffinity(0))[-1:]:
        command = ["taskset", "-c", str(core[0]), *command]
    done = subprocess.run(command, env={**os.environ, **ONE_THREAD}, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def _median(figures: list[dict[str, float]]) -> dict[str, float]:
    return {name: statistics.median(one[name] for one in figures) for name in figures[0]}


def _table(figures: dict[tuple[str, str, str], dict[str, float]]) -> None:
    print("| room | part | program | CPU s | MB above loaded | loaded MB |\n| --- | --- | --- | --- | --- | --- |")
    for (room, what, program), one in figures.items():
        print(f"| {room} | {what} | {program} | {one['cpu']:.2f} | {one['above']:.0f} | {one['loaded']:.0f} |")
    for what in ("arithmetic", "file to JSON"):
        ours, theirs = figures["20k", what, "wholeroom"]["cpu"], figures["20k", what, "red-dwarf"]["cpu"]
        print(f"20k, {what}: {theirs / ours:.1f} times less CPU")
    growth = figures["100k", "arithmetic", "wholeroom"]["cpu"] / figures["20k", "arithmetic", "wholeroom"]["cpu"]
    print(f"100k against 20k, arithmetic, ten times the votes: {growth:.1f} times the CPU")


def one(program: str, what: str, path: Path) -> None:
    """In a child process: one program, one part, its CPU seconds, and its memory above that of the loaded interpreter.

    What a part starts from is read between the two, so its memory counts and its CPU does not.
    """
    read, work = PROGRAMS[program, what]()
    loaded = peak_memory()
    start = read(path)
    before = time.process_time()
    work(start)
    cpu = time.process_time() - before
    print(json.dumps({"cpu": cpu, "above": peak_memory() - loaded, "loaded": loaded}))


def peak_memory() -> float:
    """The most memory this program has held, in MB. (getrusage would count the parent's, handed down at the start.)"""
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024


def _our_arithmetic():
    from wholeroom.analysis.opinion.opinion_map import opinion_map

    _warm_up(opinion_map)
    return _our_votes, opinion_map


def _our_file():
    from wholeroom.analysis.opinion.opinion_map import opinion_map
    from wholeroom.analysis.opinion.votes import read_votes

    _warm_up(opinion_map)
    return Path, lambda source: opinion_map(read_votes(source)).json()


def _warm_up(opinion_map) -> None:
    from wholeroom.analysis.opinion.votes import Votes

    opinion_map(Votes.from_rows((str(p), str(s), (-1) ** (p * s % 3)) for p in range(40) for s in range(10)))


def _our_votes(path: Path):
    """Read in another process, so that reading leaves no mark on the memory measured here."""
    import numpy as np

    from wholeroom.analysis.opinion.votes import Votes

    columns = path.with_suffix(".npz")
    if not columns.exists():
        keep = (
            "import sys, numpy as np\n"
            "from wholeroom.analysis.opinion.votes import read_votes\n"
            "v = read_votes(sys.argv[1])\n"
            "ids = {'participants': np.array(v.participants), 'statements': np.array(v.statements)}\n"
            "np.savez(sys.argv[2], participant=v.participant, statement=v.statement, value=v.value, **ids)"
        )
        subprocess.run([sys.executable, "-c", keep, str(path), str(columns)], check=True)
    stored = np.load(columns)
    ids = (tuple(stored["participants"].tolist()), tuple(stored["statements"].tolist()))
    entries = stored["participant"], stored["statement"], stored["value"]
    return Votes(*ids, *entries, rows_read=len(entries[0]))


def _peer_rows(path: Path) -> list[dict[str, int]]:
    """The list of dictionaries red-dwarf takes, by a plain reader: cheaper than its own loader, so in its favour."""
    latest: dict[tuple[int, int], tuple[int, int]] = {}
    with path.open(newline="") as lines:
        reader = csv.reader(lines)
        next(reader)
        for stamp, _, statement, person, vote in reader:
            cell = (int(person), int(statement))
            if cell not in latest or int(stamp) >= latest[cell][0]:
                latest[cell] = (int(stamp), int(vote))
    return [{"participant_id": p, "statement_id": s, "vote": vote} for (p, s), (_, vote) in latest.items()]


def _peer(rows: list[dict[str, int]], moderated_out: tuple[int, ...] = ()):
    from reddwarf.implementations.polis import run_pipeline

    return run_pipeline(votes=rows, mod_out_statement_ids=list(moderated_out), random_state=0)


def _peer_arithmetic():
    import reddwarf.implementations.polis  # noqa: F401

    return _peer_rows, _peer


def _peer_file():
    import reddwarf.implementations.polis  # noqa: F401

    def work(source: Path) -> str:
        result = _peer(_peer_rows(source))
        people = result.participants_df.reset_index().to_dict("records")
        return json.dumps([people, result.statements_df.reset_index().to_dict("records")], default=str)

    return Path, work


PROGRAMS = {
    ("wholeroom", "arithmetic"): _our_arithmetic,
    ("wholeroom", "file to JSON"): _our_file,
    ("red-dwarf", "arithmetic"): _peer_arithmetic,
    ("red-dwarf", "file to JSON"): _peer_file,
}


def _agreement(path: Path, name: str) -> None:
    """The largest difference between the two programs' places, axis by axis up to sign, over the largest coordinate."""
    import numpy as np

    from wholeroom.analysis.opinion.opinion_map import opinion_map
    from wholeroom.analysis.opinion.statements import read_statements
    from wholeroom.analysis.opinion.votes import read_votes

    comments = path.with_name("comments.csv")
    statements = read_statements(comments) if comments.exists() else None
    ours = opinion_map(read_votes(path), statements)
    out = tuple(int(one.statement) for one in ours.statements if one.moderated_out and one.room.votes)
    theirs = _peer(_peer_rows(path), out).participant_projections
    placed = [one for one in ours.participants if one.x is not None]
    mine = np.array([(one.x, one.y) for one in placed])
    other = np.array([theirs[int(one.participant)] for one in placed])
    other *= np.sign((mine * other).sum(axis=0))
    print(f"places, {name}: largest relative difference {np.abs(mine - other).max() / np.abs(other).max():.1e}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], sys.argv[3], Path(sys.argv[4]))
    else:
        main()
