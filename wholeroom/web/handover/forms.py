"""What may be handed over. A small file is read at once, so that what is wrong with it is said beside the form."""

import io
from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy

from wholeroom.analysis.disclosure.safe_table import SafeTable
from wholeroom.analysis.disclosure.table import protect_file
from wholeroom.analysis.opinion.statements import read_statements
from wholeroom.analysis.opinion.votes import read_votes
from wholeroom.analysis.reading.bad_rows import BadRow, InputError
from wholeroom.web.explained_choices import ExplainedChoices
from wholeroom.web.handover.fields import FilesField, FilesInput, NamesField
from wholeroom.web.handover.told import NO_GOOD_ROW
from wholeroom.web.rows_left_out import FIRST_BAD_ROWS, BadRowShown, in_their_language, where_and_what

SMALL = 256_000  # bytes of votes: read in a moment, in the request itself
SMALL_TABLE = 64_000  # bytes of a table: protected in less than a second
LONGEST_NAMES = 1_000
LONGEST_TITLE = 200
CSV_FILES = {"accept": ".csv,text/csv,text/plain"}


class HandOverForm(forms.Form):
    """``bad_rows`` holds the first rows that could not be read, where no row could."""

    small = SMALL
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bad_rows: list[BadRow] = []

    @property
    def bad_rows_shown(self) -> list[BadRowShown]:
        return [BadRowShown.of(row) for row in self.bad_rows]

    def files_handed(self) -> dict[str, list[UploadedFile]]:
        """The files of each field; fields left out are not in it."""
        found = {
            name: self.cleaned_data[name] for name, field in self.fields.items() if isinstance(field, forms.FileField)
        }
        return {name: files if isinstance(files, list) else [files] for name, files in found.items() if files}

    def choices_made(self) -> dict[str, Any]:
        """Everything but the files, for the one who answers."""
        return {name: value for name, value in self.cleaned_data.items() if name not in self.files_handed()}

    def naming(self, column: str | None) -> str | None:
        """The field in which somebody wrote the name of a column."""
        return next((name for name in ("groups", "counts") if column in self.cleaned_data.get(name, ())), None)

    def refuse(self, field: str, bad_rows: Sequence[BadRow]) -> None:
        self.bad_rows = list(bad_rows[:FIRST_BAD_ROWS])
        self.add_error(field, in_their_language(NO_GOOD_ROW))

    def read_if_small(self, field: str, read: Callable[[io.BytesIO], Any], blame: str | None = None) -> Any:
        """What ``read`` makes of a small file, or None; an InputError becomes the error of the field to blame."""
        upload = self.cleaned_data.get(field)
        if not upload or upload.size > self.small:
            return None
        try:
            return read(io.BytesIO(upload.read()))
        except InputError as error:
            self.add_error(blame or self.naming(error.column) or field, where_and_what(error))
            return None
        finally:
            upload.seek(0)


def files_errors(missing: str) -> dict[str, Any]:
    return {"required": missing, "empty": gettext_lazy("This file is empty. Choose the file that holds the rows.")}


class OpinionMapForm(HandOverForm):
    votes = forms.FileField(
        label=gettext_lazy("File with the votes"),
        help_text=gettext_lazy("A CSV file. The shapes we can read are shown on this page."),
        error_messages=files_errors(gettext_lazy("Choose the file with the votes.")),
        widget=forms.FileInput(attrs=CSV_FILES),
    )
    statements = forms.FileField(
        label=gettext_lazy("File with the statements"),
        help_text=gettext_lazy("With it, the report shows the words people voted on."),
        error_messages=files_errors(""),
        required=False,
        widget=forms.FileInput(attrs=CSV_FILES),
    )
    title = forms.CharField(
        label=gettext_lazy("What was the vote about?"),
        help_text=gettext_lazy("It stands at the top of the report."),
        max_length=LONGEST_TITLE,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        votes = self.read_if_small("votes", read_votes)
        if votes is not None and not votes.rows_used:
            self.refuse("votes", votes.bad_rows)
        self.read_if_small("statements", read_statements)
        return self.cleaned_data


RULES = {
    "people": (
        gettext_lazy("People in groups"),
        gettext_lazy("0 to 4 becomes “none or a few”. A count of 3 carers is not shown. A count of 12 is."),
    ),
    "answers": (
        gettext_lazy("Answers or votes"),
        gettext_lazy(
            "We show a row from 5 answers up. If all say the same, from 10. 3 for and 1 against is not shown."
        ),
    ),
    "secret": (
        gettext_lazy("A secret vote"),
        gettext_lazy(
            "We show a row from 8 people up, and never if all say the same. 9 for and 0 against is not shown."
        ),
    ),
    "measures": (
        gettext_lazy("Figures for the public"),
        gettext_lazy("We hide 1 to 4 and round the rest to fives. 3 is hidden, and 12 becomes 10."),
    ),
}


class ProtectForm(HandOverForm):
    small = SMALL_TABLE
    table = forms.FileField(
        label=gettext_lazy("File with the table"),
        help_text=gettext_lazy("A CSV file. There is an example on this page."),
        error_messages=files_errors(gettext_lazy("Choose the file with the table.")),
        widget=forms.FileInput(attrs=CSV_FILES),
    )
    rule = forms.ChoiceField(
        label=gettext_lazy("What do the numbers count?"),
        choices=[(rule, label) for rule, (label, about) in RULES.items()],
        error_messages={"required": gettext_lazy("Choose what the numbers count.")},
        widget=ExplainedChoices(abouts={rule: about for rule, (label, about) in RULES.items()}),
    )
    groups = NamesField(
        label=gettext_lazy("Columns with names of groups"),
        help_text=gettext_lazy(
            "Put commas between them, as in: area, group. Left out, we take the columns with words."
        ),
        max_length=LONGEST_NAMES,
        required=False,
    )
    counts = NamesField(
        label=gettext_lazy("Columns with counts"),
        help_text=gettext_lazy(
            "Put commas between them, as in: agree, disagree. Left out, we take the columns with numbers."
        ),
        max_length=LONGEST_NAMES,
        required=False,
    )
    before = FilesField(
        label=gettext_lazy("Safe tables you shared before"),
        help_text=gettext_lazy("Choose all of them. Two tables side by side can show what each one hides."),
        required=False,
        widget=FilesInput(attrs=CSV_FILES),
    )

    def clean(self) -> dict[str, Any]:
        if "table" in self.cleaned_data and "rule" in self.cleaned_data:
            table = self.read_if_small("table", self.protect)
            if table is not None and not table.rows and table.bad_count:
                self.refuse("table", table.bad_rows)
            elif table is not None and self.cleaned_data.get("before"):
                self.read_earlier_if_small()
        return self.cleaned_data

    def protect(self, source: io.BytesIO, before: Sequence[io.BytesIO] = ()) -> SafeTable:
        named = {name: self.cleaned_data.get(name) or None for name in ("groups", "counts")}
        return protect_file(source, rule=self.cleaned_data["rule"], before=before, **named)

    def read_earlier_if_small(self) -> None:
        """What is wrong now, though the table alone was right, is wrong with an earlier version."""
        earlier = self.cleaned_data["before"]
        if sum(upload.size for upload in earlier) <= self.small:
            versions = [io.BytesIO(b"".join(upload.chunks())) for upload in earlier]
            self.read_if_small("table", lambda source: self.protect(source, versions), blame="before")
