"""The form for a file beside words. A form that takes words and a file inherits from it too."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wholeroom.web.conversations import attaching

ACCEPTED = "image/jpeg,image/png,image/webp,image/gif,application/pdf,.pdf,text/csv,.csv,text/plain,.txt"


class ToldOfPhotos(forms.CharField):
    """Asked of everybody, without "you may leave this out"; whether it is needed is known once the file is seen."""

    def validate(self, value: str) -> None:
        return


class WithFile(forms.Form):
    """One file, and what it shows. After it is valid, ``ready`` is the file as it will be kept, or None."""

    use_required_attribute = False

    file = forms.FileField(
        label=_("A photo, a PDF or a table"),
        help_text=_(
            "A photo is made small. Where and when it was taken is taken out. Faces and names in it stay: look first. "
            "A PDF or a table is kept as it is. The name of who made it may be inside, and only you can remove it."
        ),
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={
            "required": _("Choose a file first."),
            "empty": _("This file is empty. Choose another."),
            "max_length": _("The name of this file is too long."),
        },
    )
    alt = ToldOfPhotos(
        label=_("What does the photo show?"),
        help_text=_("For people who cannot see it. One sentence will do. A PDF or a table needs none."),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.ready: attaching.ReadyFile | None = None

    def clean(self) -> dict[str, Any]:
        kept = super().clean() or self.cleaned_data
        if file := self.cleaned_data.get("file"):
            self._make_ready(file)
        return kept

    def _make_ready(self, file: Any) -> None:
        try:
            self.ready = attaching.make_ready(file, name=file.name, size=file.size)
        except attaching.CannotBeKept as refusal:
            self.add_error("file", str(refusal))
            return
        if self.ready.is_picture and not self.cleaned_data.get("alt"):
            self.add_error("alt", _("Say in words what the photo shows. Then choose the photo again."))


class FileForm(WithFile):
    """Only a file, for words that were said already."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["file"].required = True
