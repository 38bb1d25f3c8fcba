"""Fields of the two forms: names in one line, several files at once."""

import csv
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict


class NamesField(forms.CharField):
    """Names with commas between them; a name that holds a comma stands in double quotes."""

    def to_python(self, value: Any) -> tuple[str, ...]:
        rows = csv.reader([super().to_python(value)], skipinitialspace=True)
        return tuple(name.strip() for row in rows for name in row if name.strip())


class FilesInput(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: MultiValueDict, name: str) -> list[UploadedFile]:
        return files.getlist(name) if isinstance(files, MultiValueDict) else files.get(name, [])


class FilesField(forms.FileField):
    """No file, one, or several."""

    widget = FilesInput

    def clean(self, data: list[UploadedFile], initial: Any = None) -> list[UploadedFile]:
        if not data:
            super().clean(None, initial)  # refuses where a file is required
            return []
        return [super(FilesField, self).clean(one, initial) for one in data]
