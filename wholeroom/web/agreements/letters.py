"""What people are written about their agreement: whole messages in plain words, wrapped for any mail program."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from wholeroom.web.agreements import links
from wholeroom.web.agreements.actions import CHANGED_FOR_ME, PROGRESS
from wholeroom.web.agreements.afterwards import how_it_goes, promise_entries
from wholeroom.web.agreements.models import Agreement, Promise
from wholeroom.web.agreements.outcome_page import AtClose, OutcomePage
from wholeroom.web.agreements.reading import read
from wholeroom.web.conversations.models import Contribution, Participant
from wholeroom.web.documents import plain_text
from wholeroom.web.documents.blocks import Quotes
from wholeroom.web.documents.days import written
from wholeroom.web.documents.words import Words
from wholeroom.web.people.addresses import absolute

LONGEST_SUBJECT = 60
SAID_LATER = (PROGRESS, CHANGED_FOR_ME)


@dataclass(frozen=True, slots=True)
class Letter:
    """A whole message to a participant. ``about`` are the keys of the participants and words in it: with any of them,
    a waiting message is erased.
    """

    to: Participant
    subject: str
    paragraphs: tuple[str, ...]
    about: tuple[str, ...]


def send(letters: Sequence[Letter]) -> None:
    """One message to one address, with all that there is to say to it now."""
    first, *others = letters
    subject = first.subject
    if others:
        subject = _("{n} things wait for you").format(n=len(letters))
    bodies = ["\n\n".join(letter.paragraphs) for letter in letters]
    EmailMessage(
        subject=" ".join(subject.split()),
        body=f"\n\n{'-' * plain_text.WIDTH}\n\n".join(bodies) + "\n",
        to=[first.to.contact.email],
        headers={"X-About": ",".join(sorted({key for letter in letters for key in (letter.to.key, *letter.about)}))},
    ).send()


def to_owner(*, agreement: Agreement, promise: Promise, today: date) -> Letter:
    """Reminds whoever promised something."""
    page = read(agreement)
    now = page.promises[promise.position - 1]
    return Letter(
        to=promise.participant,
        subject=_("Your promise, due on {day}").format(day=written(promise.by_when)),
        paragraphs=(
            _meeting(page),
            _("You promised:"),
            _quoted((now.words,)),
            wrapped(when_due(promise, today)),
            wrapped(_("Please say how it goes. Nothing bad happens if it went wrong: say so, or change it.")),
            absolute(reverse("agreements:promise", args=[links.of_promise(promise)])),
            _page_address(agreement),
        ),
        about=tuple(keys_of((now.words,))),
    )


def when_due(promise: Promise, today: date) -> str:
    day = written(promise.by_when)
    if today == promise.by_when:
        return _("It is due today, {day}.").format(day=day)
    due = _("It was due on {day}.") if today > promise.by_when else _("It is due on {day}.")
    return due.format(day=day)


def for_review(*, agreement: Agreement, to: Participant) -> Letter:
    page = read(agreement)
    return Letter(
        to=to,
        subject=_("What has changed? {question}").format(question=_short(page.at_close.question)),
        paragraphs=(
            _meeting(page),
            wrapped(_("Today we look again. Please say what changed for you, and judge each promise.")),
            absolute(reverse("agreements:review-by-mail", args=[links.of_review(to)])),
            *_promises(page),
            *_addresses(agreement, page),
        ),
        about=tuple(keys_of(one.words for one in page.promises)),
    )


def tell(*, agreement: Agreement, page: OutcomePage, to: Participant) -> None:
    """The one message about what happened to what somebody said."""
    with translation.override(settings.LANGUAGE_CODE):
        said = _own_words(to)
        later = tuple(words for one in page.promises for review in one.reviews if (words := review.words))
        changed = tuple(review.words for review in page.reviews if review.words)
        promised = tuple(one.words for one in page.promises)
        letter = Letter(
            to=to,
            subject=_("What came of it: {question}").format(question=_short(page.at_close.question)),
            paragraphs=(
                _meeting(page),
                *([_("This is what you said, and what became of it:"), _said_and_fate(said, page)] if said else []),
                *_promises(page, with_entries=True),
                *([_("What changed for those affected:"), _quoted(changed)] if changed else []),
                *_addresses(agreement, page),
                wrapped(_("This is the last message about this meeting. Thank you for speaking.")),
            ),
            about=tuple(keys_of((*said, *promised, *later, *changed))),
        )
        send([letter])


def keys_of(words: Iterable[Words]) -> list[str]:
    """The keys of words, and of whoever said them."""
    ids = [one.id for one in words if one.id]
    said = Contribution.objects.filter(pk__in=ids, participant__isnull=False)
    return [*ids, *(key.hex for key in said.values_list("participant", flat=True))]


def wrapped(text: str) -> str:
    return plain_text.wrap(text)


def _meeting(page: OutcomePage) -> str:
    told = _("You were at a meeting on {day} about this question:")
    return f"{wrapped(told.format(day=written(page.at_close.day)))}\n{wrapped(page.at_close.question)}"


def _promises(page: OutcomePage, *, with_entries: bool = False) -> Iterator[str]:
    yield _("What was promised:") if page.promises else _("Nobody promised anything.")
    for one in page.promises:
        lines = [
            plain_text.wrap(f"{one.position}. {one.who}: {one.words.text}", "   ", ""),
            plain_text.wrap(_("By {day}.").format(day=written(one.by_when)), "   "),
            plain_text.wrap(_("How it goes: {goes}").format(goes="; ".join(how_it_goes(one).splitlines())), "   "),
        ]
        if with_entries:
            for entry in promise_entries(one):
                lines += ["", *plain_text.entry(entry)]
        yield "\n".join(lines)


def _own_words(participant: Participant) -> tuple[Words, ...]:
    shown = participant.contributions.filter(state=Contribution.State.SHOWN).exclude(kind__in=SAID_LATER)
    return tuple(Words(one.pk.hex, one.text) for one in shown)


def _said_and_fate(said: tuple[Words, ...], page: OutcomePage) -> str:
    return "\n\n".join(f"{plain_text.quote(one)}\n{plain_text.wrap(fate(one.id, page.at_close), '  ')}" for one in said)


def fate(words: str, was: AtClose) -> str:
    """What happened to some words in the meeting."""
    for option in was.options:
        if words == option.words.id:
            return _("It was agreed.") if option.is_agreed else _("It was not agreed.")
        if words in {one.id for one in option.objections}:
            return _("It stands beside the option you spoke against, in the same size.")
        if words in {one.words.id for one in option.earlier}:
            return _("It was worded anew, and both wordings stand on the page.")
        if words in {one.id for wording in option.earlier for one in wording.objections}:
            return _("After this the option was worded anew. Your words stand beside the wording you spoke against.")
    for promise in was.promises:
        if words == promise.words.id:
            return _("It is promise {number}.").format(number=promise.position)
    if words in {one.id for part in was.said for one in part.words}:
        return _("It stands on the page of the meeting.")
    return _("It is kept with the words of the meeting, and is not on its page.")


def _quoted(words: tuple[Words, ...]) -> str:
    return "\n".join(plain_text.lines(Quotes(words)))


def _addresses(agreement: Agreement, page: OutcomePage) -> Iterator[str]:
    """Of the page of the meeting, and of what stands beside it."""
    yield _page_address(agreement)
    for one in page.at_close.elsewhere:
        yield f"{one.title}:\n{one.address}"


def _page_address(agreement: Agreement) -> str:
    return f"{_('The page of the meeting:')}\n{absolute(reverse('agreements:page', args=[agreement.pk]))}"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_SUBJECT else f"{text[: LONGEST_SUBJECT - 1]}…"
