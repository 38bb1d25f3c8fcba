"""Statements in other languages: which there are, and how one statement reads for somebody.

A translation is words like any other: a contribution under the statement's own, with its language. The newest that
shows is taken. Nothing is translated by a machine.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.conf.locale import LANG_INFO
from django.db.models import QuerySet
from django.utils.translation import get_language

from wholeroom.web.activities.statement_vote.actions import STATEMENT
from wholeroom.web.activities.statement_vote.models import Reading, Statement
from wholeroom.web.conversations.models import TRANSLATION, Contribution, Participant
from wholeroom.web.conversations.own_data import where
from wholeroom.web.people.models import Person
from wholeroom.web.personal_data import Row
from wholeroom.web.rooms.models import Step

KEPT_APART = ("pt-br", "zh-hans", "zh-hant")  # of which more than the first half counts
Translations = Mapping[tuple[UUID, str], str]  # by the statement and the language


def tongue_of(code: str) -> str:
    """The language without its country, except where that is another script or another way of writing.

    >>> tongue_of("en-gb"), tongue_of("zh-hant"), tongue_of("")
    ('en', 'zh-hant', '')
    """
    code = code.lower()
    return code if code in KEPT_APART else code.split("-")[0]


TONGUES: dict[str, str] = {
    code: str(about["name_local"])
    for code, about in sorted(LANG_INFO.items(), key=lambda one: str(one[1].get("name_local", "")).casefold())
    if "name_local" in about and tongue_of(code) == code
}


def name_of(tongue: str) -> str:
    """What a language calls itself."""
    return TONGUES.get(tongue_of(tongue), tongue)


def direction_of(tongue: str) -> str:
    """How it is written: from the right, or from the left."""
    return "rtl" if LANG_INFO.get(tongue_of(tongue), {}).get("bidi") else "ltr"


@dataclass(frozen=True)
class Wording:
    """A statement as somebody reads it. ``original`` is empty where it is not translated."""

    text: str
    language: str
    original: str = ""
    original_language: str = ""

    @property
    def direction(self) -> str:
        return direction_of(self.language)

    @property
    def original_direction(self) -> str:
        return direction_of(self.original_language)


def worded(statement: UUID | None, text: str, language: str, tongue: str, translations: Translations) -> Wording:
    """The statement in a language: as it was put in, where that is the language or there is no translation."""
    own = tongue_of(language)
    found = translations.get((statement, tongue)) if statement and own != tongue else None
    return Wording(text, language) if found is None else Wording(found, tongue, text, language)


def statements_and_translations(step: Step) -> QuerySet[Contribution]:
    """The words of the statements of a step that show, and what they are in other languages, in their order."""
    shown = Contribution.objects.filter(
        conversation=step.room_id, part=step.part, kind__in=[STATEMENT, TRANSLATION], state=Contribution.State.SHOWN
    )
    return shown.order_by("position")


def translations_of(step: Step, tongues: Collection[str]) -> Translations:
    """The newest translation that shows of each statement of a step, in each of these languages."""
    shown = statements_and_translations(step).filter(kind=TRANSLATION, language__in=tongues, parent__isnull=False)
    rows = shown.values_list("parent", "language", "text")
    return {(statement, language): text for statement, language, text in rows}


def tongues_of(step: Step) -> list[tuple[str, str]]:
    """The languages in which statements of a step can be read, with their names: also those they were put in."""
    shown = statements_and_translations(step).order_by()
    codes = {tongue_of(code) for code in shown.values_list("language", flat=True).distinct()}
    return sorted(((code, name_of(code)) for code in codes if code), key=lambda one: one[1].casefold())


def reads(participant: Participant) -> str:
    """In which language somebody reads statements: the one they chose, or else that of the pages."""
    chosen = Reading.objects.filter(participant=participant).values_list("tongue", flat=True).first()
    return chosen or tongue_of(get_language() or "")


def as_read(step: Step, statements: Iterable[Statement], participant: Participant) -> dict[UUID, Wording]:
    """Statements as somebody reads them, by their keys."""
    return in_tongue(step, statements, reads(participant))


def in_tongue(step: Step, statements: Iterable[Statement], tongue: str) -> dict[UUID, Wording]:
    translations = translations_of(step, [tongue])
    return {one.pk: worded(one.pk, one.words.text, one.words.language, tongue, translations) for one in statements}


def kept_of(person: Person) -> Iterator[Row]:
    """The languages that a member chose where they are openly themselves: for their own data."""
    for one in Reading.objects.filter(participant__member=person).select_related("participant__conversation"):
        yield {**where(one.participant.conversation), "you read statements in": name_of(one.tongue)}


def forget(*, key: str) -> None:
    """Where somebody is erased, the language they read is forgotten."""
    Reading.objects.filter(participant__in=_people(key)).delete()


def _people(key: str) -> list[UUID]:
    found = Participant.objects.filter(pk=key) | Participant.objects.filter(member=key)
    return list(found.values_list("pk", flat=True))
