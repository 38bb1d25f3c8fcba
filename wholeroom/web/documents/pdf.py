"""A document as a tagged PDF that can be read aloud (PDF/UA-1), set by Typst from the template beside this."""

import json
import re
import unicodedata
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext as _

from wholeroom.web.documents.blocks import Document

TEMPLATE = Path(__file__).parent / "typst" / "page.typ"
STANDARD = "ua-1"
MOST_TRIES = 40  # different signs that no font has
WITHOUT_SIGN = re.compile(r"the text `(\".*\")` could not be displayed")


@cache
def all_fonts() -> typst.Fonts:
    """Those inside Typst first, then those of the machine for letters of other scripts."""
    return typst.Fonts()


def pdf(document: Document, fonts: typst.Fonts | None = None) -> bytes:
    """A sign that no font can draw, such as a small picture, is written out by its name in brackets.

    Where a whole script is missing the page is made all the same: still tagged, but short of the standard.
    """
    told, fonts = json.dumps(plain(document), ensure_ascii=False), fonts or all_fonts()
    for _try in range(MOST_TRIES):
        try:
            return compiled(told, fonts, [STANDARD])
        except typst.TypstError as error:
            missing = WITHOUT_SIGN.search(error.message)
            if missing is None:
                raise
            signs = json.loads(missing.group(1))
            if any(unicodedata.category(sign).startswith("L") for sign in signs):
                break
            told = named(told, signs)
    return compiled(told, fonts, [])


def compiled(told: str, fonts: typst.Fonts, standards: list[str]) -> bytes:
    return typst.compile(
        TEMPLATE.read_bytes(), font_paths=fonts, sys_inputs={"document": told}, format="pdf", pdf_standards=standards
    )


def in_dots(svg: str) -> bytes:
    """A drawing as PNG."""
    sheet = '#set page(width: 13cm, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")'
    return typst.compile(sheet.encode(), font_paths=all_fonts(), sys_inputs={"svg": svg}, format="png", ppi=200)


def named(told: str, signs: str) -> str:
    for sign in signs:
        name = unicodedata.name(sign, "").lower()
        is_part_of_another = unicodedata.category(sign) in ("Mn", "Me", "Cf", "Sk")
        told = told.replace(sign, f"[{name}]" if name and not is_part_of_another else "")
    return told


def plain(document: Document) -> dict[str, Any]:
    """As the template reads it: each block with its kind, and the few words that only paper needs."""
    return {
        **asdict(document),
        "blocks": [{"kind": block.kind, **asdict(block)} for block in document.blocks],
        "newest": _("The newest state of this page:"),
        "page_of": _("Page {number} of {total}"),
    }
