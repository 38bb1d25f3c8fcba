"""What tests of the built pages share: the sets, and the texts and elements of a page."""

from html.parser import HTMLParser

from wholeroom.analysis.segmentation.definition import AimSet
from wholeroom.analysis.segmentation.reading_sets import read_set
from wholeroom.analysis.segmentation.tests.small import SETS, SMALL


def all_sets() -> list[AimSet]:
    """The small set and the examples."""
    return [SMALL, *map(read_set, SETS)]


class Elements(HTMLParser):
    """The elements of a page by name, each with its attributes and the text directly in it; and all texts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attributes), []))

    def handle_data(self, text: str) -> None:
        if self.found:
            self.found[-1][2].append(text)
        if text.strip():
            self.texts.append(" ".join(text.split()))

    def named(self, tag: str) -> list[tuple[dict[str, str | None], str]]:
        return [(attributes, "".join(text)) for name, attributes, text in self.found if name == tag]

    def of_class(self, name: str) -> int:
        return sum(name in (attributes.get("class") or "").split() for _, attributes, _ in self.found)
