"""The stage in which the room chooses the day to look again, and each says how they want to hear back."""

from collections.abc import Mapping
from datetime import date

from django import forms
from django.template.loader import render_to_string
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from wholeroom.web.activities.promises import actions
from wholeroom.web.activities.promises.forms import CONTACT, PaperContactForm, ReviewDayForm
from wholeroom.web.activities.promises.models import ReviewDay
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations.forms import ContactForm
from wholeroom.web.conversations.models import Contact, Participant
from wholeroom.web.people.models import Person
from wholeroom.web.rooms import posting
from wholeroom.web.rooms.contract import Outcome, Row, Said
from wholeroom.web.rooms.models import Step
from wholeroom.web.rooms.taking import Taking


class LookingAgain(Taking):
    name = "promises"
    title: str | LazyText = _("When we look again")

    def frame(self, step: Step, audience: str, language: str) -> str:
        chosen = _chosen(step)
        values = {"day": chosen or actions.default_review_day(), "is_chosen": chosen is not None}
        with override(language):
            return render_to_string(f"promises/again-{audience}-frame.html", values)

    def phone(self, step: Step, participant: Participant, form: forms.Form | None = None) -> str:
        kept = Contact.objects.filter(participant=participant).first()
        values = {"form": form or ContactForm(initial=_initial(kept)), "kept": kept}
        return posting.draw("promises/again-phone.html", step, **values)

    def console(self, step: Step, form: forms.Form | None = None) -> str:
        day, contact = ReviewDayForm(initial=_initial_day(step), auto_id="again_%s"), PaperContactForm(room=step.room)
        if isinstance(form, PaperContactForm):
            contact = form
        elif form is not None:
            day = form
        return posting.draw("promises/again-console.html", step, day=day, contact=contact)

    def form_of(self, step: Step, data: Mapping[str, str], by: Participant | Person) -> forms.Form:
        if isinstance(by, Participant):
            return ContactForm(data)
        if data.get("act") == CONTACT:
            return PaperContactForm(data, room=step.room)
        return ReviewDayForm(data, auto_id="again_%s")

    def take(self, step: Step, form: forms.Form, by: Participant | Person) -> None:
        if isinstance(form, PaperContactForm):
            conversations.leave_contact(by=form.cleaned_data["for"], **form.kept())
        elif isinstance(form, ContactForm) and isinstance(by, Participant):
            conversations.leave_contact(by=by, **form.kept())
        elif isinstance(by, Person):
            actions.choose_review_day(by=by, room=step.room, day=form.cleaned_data["day"])

    def rows(self, step: Step) -> list[Row]:
        """The day alone: how people want to be reached is nobody else's to read."""
        chosen = _chosen(step)
        return [{"step": step.name, "kind": "review-day", "day": chosen.isoformat()}] if chosen else []

    def paper(self, step: Step) -> str:
        return render_to_string("promises/again-paper.html", {"step": step})

    def outcome(self, step: Step) -> Outcome:
        """The chosen day; or, where the step was held and nobody chose, the day that its screens named."""
        was_held = step.state in (Step.State.OPEN, Step.State.DONE)
        day = _chosen(step) or (actions.default_review_day() if was_held else None)
        return Outcome(said=Said.under(step.title, self.words(step)), review_day=day.isoformat() if day else None)


def _chosen(step: Step) -> date | None:
    found = ReviewDay.objects.filter(room=step.room_id).first()
    return found.day if found else None


def _initial_day(step: Step) -> dict[str, date]:
    chosen = _chosen(step)
    return {"day": chosen} if chosen else {}


def _initial(kept: Contact | None) -> dict[str, str]:
    if kept is None:
        return {}
    way = ContactForm.MAIL if kept.email else ContactForm.OTHER
    return {"way": way, "email": kept.email, "other_way": kept.other_way}
