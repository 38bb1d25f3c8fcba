"""A vote that was held elsewhere, read from an export: its votes, the words of its statements, their numbers here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wholeroom.analysis.caveats import Caveat, Sentence, plain
from wholeroom.analysis.opinion.gathered_votes import Limits
from wholeroom.analysis.opinion.identifiers import natural_key
from wholeroom.analysis.opinion.statements import Statements, read_statements
from wholeroom.analysis.opinion.votes import DEFAULT_LIMITS, Votes, read_votes
from wholeroom.analysis.reading.bad_rows import BadRow, InputError
from wholeroom.analysis.reading.text_blocks import Source

NO_GOOD_VOTE = Sentence("no_good_vote", "No vote of this file could be used. Each row is in the list of bad rows.")
HELD_ELSEWHERE = Caveat(
    "held_elsewhere", "This vote was held elsewhere and brought in. Who could take part, and how, is not known here."
)
NEW_NUMBERS = plain("Statements have new numbers here, from 1 to {count}, in the order of their ids.")
NO_WORDS = plain("Statements with votes and without words: {count}. They show as “{example}”.")
TAKEN_OUT = plain("Statements that were taken out there: {count}. Their words did not come in.")
ABOUT_ITSELF = plain("Statements about the vote itself: {count}. They shape no map and stand in no list.")
WORDLESS = plain("Statement {id}, which came without words")


@dataclass(frozen=True)
class HeldElsewhere:
    """``numbers`` are those the statements have here, by their ids in the files: 1, 2, 3 in the order of the ids."""

    votes: Votes
    statements: Statements
    numbers: Mapping[str, int]
    caveats: tuple[Caveat, ...]

    @property
    def bad_rows(self) -> tuple[BadRow, ...]:
        """Of the votes first, then of the statements."""
        return self.votes.bad_rows + self.statements.bad_rows

    @property
    def bad_count(self) -> int:
        return self.votes.bad_count + self.statements.bad_count

    @property
    def wordless(self) -> tuple[str, ...]:
        """Ids of statements that show and have no words."""
        return _wordless(self.numbers, self.statements)


def read_held(votes: Source, statements: Source, *, limits: Limits = DEFAULT_LIMITS) -> HeldElsewhere:
    """Read an export: ``votes.csv`` or ``participants-votes.csv``, with ``comments.csv`` or a table of statements.

    Every bad row is reported, every good one stays. Raises InputError if a file is no such table, or has no good vote.

    >>> import io
    >>> votes = io.BytesIO(b"timestamp,datetime,comment-id,voter-id,vote\\n1,today,0,7,1\\n2,today,9,7,-1\\n")
    >>> words = io.BytesIO(b"comment-id,comment-body,moderated\\n0,Open later,1\\n9,Spam,-1\\n")
    >>> dict(read_held(votes, words).numbers)
    {'0': 1, '9': 2}
    """
    cast = read_votes(votes, limits=limits)
    if not cast.rows_used:
        raise InputError(NO_GOOD_VOTE)
    return held_elsewhere(cast, read_statements(statements))


def held_elsewhere(votes: Votes, statements: Statements) -> HeldElsewhere:
    """The two put together, where they were read before."""
    ids = sorted(set(statements.ids) | set(votes.statements), key=natural_key)
    numbers = {one: number for number, one in enumerate(ids, start=1)}
    return HeldElsewhere(votes, statements, numbers, tuple(_caveats(votes, statements, numbers)))


def _wordless(numbers: Mapping[str, int], statements: Statements) -> tuple[str, ...]:
    return tuple(one for one in numbers if not statements.text(one) and not statements.moderated_out(one))


def _caveats(votes: Votes, statements: Statements, numbers: Mapping[str, int]) -> Iterator[Caveat]:
    yield HELD_ELSEWHERE
    if any(one != str(number) for one, number in numbers.items()):
        yield Caveat("new_numbers", NEW_NUMBERS, {"count": len(numbers)})
    wordless = _wordless(numbers, statements)
    if wordless:
        example = WORDLESS.format(id=wordless[0])
        yield Caveat("no_words", NO_WORDS, {"count": len(wordless), "example": example})
    taken_out = sum(statements.moderated_out(one) for one in numbers)
    if taken_out:
        yield Caveat("taken_out_there", TAKEN_OUT, {"count": taken_out})
    about_itself = sum(statements.meta(one) for one in numbers)
    if about_itself:
        yield Caveat("about_itself", ABOUT_ITSELF, {"count": about_itself})
    yield from votes.caveats
