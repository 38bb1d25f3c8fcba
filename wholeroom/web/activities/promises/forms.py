from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wholeroom.web.activities.promises.actions import default_review_day, is_same
from wholeroom.web.conversations import appearance
from wholeroom.web.conversations.forms import ContactForm, WordsForm
from wholeroom.web.conversations.models import Participant
from wholeroom.web.rooms.models import Room
from wholeroom.web.rooms.saying import WhoField, here

DAYS_TO_DO_IT = 30
LONGEST_YEARS = 3
REVIEW_DAY, CONTACT = "review-day", "contact"


class AheadField(forms.DateField):
    """A day that is still to come, and not so far away that a year must have been mistyped."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y"],
            error_messages={
                "required": _("Choose a day."),
                "invalid": _("Write a day such as 2027-03-31 or 31/3/2027."),
            },
            **options,
        )

    def clean(self, value: Any) -> date | None:
        day = super().clean(value)
        today = timezone.localdate()
        if day and day <= today:
            raise forms.ValidationError(_("Choose a day that is still to come."))
        if day and day > today + timedelta(days=366 * LONGEST_YEARS):
            raise forms.ValidationError(_("This day is years away. Choose a nearer one."))
        return day


class PromiseForm(WordsForm):
    """A promise. It always shows with the name written in it, so it does not ask how the words appear."""

    who = forms.CharField(
        label=_("Who promises?"),
        help_text=_("Promise only what you can do yourself. All who can open the page see this name."),
        max_length=80,
        error_messages={"required": _("Write a name, or the name of a team.")},
    )
    by_when = AheadField(label=_("By when?"), initial=lambda: timezone.localdate() + timedelta(days=DAYS_TO_DO_IT))
    judge = forms.CharField(
        label=_("Who will judge it?"),
        help_text=_("Not who promises: it counts when somebody who needs it says it was done."),
        max_length=80,
        error_messages={"required": _("Name who will judge it.")},
    )
    field_order = ("who", "text", "by_when", "judge", "sending")

    def __init__(self, *args: Any, participant: Participant | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["shown_as"]
        self.fields["text"].label = _("What?")
        self.fields["text"].widget.attrs["rows"] = 3
        if participant:
            self.initial.setdefault("who", appearance.name_of(participant))

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        if found.get("judge") and is_same(found.get("who", ""), found["judge"]):
            self.add_error("judge", _("Name somebody else. Nobody can judge their own promise."))
        return found


class PaperPromiseForm(PromiseForm):
    field_order = ("for", "who", "text", "by_when", "judge", "sending")

    def __init__(self, *args: Any, room: Room, **options: Any) -> None:
        super().__init__(*args, auto_id="paper_%s", **options)
        self.fields["for"] = WhoField(here(room))
        self.fields["for"].label = _("Who is it here?")
        self.fields["who"].help_text = _("The name that shows on the page.")
        self.order_fields(self.field_order)


class ReviewDayForm(forms.Form):
    use_required_attribute = False
    act = forms.CharField(initial=REVIEW_DAY, widget=forms.HiddenInput)
    day = AheadField(
        label=_("When do we look again?"),
        help_text=_("On this day those who are affected say what has changed."),
        initial=default_review_day,
    )


class PaperContactForm(ContactForm):
    """How somebody without a phone wants to hear back, as they told the facilitator."""

    act = forms.CharField(initial=CONTACT, widget=forms.HiddenInput)

    def __init__(self, *args: Any, room: Room, **options: Any) -> None:
        super().__init__(*args, auto_id="contact_%s", **options)
        people = here(room).filter(token_hash__isnull=True, member__isnull=True)
        who = WhoField(people)
        who.label, who.required, who.empty_label = _("Who?"), True, _("Choose somebody")
        who.error_messages["required"] = _("Choose who it is.")
        who.help_text = _("Only people without a phone of their own are here.")
        self.fields["for"] = who
        self.order_fields(["for", *self.fields])
