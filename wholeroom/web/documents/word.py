"""The page as Word: real headings, real tables with header rows, a title and a language."""

import io
from collections.abc import Iterable

from django.utils.translation import gettext as _
from docx import Document as new_document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Cell, _Row

from wholeroom.web.documents.blocks import (
    Block,
    Bullets,
    Caveat,
    Decision,
    Document,
    Drawing,
    Entry,
    Heading,
    Links,
    Quotes,
    Ring,
    Table,
)
from wholeroom.web.documents.pdf import in_dots
from wholeroom.web.documents.words import Words

INK = RGBColor(0x1C, 0x23, 0x30)
LANGUAGES = {"en-gb": "en-GB", "cy": "cy-GB"}
QUOTE_STYLE, LABEL_STYLE, CAVEAT_STYLE = "Words said", "Who said it", "Caveat"


def word(document: Document) -> bytes:
    file = new_document()
    set_up(file, document)
    file.add_heading(document.title, level=1)
    file.add_paragraph(document.lead, style="Subtitle")
    for block in document.blocks:
        add(file, block)
    file.add_paragraph(f"{_('The newest state of this page:')} {document.address}", style=LABEL_STYLE)
    kept = io.BytesIO()
    file.save(kept)
    return kept.getvalue()


def set_up(file: WordDocument, document: Document) -> None:
    language = LANGUAGES.get(document.language, document.language)
    properties = file.core_properties
    properties.title, properties.language = document.title, language
    properties.author = properties.comments = ""
    for section in file.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.2)
    normal = file.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    tongue = OxmlElement("w:lang")
    tongue.set(qn("w:val"), language)
    normal.element.get_or_add_rPr().append(tongue)
    for name in ("Heading 1", "Heading 2", "Heading 3", "Subtitle"):
        plain(file.styles[name])
    add_style(file, QUOTE_STYLE, indent=Cm(0.6))
    add_style(file, LABEL_STYLE, indent=Cm(0.6)).font.size = Pt(10)
    add_style(file, CAVEAT_STYLE).font.italic = True


def plain(style: ParagraphStyle) -> None:
    """In ink and in the letters of the text, which every copy of Word has."""
    style.font.color.rgb, style.font.name, style.font.italic = INK, "Calibri", False
    fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)


def add_style(file: WordDocument, name: str, indent: Cm | None = None) -> ParagraphStyle:
    style = file.styles.add_style(name, 1)
    style.base_style = file.styles["Normal"]
    style.paragraph_format.space_after = Pt(4)
    if indent is not None:
        style.paragraph_format.left_indent = indent
    return style


def add(file: WordDocument, block: Block) -> None:
    match block:
        case Heading(text, level):
            file.add_heading(text, level=level)
        case Bullets(items):
            for item in items:
                file.add_paragraph(item, style="List Bullet")
        case Links(items):
            for name, address in items:
                file.add_paragraph(f"{name}: {address}", style="List Bullet")
        case Drawing():
            add_drawing(file, block)
        case Caveat(text):
            file.add_paragraph(text, style=CAVEAT_STYLE)
        case Quotes(words):
            add_quotes(file, words)
        case Decision():
            add_decision(file, block)
        case Table():
            add_table(file, block)
        case Ring(title):
            file.add_paragraph(title)
            add_table(file, block.table)
        case Entry():
            add_entry(file, block)
        case _:
            file.add_paragraph(block.text)


def add_quotes(place: WordDocument | _Cell, words: Iterable[Words]) -> None:
    for one in words:
        place.add_paragraph(one.text, style=QUOTE_STYLE).paragraph_format.keep_together = True
        if one.label:
            place.add_paragraph(one.label, style=LABEL_STYLE)


def add_decision(file: WordDocument, block: Decision) -> None:
    """For each wording a table with two columns: what was put forward, and beside it what was said against it."""
    file.add_heading(block.title, level=3)
    for one in block.wordings:
        table = file.add_table(rows=2, cols=2, style="Table Grid")
        as_header(table.rows[0], (one.title, one.against_title))
        words, against = table.rows[1].cells
        fill(words, (one.words,))
        for note in one.notes:
            words.add_paragraph(note, style=LABEL_STYLE)
        fill(against, one.against)
        if not one.against:
            against.paragraphs[0].text = one.nothing_against
        file.add_paragraph().paragraph_format.space_after = Pt(0)  # else Word makes one table of two


def fill(cell: _Cell, words: tuple[Words, ...]) -> None:
    """A cell has one empty paragraph to begin with, which takes the first words."""
    first, *others = words or [None]
    if first is None:
        return
    cell.paragraphs[0].text = first.text
    if first.label:
        cell.add_paragraph(first.label, style=LABEL_STYLE)
    add_quotes(cell, others)


def add_table(file: WordDocument, block: Table) -> None:
    caption = file.add_paragraph()
    caption.add_run(block.caption).bold = True
    caption.paragraph_format.keep_with_next = True
    table = file.add_table(rows=1, cols=len(block.header), style="Table Grid")
    as_header(table.rows[0], block.header)
    for row in block.rows:
        added = table.add_row()
        keep_together(added)
        for cell, text in zip(added.cells, row, strict=True):
            cell.text = text
    file.add_paragraph()


def as_header(row: _Row, names: Iterable[str]) -> None:
    """Read aloud with each cell, and repeated where the table goes on over the page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
    for cell, name in zip(row.cells, names, strict=True):
        cell.paragraphs[0].add_run(name).bold = True


def keep_together(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def add_drawing(file: WordDocument, block: Drawing) -> None:
    """Word takes no SVG, so it gets the same picture in dots."""
    placed = file.add_picture(io.BytesIO(in_dots(block.svg)), width=Cm(13))
    about = placed._inline.docPr
    about.set("descr", block.title)
    file.add_paragraph(block.note)


def add_entry(file: WordDocument, block: Entry) -> None:
    title = file.add_paragraph()
    title.add_run(block.title).bold = True
    title.paragraph_format.keep_with_next = True
    add_quotes(file, block.words)
    for text, words in ((block.before_title, block.before), (block.now_title, block.now)):
        if text:
            file.add_paragraph(text)
        add_quotes(file, words)
