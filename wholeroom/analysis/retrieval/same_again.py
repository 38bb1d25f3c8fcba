"""From a file of texts: which of them may be about the same, each with the words that say so.

For people with a pile of problems, answers or complaints who want to see what comes again, and from whom. It gives
candidates for reading, never a count of how many have a problem: it misses many that use other words.
"""

import csv
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from numpy.typing import ArrayLike

from wholeroom.analysis.caveats import Caveat, Sentence, Translate, plain
from wholeroom.analysis.reading.bad_rows import BadRow, BadRows, safe_in_spreadsheet
from wholeroom.analysis.reading.text_blocks import Progress, Source
from wholeroom.analysis.retrieval.index import Index, Match
from wholeroom.analysis.retrieval.terms import terms
from wholeroom.analysis.rows import read_table

ID, TEXT = "id", "text"
NO_ID = Sentence("no_id", "This row has no id. Give each text an id of its own.")
NO_TEXT = Sentence("no_text", "This row has no text, or only words that say nothing. Write what it is about.")
SECOND = Sentence("second_id", "A row before has this id. Give each text an id of its own.")

CANDIDATES = Caveat("candidates", "These are only possibly the same. Read both before you say so.")
SAME_WORDS = Caveat("same_words", "Texts are found by their words. Two people may say the same in other words.")
ENGLISH = Caveat("english", "Word forms are brought together in English only.")
BY_MEANING = Caveat(
    "by_meaning", "A small language model looked for the same meaning. It misses some, and errs in others."
)
ENGLISH_MODEL = Caveat("english_model", "The model knows English. It reads about the first 180 words of a text.")
WORDS_ONLY = (CANDIDATES, SAME_WORDS, ENGLISH)
WITH_MEANING = (CANDIDATES, BY_MEANING, ENGLISH, ENGLISH_MODEL)

Encode = Callable[[str], ArrayLike]  # a text as its sentence vector


@dataclass(frozen=True, slots=True)
class SameAgain:
    """For each text by its id, in the order of the file, those that may be about the same; and what to say beside it.

    ``texts`` are the good rows; ``bad_rows`` every row that is none, ``bad_count`` how many of those there were;
    ``by_meaning`` says whether texts were compared by meaning too.
    """

    texts: Mapping[str, str]
    matches: Mapping[str, tuple[Match, ...]]
    bad_rows: tuple[BadRow, ...]
    bad_count: int
    by_meaning: bool = False

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """What must be said beside the pairs."""
        return WITH_MEANING if self.by_meaning else WORDS_ONLY

    def csv(self) -> str:
        """A row for each pair: id, text, the other's id and text, the words both share; safe in a spreadsheet.

        Where texts were compared by meaning, a last cell says whether the two are alike in it: yes or no.
        """
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        last = ["alike_in_meaning"] if self.by_meaning else []
        writer.writerow(["id", "text", "possibly_same", "its_text", "shared_words", *last])
        for id, matches in self.matches.items():
            for match in matches:
                last = ["yes" if match.alike_in_meaning else "no"] if self.by_meaning else []
                cells = (id, self.texts[id], match.id, self.texts[match.id], ", ".join(match.shared), *last)
                writer.writerow(map(safe_in_spreadsheet, cells))
        return out.getvalue()

    def json(self, translate: Translate = plain) -> str:
        """Everything, as JSON text."""
        texts = [
            {"id": id, "text": text, "possibly_same": [self._pair(match) for match in self.matches[id]]}
            for id, text in self.texts.items()
        ]
        caveats = [{"code": caveat.code, "text": caveat.text(translate)} for caveat in self.caveats]
        return json.dumps({"texts": texts, "caveats": caveats}, ensure_ascii=False, indent=1) + "\n"

    def _pair(self, match: Match) -> dict[str, object]:
        pair: dict[str, object] = {"id": match.id, "shared_words": list(match.shared)}
        return pair | {"alike_in_meaning": match.alike_in_meaning} if self.by_meaning else pair


def same_again(
    source: Source,
    *,
    most: int = 3,
    fewest_shared: int = 2,
    encode: Encode | None = None,
    progress: Progress | None = None,
) -> SameAgain:
    """Read a CSV table with the columns id and text, and find for each text up to ``most`` that may be about the same.

    ``fewest_shared`` is how many words two texts must share, the commonest left out and forms of a word taken as one.
    With ``encode`` (``sentence_vectors.Encoder().encode``) texts that are alike in meaning are found too, and need not
    share a word.

    Good rows are used and every bad one is reported. Raises InputError if the file cannot be used at all.

    >>> rows = b"id,text\\n1,Letters come late\\n2,Nobody rings back\\n3,A letter that came late\\n"
    >>> [(id, [match.id for match in found]) for id, found in same_again(io.BytesIO(rows)).matches.items()]
    [('1', ['3']), ('2', []), ('3', ['1'])]
    """
    table = read_table(source, needed=(ID, TEXT), progress=progress)
    bad_rows = BadRows(table.bad_rows, table.bad_count)
    at_id, at_text = table.header.position(ID), table.header.position(TEXT)
    texts: dict[str, str] = {}
    for line, row in zip(table.lines, table.rows, strict=True):
        id, text = row[at_id], row[at_text]
        if not id:
            bad_rows.add(line, ID, id, NO_ID)
        elif id in texts:
            bad_rows.add(line, ID, id, SECOND)
        elif not terms(text):
            bad_rows.add(line, TEXT, text, NO_TEXT)
        else:
            texts[id] = text
    matches = _matches(texts, most, fewest_shared, encode)
    return SameAgain(texts, matches, bad_rows.kept(), bad_rows.count, by_meaning=encode is not None)


def _matches(
    texts: Mapping[str, str], most: int, fewest_shared: int, encode: Encode | None
) -> dict[str, tuple[Match, ...]]:
    vectors = {id: encode(text) for id, text in texts.items()} if encode else {}
    index = Index((id, text, vectors.get(id)) for id, text in texts.items())
    return {
        id: tuple(index.similar(text, vector=vectors.get(id), most=most, fewest_shared=fewest_shared, leave_out=[id]))
        for id, text in texts.items()
    }
