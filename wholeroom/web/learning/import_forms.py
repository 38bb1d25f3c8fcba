"""A table to bring in, and as what it comes."""

import io
from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wholeroom.analysis.exchange.note_rows import read_notes
from wholeroom.analysis.exchange.problem_rows import read_problems
from wholeroom.analysis.exchange.word_rows import MOST_ROWS, WordRows
from wholeroom.analysis.reading.bad_rows import InputError
from wholeroom.web.handover.forms import files_errors
from wholeroom.web.rows_left_out import where_and_what

PROBLEMS, NOTES = "problems", "notes"
READ: dict[str, Callable[..., WordRows]] = {PROBLEMS: read_problems, NOTES: read_notes}
MOST_BYTES = 2_000_000


class ImportForm(forms.Form):
    """``read`` holds the rows of the table, once it could be read."""

    use_required_attribute = False
    read: WordRows

    what = forms.ChoiceField(
        label=_("What does the table hold?"),
        choices=[(PROBLEMS, _("Problems")), (NOTES, _("Practice notes"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what the table holds.")},
    )
    file = forms.FileField(
        label=_("File with the table"),
        help_text=_("A CSV file. The columns are told on this page."),
        error_messages=files_errors(_("Choose the file with the table.")),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv,text/plain"}),
    )
    share = forms.BooleanField(
        label=_("Share all of it with everyone at once"),
        help_text=_("It stands in the list, with no name and no group. Else all of it comes as drafts of yours."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        upload, what = self.cleaned_data.get("file"), self.cleaned_data.get("what")
        if upload and upload.size > MOST_BYTES:
            self.add_error("file", _("This file is too large. Split it into parts of %d rows.") % MOST_ROWS)
        elif upload and what:
            try:
                self.read = READ[what](io.BytesIO(upload.read()))
            except InputError as error:
                self.add_error("file", where_and_what(error))
        return self.cleaned_data
