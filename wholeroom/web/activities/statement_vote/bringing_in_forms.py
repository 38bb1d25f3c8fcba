"""The files of a vote that was held elsewhere, and what the vote was about."""

import io
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wholeroom.analysis.opinion.gathered_votes import Limits
from wholeroom.analysis.opinion.held_elsewhere import NO_GOOD_VOTE, HeldElsewhere, held_elsewhere
from wholeroom.analysis.opinion.statements import read_statements
from wholeroom.analysis.opinion.votes import Votes, read_votes
from wholeroom.analysis.reading.bad_rows import BadRow, InputError
from wholeroom.web.activities.statement_vote.bringing_in import LONGEST_WHEN
from wholeroom.web.activities.statement_vote.tongues import TONGUES, tongue_of
from wholeroom.web.rows_left_out import FIRST_BAD_ROWS, BadRowShown, in_their_language, where_and_what

MOST = Limits(participants=5_000, statements=1_000, votes=100_000)  # a few seconds, in which all others wait
CSV_FILES = {"accept": ".csv,text/csv,text/plain"}


class BringInForm(forms.Form):
    """``held`` is the vote, once it could be read; ``bad_rows_shown`` the first rows, where none was good."""

    use_required_attribute = False
    held: HeldElsewhere

    question = forms.CharField(
        label=_("What was the vote about?"),
        help_text=_("A question, such as: Why do people leave?"),
        max_length=200,
        error_messages={"required": _("Write what the vote was about.")},
    )
    when = forms.CharField(
        label=_("When did people vote?"),
        help_text=_("Such as: July 2017. If you leave it empty, the report says that it is not known."),
        max_length=LONGEST_WHEN,
        required=False,
    )
    votes = forms.FileField(
        label=_("File with the votes"),
        help_text=_("votes.csv or participants-votes.csv of an export, or any table of votes."),
        error_messages={
            "required": _("Choose the file with the votes."),
            "empty": _("This file is empty. Choose the file that holds the rows."),
        },
        widget=forms.FileInput(attrs=CSV_FILES),
    )
    statements = forms.FileField(
        label=_("File with the statements"),
        help_text=_("comments.csv of an export, or a table with the columns statement and text."),
        error_messages={
            "required": _("Choose the file with the statements."),
            "empty": _("This file is empty. Choose the file that holds the rows."),
        },
        widget=forms.FileInput(attrs=CSV_FILES),
    )
    language = forms.ChoiceField(label=_("In which language are the statements?"), choices=list(TONGUES.items()))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["language"].initial = tongue_of(get_language() or "")
        self.bad_rows: tuple[BadRow, ...] = ()

    @property
    def bad_rows_shown(self) -> list[BadRowShown]:
        return [BadRowShown.of(row) for row in self.bad_rows[:FIRST_BAD_ROWS]]

    def clean(self) -> dict[str, Any]:
        votes = self._read("votes", lambda file: read_votes(file, limits=MOST))
        statements = self._read("statements", read_statements)
        if votes is not None and not votes.rows_used:
            self._refuse(votes)
        elif votes is not None and statements is not None:
            self.held = held_elsewhere(votes, statements)
        return self.cleaned_data

    def _read(self, field: str, read: Callable[[io.BytesIO], Any]) -> Any:
        upload: UploadedFile | None = self.cleaned_data.get(field)
        if not upload:
            return None
        try:
            return read(io.BytesIO(upload.read()))
        except InputError as error:
            self.add_error(field, where_and_what(error))
            return None

    def _refuse(self, votes: Votes) -> None:
        self.bad_rows = votes.bad_rows
        self.add_error("votes", in_their_language(NO_GOOD_VOTE))
