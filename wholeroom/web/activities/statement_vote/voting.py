"""The stage in which people vote: one statement at a time, and their own statements."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Count, QuerySet, Sum
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, override

from wholeroom.web.activities.statement_vote import actions, asking, reporting, seeing, splitting, tongues, walls
from wholeroom.web.activities.statement_vote.figures import Figures, Line, figures, may_show, shown_statements
from wholeroom.web.activities.statement_vote.forms import (
    SPLIT,
    VOTE,
    PaperStatementsForm,
    PaperVoteForm,
    SplitForm,
    StatementForm,
    StraySplitForm,
    VoteForm,
    statements_in,
    typed,
)
from wholeroom.web.activities.statement_vote.models import Statement
from wholeroom.web.conversations import appearance
from wholeroom.web.conversations.models import TRANSLATION, Contribution, Participant
from wholeroom.web.people.models import Person
from wholeroom.web.rooms import posting
from wholeroom.web.rooms.contract import Elsewhere, Outcome, Row, Said
from wholeroom.web.rooms.models import Step
from wholeroom.web.rooms.saying import CONSOLE_BYTES, newest_within, speaker_of
from wholeroom.web.rooms.taking import Taking


class Voting(Taking):
    name = "statement_vote"
    title: str | LazyText = _("Statements to vote on")

    def frame(self, step: Step, audience: str, language: str) -> str:
        with override(language):
            return render_to_string(f"statement_vote/{audience}-frame.html", self.seen(step, audience))

    def shorter_frame(self, step: Step, language: str, most_bytes: int) -> str:
        def draw(room: seeing.Room) -> str:
            return render_to_string("statement_vote/phone-frame.html", self.seen(step, "phone", room))

        with override(language):
            return seeing.shortened(step, draw, most_bytes)

    def seen(self, step: Step, audience: str, room: seeing.Room | None = None) -> dict[str, Any]:
        found = figures(step)
        shows = may_show(found, step)
        seen = seeing.seen(found, room or seeing.ROOM[audience]) if shows else None
        values = {"step": step, "voted": step, "found": found, "shows": shows, "seen": seen}
        if audience == "wall":
            return {**values, "wall": walls.view(step, found)}
        return {**values, **walls.choice(step), **newest(found)} if audience == "console" else values

    def form_version(self, step: Step) -> str:
        """Changes with the statements that show: how many they are, and the sum of their numbers."""
        shown = Statement.objects.filter(step=step, words__state=Contribution.State.SHOWN)
        found = shown.aggregate(many=Count("pk"), numbers=Sum("number", default=0))
        return f"{found['many']}_{found['numbers']}"

    def phone(self, step: Step, participant: Participant, form: forms.Form | None = None) -> str:
        wanted = form.data.get("statement", "") if isinstance(form, VoteForm) else ""
        tongue = tongues.reads(participant)
        asked = asking.asked_of(step, [participant.pk], wanted, tongues_read={participant.pk: tongue})[participant.pk]
        ballot = actions.ballot_of(step)
        mine = self.with_splits(self.own(step, participant), participant, form)
        add = form if isinstance(form, StatementForm) else StatementForm(participant=participant)
        drawn = [split for _words, split in mine] + ([add] if ballot.may_add else [])
        asks = form is None or not actions.is_over(step)
        ask = asking.draw(step, participant.pk, asked, csrf_token=posting.STAND_IN, tongue=tongue) if asks else ""
        values = {
            "asked": asked,
            "ask": ask,
            "ballot": ballot,
            "add": add,
            "mine": mine,
            "kept": typed(form) if form and form not in drawn else (),
            "errors": form,
            "tongues": tongues.tongues_of(step),
            "tongue": tongue,
        }
        return posting.draw("statement_vote/phone.html", step, **values)

    def with_splits(
        self, own: list[Contribution], participant: Participant, form: forms.Form | None
    ) -> list[tuple[Contribution, SplitForm | None]]:
        """What somebody put in; beside what was sent back, the form to make two of it."""
        sent_back = {words.pk: SplitForm(of=words, participant=participant) for words in splitting.to_be_split(own)}
        if isinstance(form, SplitForm) and form.of.pk in sent_back:
            sent_back[form.of.pk] = form
        return [(words, sent_back.get(words.pk)) for words in own]

    def console(self, step: Step, form: forms.Form | None = None) -> str:
        values = {
            "statements": form if isinstance(form, PaperStatementsForm) else PaperStatementsForm(room=step.room),
            "ballot": form if isinstance(form, PaperVoteForm) else PaperVoteForm(step=step, room=step.room),
            "form": form,
        }
        return posting.draw("statement_vote/console.html", step, **values)

    def form_of(self, step: Step, data: Mapping[str, str], by: Participant | Person) -> forms.Form:
        act = data.get("act")
        if isinstance(by, Person):
            if act == VOTE:
                return PaperVoteForm(data, step=step, room=step.room)
            return PaperStatementsForm(data, room=step.room)
        if act == VOTE:
            return VoteForm(data, step=step)
        if act == SPLIT:
            of = self.own_statement(step, by, data.get("of", ""))
            return SplitForm(data, of=of, participant=by) if of else StraySplitForm(data)
        return StatementForm(data, participant=by)

    def own_statement(self, step: Step, by: Participant, key: str) -> Contribution | None:
        """One's own, where the key is that of one."""
        own = (words for words in self.own(step, by) if words.kind == actions.STATEMENT)
        return next((words for words in own if str(words.pk) == key), None)

    def take(self, step: Step, form: forms.Form, by: Participant | Person) -> None:
        found = form.cleaned_data
        if isinstance(form, VoteForm):
            speaker = speaker_of(form, by)
            assert speaker is not None  # noqa: S101 -- a ballot is somebody's: its form asks whose
            actions.cast(by=by, step=step, statement=found["statement"], value=found["value"], speaker=speaker)
        elif isinstance(form, SplitForm) and isinstance(by, Participant):
            splitting.split(by=by, step=step, statement=form.of.statement, texts=found["texts"], words=found)
        elif isinstance(form, PaperStatementsForm) and isinstance(by, Person):
            said = {"speaker": found["for"], "shown_as": found["shown_as"], "sending": found["sending"]}
            actions.put_in_many(by=by, step=step, texts=statements_in(found["text"]), **said)
        else:
            words = {**found, "text": " ".join(found["text"].split())}
            actions.put_in(by=by, step=step, words=words, speaker=speaker_of(form, by))

    def rows(self, step: Step) -> list[Row]:
        """The statements with their figures, as far as these may be shown, and what was said under each."""
        found = figures(step)
        shows = may_show(found, step)
        rows = [_row(step, line, shows) for line in found.lines]
        of_words = {line.words.pk: line.statement.number for line in found.lines}
        return rows + [
            _under(step, one, of_words[one.parent_id])
            for one in self.words(step)
            if one.kind in (actions.BECAUSE, TRANSLATION) and one.parent_id in of_words
        ]

    def paper(self, step: Step) -> str:
        values = {"step": step, "statements": shown_statements(step), "ballot": actions.ballot_of(step)}
        return render_to_string("statement_vote/paper.html", values | {"shown_as": Contribution.ShownAs.choices})

    def took_part(self, step: Step) -> QuerySet[Participant]:
        return Participant.objects.filter(pk__in=step.votes.values("participant"))

    def meanwhile(self, step: Step) -> str | LazyText:
        return _("Give people quiet to read and vote. Go on when most have put their phones down.")

    def outcome(self, step: Step) -> Outcome:
        """What was said. A translation says the same once more, and stands with its statement."""
        said = [one for one in self.words(step) if one.kind != TRANSLATION]
        elsewhere = (report_of(step),) if reporting.is_reported(step) else ()
        return Outcome(said=Said.under(step.title, said), elsewhere=elsewhere)


def report_of(step: Step) -> Elsewhere:
    path = reverse("statement_vote:report", args=[step.room_id, step.pk])
    return Elsewhere(gettext_noop("The report of the vote"), path)


def _row(step: Step, line: Line, shows: bool) -> Row:
    hidden = {"agree": None, "disagree": None, "pass": None}
    told = {"agree": line.agree, "disagree": line.disagree, "pass": line.passed} if shows else hidden
    number = line.statement.number
    return {
        "step": step.name,
        "kind": "statement",
        "statement": number,
        "text": line.words.text,
        "language": line.words.language,
        "who": line.who,
    } | told


def _under(step: Step, words: Contribution, number: int) -> Row:
    """A word why, or a translation: both stand under a statement."""
    row = {"step": step.name, "kind": words.kind, "statement": number, "text": words.text}
    return row | {"language": words.language, "who": appearance.label(words)}


def newest(found: Figures) -> dict[str, Any]:
    """For the console: as many statements as fit, the newest first, to be read and moderated as they come."""
    kept = newest_within([line.words for line in found.lines[::-1]], CONSOLE_BYTES)
    return {"newest": kept, "earlier": len(found.lines) - len(kept)}
