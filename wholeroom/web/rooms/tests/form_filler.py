"""Fills in whatever forms a page shows, as a person would who answers only what is asked."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

TYPED = ("text", "email", "url")


@dataclass
class ShownForm:
    values: dict[str, str] = field(default_factory=dict)
    free: dict[str, str] = field(default_factory=dict)  # fields in which people write -> what stands in them
    most: dict[str, int] = field(default_factory=dict)  # letters that fit into the large boxes

    def filled(self, words: str) -> dict[str, str]:
        """What is sent: the words in the large box, a name where a name is asked, the rest as it stands."""
        written = {name: value or f"Somebody called {name}" for name, value in self.free.items()}
        if "text" in written:
            written["text"] = words[: self.most.get("text")]
        return {**self.values, **written}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[ShownForm] = []
        self.sends: list[bool] = []
        self.inside: ShownForm | None = None
        self.textarea = self.select = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = dict(attributes)
        name, value, kind = found.get("name") or "", found.get("value") or "", found.get("type") or "text"
        if tag == "form":
            self.inside = ShownForm()
            self.forms.append(self.inside)
            self.sends.append("data-send" in found)
        elif self.inside is None:
            return
        elif tag == "textarea":
            self.textarea = name
            self.inside.free[name] = ""
            if limit := found.get("maxlength"):
                self.inside.most[name] = int(limit)
        elif tag == "select":
            self.select = name
        elif tag == "option" and ("selected" in found or (value and not self.inside.values.get(self.select))):
            self.inside.values[self.select] = value
        elif tag == "button" and name:
            self.inside.values.setdefault(name, value)  # the first is pressed
        elif tag == "input":
            self._input(name, value, kind, "checked" in found)

    def _input(self, name: str, value: str, kind: str, is_checked: bool) -> None:
        if kind == "radio":
            if is_checked or name not in self.inside.values:
                self.inside.values[name] = value
        elif kind in TYPED:
            self.inside.free[name] = value
        elif kind != "checkbox" or is_checked:
            self.inside.values[name] = value

    def handle_data(self, text: str) -> None:
        if self.textarea and self.inside:
            self.inside.free[self.textarea] += text.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = None
        elif tag == "textarea":
            self.textarea = ""


def forms_in(page: str) -> list[ShownForm]:
    """The forms in which something is said (not those that change words said before), in their order."""
    reader = _Reader()
    reader.feed(page)
    return [form for form, sends in zip(reader.forms, reader.sends, strict=True) if sends]
