"""Who stands behind a note: whether somebody of another group than its author's says that it was so."""

from collections.abc import Iterable

from wholeroom.web.conversations.models import Contribution
from wholeroom.web.learning.models import DONE, CounterSignature, PracticeNote
from wholeroom.web.people.stakeholder_groups import GROUPS

ShownAs = Contribution.ShownAs


def groups_shown(words: Contribution | None) -> set[str]:
    """The groups that stand beside words; none where they appear without, or nobody is left to have any."""
    if words is None or words.participant is None or words.shown_as == ShownAs.NOBODY:
        return set()
    return set(words.participant.groups) & set(GROUPS)


def is_of_another_group(words: Contribution, than: Contribution | None) -> bool:
    """Whether both show groups, and share none."""
    own, theirs = groups_shown(than), groups_shown(words)
    return bool(own and theirs) and own.isdisjoint(theirs)


def is_counter_signed(said: Iterable[CounterSignature], own: Contribution | None) -> bool:
    """Whether somebody of another group says that it was so, in words that still show."""
    so = (one.words for one in said if one.found == CounterSignature.Found.SO)
    return any(words.state == Contribution.State.SHOWN and is_of_another_group(words, own) for words in so)


def own_words(note: PracticeNote) -> Contribution | None:
    """The words that say as whose a note appears."""
    return note.words().get(DONE)
