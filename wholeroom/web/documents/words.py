"""Words that stand in a kept page by id: looked up whenever the page is read, so that an erased one is nowhere."""

import unicodedata
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from wholeroom.web.conversations import appearance
from wholeroom.web.conversations.models import Contribution
from wholeroom.web.conversations.reasons import IN_WORDS

KEPT_CONTROLS = "\n\t"
NO_LETTERS = "\ufffe\uffff"


@dataclass(frozen=True)
class Words:
    """What somebody said, or the sentence that stands where it is gone; then ``is_shown`` is False."""

    id: str
    text: str
    label: str = ""
    language: str = ""
    is_shown: bool = True


class KeptWords:
    """The words that one page refers to, found once. ``labels`` say with what each appeared when the page was kept;
    without them, each appears as it does today.
    """

    def __init__(self, keys: Iterable[str], labels: Mapping[str, str] | None = None) -> None:
        wanted = Contribution.objects.filter(pk__in={uuid.UUID(key) for key in keys})
        if labels is None:
            wanted = wanted.select_related("participant__member")
        self.found = {one.pk.hex: one for one in wanted}
        now = {key: appearance.label(one) for key, one in self.found.items()} if labels is None else {}
        self.labels = now if labels is None else labels

    def words(self, key: str, label: str = "") -> Words:
        words = self.found.get(key)
        text = instead(words)
        if text is not None or words is None:
            return Words(key, text or "", is_shown=False)
        return Words(key, clean(words.text), label, words.language)

    def one(self, key: str) -> Words:
        return self.words(key, self.labels.get(key, ""))

    def all_words(self, keys: Iterable[str]) -> tuple[Words, ...]:
        return tuple(self.one(key) for key in keys)


def instead(words: Contribution | None) -> str | None:
    """What stands in the place of words that do not show; None where they do."""
    if words is None or words.state == Contribution.State.ERASED:
        return _("These words were erased.")
    if words.state == Contribution.State.HIDDEN:
        return _("These words are hidden under the rule: {rule}").format(rule=IN_WORDS.get(words.reason, words.reason))
    if words.state == Contribution.State.WITHDRAWN:
        return _("Who said these words took them back.")
    if words.state == Contribution.State.WAITING:
        return _("These words wait to be read by the facilitator.")
    return None


def clean(text: str) -> str:
    """Without the control characters that no file format can hold."""
    return "".join(letter for letter in text if letter in KEPT_CONTROLS or _can_be_held(letter)).strip()


def _can_be_held(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Cc", "Cs") and letter not in NO_LETTERS
