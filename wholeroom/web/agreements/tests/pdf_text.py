"""What a PDF says, read from its fonts and pages; without the spaces, which line breaks take the place of."""

import io
import re

import pikepdf

ONE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


def pdf_text(content: bytes) -> str:
    with pikepdf.open(io.BytesIO(content)) as file:
        return "".join(_page_text(page) for page in file.pages)


def without_spaces(text: str) -> str:
    return "".join(text.split())


def _page_text(page: pikepdf.Page) -> str:
    letters = {name: _letters(font) for name, font in page.Resources.Font.items()}
    found, here = [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            here = letters[str(operands[0])]
        elif str(operator) in ("Tj", "TJ"):
            pieces = operands[0] if str(operator) == "TJ" else operands
            for piece in pieces:
                if isinstance(piece, pikepdf.String):
                    codes = bytes(piece)
                    found += [here.get(codes[at : at + 2], "") for at in range(0, len(codes), 2)]
    return without_spaces("".join(found))


def _letters(font: pikepdf.Object) -> dict[bytes, str]:
    table = font.ToUnicode.read_bytes()
    letters = {}
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        letters |= {bytes.fromhex(code.decode()): _text(text) for code, text in ONE.findall(part)}
    for part in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in RANGE.findall(part):
            for offset in range(int(last, 16) - int(first, 16) + 1):
                letters[(int(first, 16) + offset).to_bytes(2, "big")] = chr(int(text, 16) + offset)
    return letters


def _text(code: bytes) -> str:
    return bytes.fromhex(code.decode()).decode("utf-16-be")
