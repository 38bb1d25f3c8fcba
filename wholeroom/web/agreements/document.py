"""The page of an outcome as a document: what a commissioner would attach to a board paper."""

from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wholeroom.web.agreements import afterwards
from wholeroom.web.agreements.outcome_page import AtClose, Option, OutcomePage
from wholeroom.web.documents.blocks import (
    Beside,
    Block,
    Bullets,
    Caveat,
    Decision,
    Document,
    Heading,
    Links,
    Paragraph,
    Quotes,
    Table,
)
from wholeroom.web.documents.days import written
from wholeroom.web.documents.seats import ring


def document(page: OutcomePage, *, address: str) -> Document:
    """All of it, in the language of whoever reads. ``address`` is where its newest state stands."""
    was = page.at_close
    return Document(
        title=was.question,
        lead=" · ".join(one for one in (was.method, written(was.day), was.place, was.address) if one),
        language=get_language() or "en-gb",
        address=address,
        blocks=(
            *to_note(was),
            *problem(was),
            *agreed(was),
            *promises(page),
            *not_agreed(was),
            *who_was_there(was),
            *said(was),
            *afterwards.since(page),
        ),
    )


def to_note(was: AtClose) -> Iterator[Block]:
    yield Heading(_("What you are asked to note"))
    notes = []
    if was.agreed:
        notes.append(
            _("Options agreed: {count}. Nobody in the room could not live with them.").format(count=len(was.agreed))
        )
    if was.promises:
        first = written(min(one.by_when for one in was.promises))
        notes.append(_("Promises made: {count}. The first is due on {day}.").format(count=len(was.promises), day=first))
    if was.not_agreed:
        notes.append(_("Options not agreed: {count}. The reasons stand below.").format(count=len(was.not_agreed)))
    if was.missing:
        names = ", ".join(one.name for one in was.missing)
        notes.append(_("Seats stayed empty for: {groups}.").format(groups=names))
    if was.decided_by:
        notes.append(_("Who decides now: {who}.").format(who=was.decided_by.rstrip(".")))
    if was.review_day:
        notes.append(_("On {day} those affected say what changed.").format(day=written(was.review_day)))
    yield Bullets(tuple(notes)) if notes else Paragraph(_("Nothing was agreed, and nothing was promised."))
    if was.elsewhere:
        yield Links(tuple((one.title, one.address) for one in was.elsewhere))
    if was.is_small:
        yield Caveat(_("This was a small meeting. It shows what these people said, not how many think so."))


def problem(was: AtClose) -> Iterator[Block]:
    yield Heading(_("The problem as it is now"))
    yield Quotes(was.problem_now) if was.problem_now else Paragraph(was.question, is_theirs=True)
    if was.given:
        yield Heading(_("What was given, and not up for discussion"), level=3)
        yield Paragraph(was.given, is_theirs=True)


def agreed(was: AtClose) -> Iterator[Block]:
    yield Heading(_("What nobody could not live with"))
    if was.agreed:
        yield Paragraph(_("What was said against an option stands beside it, in the same size."))
        if any(one.earlier for one in was.agreed):
            yield Paragraph(_("Where an option was worded anew, its earlier words stand below it in the same way."))
        yield from decisions(was.agreed)
        yield from counts_caveat(was.agreed)
    else:
        yield Paragraph(_("No option was agreed."))


def not_agreed(was: AtClose) -> Iterator[Block]:
    yield Heading(_("What was not agreed"))
    if was.not_agreed:
        yield from decisions(was.not_agreed)
        yield from counts_caveat(was.not_agreed)
    else:
        yield Paragraph(_("There was no option left that somebody could not live with."))


def decisions(options: tuple[Option, ...]) -> Iterator[Block]:
    for number, option in enumerate(options, 1):
        title = _("Agreed {number}") if option.is_agreed else _("Not agreed {number}")
        yield Decision(title.format(number=number), (as_it_ended(option), *as_it_was_before(option)))


def as_it_ended(option: Option) -> Beside:
    return Beside(
        title=_("The option"),
        words=option.words,
        notes=(option.told,) if option.told else (),
        against_title=_("Said against it"),
        against=option.objections,
        nothing_against=nothing_against(option),
    )


def nothing_against(option: Option) -> str:
    """Where it was worded before, this must not read as if nobody had ever been against it."""
    if option.is_agreed:
        return nothing_against_wording() if option.earlier else _("Nobody said anything against it.")
    return _("Nobody wrote down why this wording was not agreed.") if option.earlier else _("Nobody wrote down why.")


def nothing_against_wording() -> str:
    return _("Nobody said anything against this wording.")


def as_it_was_before(option: Option) -> Iterator[Beside]:
    for number, wording in enumerate(option.earlier, 1):
        title = _("How it was worded before")
        if len(option.earlier) > 1:
            title = _("How it was worded before, {number} of {count}").format(number=number, count=len(option.earlier))
        yield Beside(
            title=title,
            words=wording.words,
            notes=(),
            against_title=_("Said against it"),
            against=wording.objections,
            nothing_against=nothing_against_wording(),
        )


def counts_caveat(options: tuple[Option, ...]) -> Iterator[Block]:
    if not any(option.told for option in options):
        yield Caveat(_("We do not give numbers where few people took part. A number could show who said what."))


def promises(page: OutcomePage) -> Iterator[Block]:
    was = page.at_close
    yield Heading(_("Who does what by when"))
    if not was.promises:
        yield Paragraph(_("Nobody promised anything."))
        return
    now = {one.position: one for one in page.promises}
    yield Table(
        caption=_("Promises"),
        header=(_("Number"), _("Who"), _("What"), _("By when"), _("Who judges it"), _("How it goes")),
        rows=tuple(
            (
                str(one.position),
                one.who,
                one.words.text,
                written(one.by_when),
                one.judge,
                afterwards.how_it_goes(now[one.position]),
            )
            for one in was.promises
        ),
    )


def who_was_there(was: AtClose) -> Iterator[Block]:
    yield Heading(_("Who was in the room, and who was missing"))
    if not was.seats:
        yield Paragraph(_("The facilitator marked no seats, so this page does not say who was missing."))
        return
    yield ring(was.seats)
    yield Caveat(_("The facilitator marked the seats. They say nothing of how people describe themselves."))


def said(was: AtClose) -> Iterator[Block]:
    """Everything that does not stand further up already."""
    yield Heading(_("What people said"))
    above = {one.id for option in was.options for one in option.all_words}
    above |= {one.id for one in was.problem_now} | {one.words.id for one in was.promises}
    parts = [(part.title, tuple(one for one in part.words if one.id not in above)) for part in was.said]
    if not any(words for _title, words in parts):
        yield Paragraph(_("There are no other words."))
        return
    yield Paragraph(_("These are people’s own words, step by step. A name or a group stands there if they chose it."))
    yield Caveat(_("Groups are as people describe themselves."))
    for title, words in parts:
        if words:
            yield Heading(title, level=3)
            yield Quotes(words)
