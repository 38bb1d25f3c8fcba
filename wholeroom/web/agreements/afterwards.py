"""What stands under a frozen page: how promises go, and what changed, each with its day."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from wholeroom.web.agreements.models import Review
from wholeroom.web.agreements.outcome_page import Change, OutcomePage, PromiseNow, ReviewRead
from wholeroom.web.documents.blocks import Block, Entry, Heading, Paragraph
from wholeroom.web.documents.days import written
from wholeroom.web.documents.words import Words


def how_it_goes(promise: PromiseNow) -> str:
    """The newest of the owner, and everything that those who judge it say; each says whose view it is."""
    owner = [one for one in promise.reviews if one.standing == Review.Standing.OWNER]
    judges = [one for one in promise.reviews if one.standing == Review.Standing.JUDGE]
    lines = [_owner_line(promise, owner[-1])] if owner else []
    lines += [_("Judged: {judged} ({day})").format(judged=one.judged, day=written(one.day)) for one in judges]
    return "\n".join(dict.fromkeys(lines)) or _("under way")


def _owner_line(promise: PromiseNow, review: ReviewRead) -> str:
    if review.change:
        return _("Changed: now by {by_when}").format(by_when=written(promise.by_when))
    return _("The owner says: {judged} ({day})").format(judged=review.judged, day=written(review.day))


def since(page: OutcomePage) -> Iterator[Block]:
    yield Heading(_("Since then"))
    reviewed = [one for one in page.promises if one.reviews]
    if not reviewed and not page.reviews:
        yield Paragraph(_nothing_yet(page))
        return
    yield Paragraph(_("What people said after the meeting stands here with its day. The page above stays as it was."))
    for promise in reviewed:
        yield Heading(_("Promise {number}: {who}").format(number=promise.position, who=promise.who), level=3)
        yield from promise_entries(promise)
    if page.reviews:
        yield Heading(_("What changed for those affected"), level=3)
        yield from (Entry(written(one.day), _only(one.words)) for one in page.reviews)
    if page.told:
        yield Paragraph(_("Everybody who spoke was told on {day}.").format(day=written(page.told)))


def _nothing_yet(page: OutcomePage) -> str:
    if page.at_close.review_day is None:
        return _("Nobody has said anything yet about what came of it.")
    day = written(page.at_close.review_day)
    return _("On {day} those affected say what changed. What they say will stand here.").format(day=day)


def promise_entries(promise: PromiseNow) -> Iterator[Entry]:
    """What was said of one promise, first to last."""
    for one in promise.reviews:
        yield _changed(one, one.change) if one.change else Entry(_entry_title(one), _only(one.words))


def _entry_title(review: ReviewRead) -> str:
    day = written(review.day)
    if review.standing == Review.Standing.JUDGE:
        return _("{day}. Somebody who judges it says: {judged}").format(day=day, judged=review.judged)
    return _("{day}. The owner says: {judged}").format(day=day, judged=review.judged)


def _changed(review: ReviewRead, change: Change) -> Entry:
    has_new_words = change.before.words.id != change.after.words.id
    return Entry(
        _entry_title(review),
        _only(review.words),
        before_title=_("Before: by {day}").format(day=written(change.before.by_when)),
        before=(change.before.words,) if has_new_words else (),
        now_title=_("From then on: by {day}").format(day=written(change.after.by_when)),
        now=(change.after.words,) if has_new_words else (),
    )


def _only(words: Words | None) -> tuple[Words, ...]:
    return (words,) if words else ()
