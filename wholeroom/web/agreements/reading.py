"""Turns a frozen page and today's words into what is shown, so that an erased word is nowhere any more."""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from wholeroom.web.agreements.freezing import words_of
from wholeroom.web.agreements.models import Agreement, Promise, Review
from wholeroom.web.agreements.outcome_page import (
    AtClose,
    Change,
    EarlierWording,
    Option,
    OutcomePage,
    OwnPage,
    Part,
    Promised,
    PromiseNow,
    ReviewRead,
    Wording,
)
from wholeroom.web.documents.blocks import Seats
from wholeroom.web.documents.words import KeptWords, Words, clean
from wholeroom.web.people.addresses import absolute
from wholeroom.web.people.stakeholder_groups import GROUPS
from wholeroom.web.rooms.models import Room

LONGEST_QUESTION = 200


def read(agreement: Agreement) -> OutcomePage:
    """The whole page, in three queries however long it is."""
    promises = list(agreement.promises.all())
    reviews = list(agreement.reviews.all())
    later = [one for row in promises for one in (row.words_id,)]
    later += [one for row in reviews for one in (row.words_id, row.was_words_id)]
    reader = Reader(agreement.page, [one for one in later if one])
    return OutcomePage(
        id=agreement.pk.hex,
        at_close=reader.at_close(),
        promises=tuple(reader.promise_now(one, [of for of in reviews if of.promise_id == one.pk]) for one in promises),
        reviews=tuple(reader.review(one) for one in reviews if one.promise_id is None),
        told=agreement.told,
    )


class Reader(KeptWords):
    """One page as it was kept, and the words that it refers to."""

    def __init__(self, page: dict[str, Any], later: Iterable[uuid.UUID]) -> None:
        super().__init__([*mentioned(page), *(one.hex for one in later)], page["labels"])
        self.page = page

    def at_close(self) -> AtClose:
        page = self.page
        return AtClose(
            question=self.question(),
            day=date.fromisoformat(page["day"]),
            place=str(Room.Place(page["place"]).label),
            address=clean(page["address"]),
            method=in_language(page["method_title"]),
            given=clean(page["given"]),
            decided_by=clean(page["decided_by"]),
            is_small=page["is_small"],
            seats=tuple(Seats(group_name(one["group"]), one["taken"], one["empty"]) for one in page["seats"]),
            problem_now=self.all_words(page["problem_now"]),
            said=tuple(Part(in_language(part["title"]), self.all_words(part["words"])) for part in page["said"]),
            options=tuple(self.option(one) for one in page["options"]),
            promises=tuple(self.promised(number, one) for number, one in enumerate(page["promises"], 1)),
            review_day=date.fromisoformat(page["review_day"]) if page["review_day"] else None,
            elsewhere=tuple(
                OwnPage(in_language(one["title"]), absolute(one["path"])) for one in page.get("elsewhere", ())
            ),
        )

    def question(self) -> str:
        kept = self.page["question"]
        if "text" in kept:
            return clean(kept["text"]) or _("A question that nobody wrote down")
        first_line, *_rest = self.words(kept["words"]).text.splitlines() or [""]
        return first_line[:LONGEST_QUESTION]

    def option(self, one: dict[str, Any]) -> Option:
        return Option(
            words=self.one(one["words"]),
            is_agreed=one["is_agreed"],
            told=one["told"],
            objections=self.all_words(one["objections"]),
            earlier=tuple(self.earlier_wording(before) for before in one["earlier"]),
        )

    def earlier_wording(self, one: dict[str, Any]) -> EarlierWording:
        gone = Words("", _("This wording no longer shows."), is_shown=False)
        wordless = (Words("", told, is_shown=False) for told in one["wordless"])
        return EarlierWording(
            words=self.one(one["words"]) if one["words"] else gone,
            objections=(*self.all_words(one["objections"]), *wordless),
        )

    def promised(self, position: int, one: dict[str, Any]) -> Promised:
        return Promised(
            position=position,
            words=self.one(one["words"]),
            who=owner_name(one["who"]),
            by_when=date.fromisoformat(one["by_when"]),
            judge=clean(one["judge"]) or _("nobody was named"),
        )

    def promise_now(self, promise: Promise, reviews: Iterable[Review]) -> PromiseNow:
        """Its reviews from first to last. What a change led to is what the next one found, or what stands now."""
        now = Wording(self.kept(promise.words_id), promise.by_when)
        found: list[ReviewRead] = []
        after = now
        for one in reversed(list(reviews)):
            change = None
            if one.was_by_when:
                before = Wording(self.kept(one.was_words_id), one.was_by_when)
                change, after = Change(before, after), before
            found.append(self.review(one, change))
        return PromiseNow(promise.position, now.words, owner_name(promise.who), now.by_when, tuple(reversed(found)))

    def kept(self, key: uuid.UUID | None) -> Words:
        return self.one(key.hex if key else "")

    def review(self, review: Review, change: Change | None = None) -> ReviewRead:
        words = self.words(review.words_id.hex, review.label) if review.words_id else None
        judged = str(Promise.State(review.judged).label) if review.judged else ""
        return ReviewRead(review.day, review.standing, judged, words, change)


def mentioned(page: dict[str, Any]) -> list[str]:
    """The ids of all words that a frozen page refers to."""
    found = [page["question"].get("words"), *page["problem_now"]]
    found += [words for part in page["said"] for words in part["words"]]
    found += [words for one in page["options"] for words in words_of(one)]
    return [one for one in [*found, *(one["words"] for one in page["promises"])] if one]


def in_language(title: str) -> str:
    """A text of a method, in the reader's language; what a facilitator wrote instead is shown as it is."""
    return _(title) if title else ""


def owner_name(who: str) -> str:
    return clean(who) or _("somebody who was erased")


def group_name(code: str) -> str:
    return str(GROUPS.get(code, code))
