"""Problems told in three voices each: how many of the other two tellings are found."""

import csv
import json
from pathlib import Path

from wholeroom.analysis.retrieval.index import Index


class Voices:
    """Texts, questions with the id of their own text, and for each question the ids that should be found."""

    def __init__(self, folder: Path) -> None:
        self.texts = {one["id"]: one["text"] for one in _lines(folder / "corpus.jsonl")}
        self.questions = [(one["id"], one["text"], one["exclude"]) for one in _lines(folder / "queries.jsonl")]
        self.wanted: dict[str, set[str]] = {}
        with (folder / "qrels.tsv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                self.wanted.setdefault(row["query-id"], set()).add(row["doc-id"])

    def recall(self, most: int, encode=lambda text: None) -> float:
        """The share of what should be found that stands among the first ``most``, on average over the questions."""
        index = Index((id, text, encode(text)) for id, text in self.texts.items())
        shares = []
        for question, text, own in self.questions:
            found = index.similar(text, vector=encode(text), most=most, leave_out=[own])
            wanted = self.wanted[question]
            shares.append(len(wanted & {match.id for match in found}) / min(most, len(wanted)))
        return sum(shares) / len(shares)


def _lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
