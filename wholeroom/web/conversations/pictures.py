"""Pictures made small, of their dots alone: where and when a photo was taken, and by which camera, does not stay."""

import io
from dataclasses import dataclass
from typing import BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError

LONGEST_SIDE = 1600
MOST_DOTS = 50_000_000  # a photo of today's phones; more is a mistake, or made to fill the memory
FORMATS = ("JPEG", "PNG", "GIF", "WEBP")
DRAWN = ("PNG", "GIF")  # few colours and sharp edges, as a chart or a screen
QUALITY = 82
NOT_READABLE = (
    UnidentifiedImageError,
    OSError,
    ValueError,
    SyntaxError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)


class NotAPicture(Exception):
    """It cannot be read as one of the formats, or has more dots than any camera makes."""


@dataclass(frozen=True, slots=True)
class SmallPicture:
    content: bytes
    media_type: str


def make_small(file: BinaryIO) -> SmallPicture:
    """The picture upright, at most 1600 dots long, as JPEG or PNG; of one that moves, its first frame."""
    try:
        with Image.open(file, formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_DOTS:
                raise NotAPicture
            is_drawn = picture.format in DRAWN
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a large JPEG is read at a part of its size
            dots = _dots(picture)
    except NOT_READABLE:
        raise NotAPicture from None
    return _written(dots, is_drawn=is_drawn)


def _dots(picture: Image.Image) -> Image.Image:
    """Nothing but the dots: a new picture, which knows nothing of the file it came from."""
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    upright = ImageOps.exif_transpose(picture).convert(mode)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    dots = Image.new(mode, upright.size)
    dots.paste(upright)
    return dots


def _written(dots: Image.Image, *, is_drawn: bool) -> SmallPicture:
    """Photos as JPEG; what lets something shine through as PNG; what was drawn as whichever is smaller."""
    as_png = SmallPicture(_saved(dots, "PNG", optimize=True), "image/png") if is_drawn or dots.mode == "RGBA" else None
    if as_png and dots.mode == "RGBA":
        return as_png
    as_jpeg = SmallPicture(_saved(dots, "JPEG", quality=QUALITY, optimize=True, progressive=True), "image/jpeg")
    return min((one for one in (as_png, as_jpeg) if one), key=lambda one: len(one.content))


def _saved(dots: Image.Image, format: str, **options: object) -> bytes:
    written = io.BytesIO()
    dots.save(written, format, **options)
    return written.getvalue()
