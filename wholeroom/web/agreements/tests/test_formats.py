"""The page, the PDF, the Word file and the text say the same, and each can be read aloud."""

import html
import io
from dataclasses import replace

import docx
import pdfua
import pikepdf
import pytest
import typst
from django.utils import translation
from docx.oxml.ns import qn

from wholeroom.web.agreements.tests.conftest import later
from wholeroom.web.agreements.tests.pdf_text import pdf_text, without_spaces
from wholeroom.web.agreements.views import document_of
from wholeroom.web.conversations.models import Contribution
from wholeroom.web.documents.blocks import Document, Paragraph
from wholeroom.web.documents.pdf import pdf
from wholeroom.web.documents.plain_text import plain_text
from wholeroom.web.documents.word import word


@pytest.fixture
def document(meeting) -> Document:
    later(meeting)
    return document_of(meeting.agreement)


def strings(value: object) -> list[str]:
    """Every text in the blocks of a document."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple | list):
        return [text for one in value for text in strings(one)]
    if hasattr(value, "__dataclass_fields__"):
        left_out = ("id", "language", "nothing_against")
        return [text for name, one in vars(value).items() if name not in left_out for text in strings(one)]
    return []


def told(document: Document) -> list[str]:
    """What every format has to say; line breaks of a cell are drawn by each in its own way."""
    texts = [document.title, document.lead, *strings(document.blocks)]
    return [without_spaces(line) for text in texts for line in text.splitlines() if line]


def word_text(content: bytes) -> str:
    file = docx.Document(io.BytesIO(content))
    return without_spaces("".join(text.text or "" for text in file.element.body.iter(qn("w:t"))))


def test_every_format_says_everything(client, meeting, document):
    page = html.unescape(client.get(f"/agreements/{meeting.room.pk}/").text)
    as_text = plain_text(document).replace("\n> ", " ").replace("\n  > ", " ").replace("\n! ", " ")
    formats = {
        "page": without_spaces(page),
        "pdf": pdf_text(pdf(document)),
        "word": word_text(word(document)),
        "text": without_spaces(as_text).casefold(),
    }

    silent = {
        (name, text)
        for name, whole in formats.items()
        for text in told(document)
        if (text.casefold() if name == "text" else text) not in whole
    }

    drawn = {"2of4seatsweretaken.Thetablesayswhowasmissing.", "of4seats"}  # each format draws the ring in its own way
    assert {one for one in silent if one[1] not in drawn} == set()


def test_pdf_can_be_read_aloud(document, tmp_path):
    (tmp_path / "page.pdf").write_bytes(pdf(document))

    report = pdfua.validate(str(tmp_path / "page.pdf"))

    assert [finding.message for finding in report.findings] == []
    assert report.exit_code == 0


def test_pdf_has_its_language_title_headings_and_table_headers(document):
    with pikepdf.open(io.BytesIO(pdf(document))) as file:
        tags = [str(one.S) for one in file.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one]

        assert str(file.Root.Lang) == "en-GB"
        assert bool(file.Root.MarkInfo.Marked) is True
        assert str(file.docinfo.Title) == document.title
        assert {"/H1", "/H2", "/Table", "/TH", "/BlockQuote", "/Figure"} - set(tags) == set()


@pytest.mark.parametrize(
    ("words", "read"),
    [("Good 😀 day", "Good[grinningface]day"), ("I ❤️ it", "I❤️it"), ("*not* #bold $x$ \\", "*not*#bold$x$\\")],
)
def test_pdf_writes_out_signs_that_no_font_has(document, words, read):
    told = replace(document, blocks=(Paragraph(words),))

    made = pdf(told, typst.Fonts(include_system_fonts=False))

    assert read in pdf_text(made)


def test_pdf_is_made_of_every_script(document):
    told = replace(document, blocks=(Paragraph("中文 سلام 한국어"),))

    made = pdf(told, typst.Fonts(include_system_fonts=False))

    with pikepdf.open(io.BytesIO(made)) as file:
        assert bool(file.Root.MarkInfo.Marked) is True


def test_documents_are_in_the_language_of_whoever_reads(client, meeting):
    page = f"/agreements/{meeting.room.pk}/"
    welsh = {"accept-language": "cy"}

    with translation.override("en-gb"):  # what a request chooses would stay for the tests that follow
        as_pdf = client.get(f"{page}page.pdf", headers=welsh).content
        as_word = client.get(f"{page}page.docx", headers=welsh).content

    with pikepdf.open(io.BytesIO(as_pdf)) as file:
        assert str(file.Root.Lang) == "cy"
    assert docx.Document(io.BytesIO(as_word)).core_properties.language == "cy-GB"


def test_word_has_real_headings_table_headers_title_and_language(document):
    file = docx.Document(io.BytesIO(word(document)))

    headings = [one.text for one in file.paragraphs if one.style.name == "Heading 2"]
    assert headings[0] == "What you are asked to note"
    assert headings[-1] == "Since then"
    assert [one.text for one in file.paragraphs if one.style.name == "Heading 1"] == [document.title]
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in file.tables)
    assert (file.core_properties.title, file.core_properties.language) == (document.title, "en-GB")
    assert file.styles["Normal"].element.rPr.find(qn("w:lang")).get(qn("w:val")) == "en-GB"


def test_text_fits_an_e_mail(meeting, document):
    lines = plain_text(document).splitlines()

    assert [line for line in lines if len(line) > 72 and " " in line.strip()] == []
    assert lines[0] == document.title.upper()


def test_files_are_fetched_by_link_and_kept_nowhere(client, meeting):
    kinds = {}
    for name in ("page.pdf", "page.docx", "page.txt", "dates.ics"):
        response = client.get(f"/agreements/{meeting.room.pk}/{name}")
        kinds[name] = response.headers["Content-Type"].partition(";")[0]
        assert "no-store" in response.headers["Cache-Control"]
        assert response.headers["X-Robots-Tag"] == "noindex, nofollow"

    assert kinds == {
        "page.pdf": "application/pdf",
        "page.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "page.txt": "text/plain",
        "dates.ics": "text/calendar",
    }


def test_words_in_another_language_are_marked_in_the_page(client, meeting):
    Contribution.objects.filter(text="Nobody rang me.").update(language="cy")
    said = next(iter(meeting.words.values()))
    Contribution.objects.filter(pk=said.pk).update(language="cy")

    assert '<blockquote class="words" lang="cy">' in client.get(f"/agreements/{meeting.room.pk}/").text
