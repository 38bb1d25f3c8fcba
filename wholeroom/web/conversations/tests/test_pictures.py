"""What becomes of a picture: its dots, and nothing that was written beside them."""

import io

import pytest
from PIL import ExifTags, Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from wholeroom.web.conversations import pictures
from wholeroom.web.conversations.pictures import NotAPicture, make_small

SECRET = "Mary of 12 Fell Lane"


def saved(picture: Image.Image, format: str, **options) -> io.BytesIO:
    file = io.BytesIO()
    picture.save(file, format, **options)
    file.seek(0)
    return file


def photo(size=(400, 300)) -> Image.Image:
    """Too many colours for a PNG to be smaller."""
    return Image.effect_noise(size, 90).convert("RGB")


def opened(small) -> Image.Image:
    return Image.open(io.BytesIO(small.content))


def with_a_place() -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = SECRET
    exif[ExifTags.Base.Orientation] = 6
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({ExifTags.GPS.GPSLatitude: (54.0, 19.0, 0.0)})
    return exif


def test_photo_is_made_small_upright_and_without_what_the_camera_wrote():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    file = saved(photo((4000, 3000)), "JPEG", exif=with_a_place(), icc_profile=profile, comment=SECRET)
    assert SECRET.encode() in file.getvalue()

    small = make_small(file)

    kept = opened(small)
    assert (kept.format, kept.size, small.media_type) == ("JPEG", (1200, 1600), "image/jpeg")
    assert (dict(kept.getexif()), "icc_profile" in kept.info, SECRET.encode() in small.content) == ({}, False, False)


def test_words_inside_a_png_do_not_stay():
    about = PngInfo()
    about.add_text("Author", SECRET)
    about.add_itxt("XML:com.adobe.xmp", SECRET)
    file = saved(Image.new("RGB", (40, 30), "red"), "PNG", pnginfo=about)
    assert SECRET.encode() in file.getvalue()

    small = make_small(file)

    assert (small.media_type, SECRET.encode() in small.content) == ("image/png", False)


def test_what_shines_through_still_does():
    small = make_small(saved(Image.new("RGBA", (40, 30), (255, 0, 0, 40)), "PNG"))

    assert opened(small).getpixel((0, 0)) == (255, 0, 0, 40)


def test_photo_that_came_as_png_becomes_a_smaller_jpeg():
    assert make_small(saved(photo(), "PNG")).media_type == "image/jpeg"


def test_of_a_picture_that_moves_the_first_frame_stays():
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "blue")]
    small = make_small(saved(frames[0], "GIF", save_all=True, append_images=frames[1:]))

    kept = opened(small)
    assert (getattr(kept, "n_frames", 1), kept.convert("RGB").getpixel((0, 0))) == (1, (255, 0, 0))


@pytest.mark.parametrize("format", ["JPEG", "PNG", "GIF", "WEBP"])
def test_every_format_that_is_promised_is_taken(format):
    assert opened(make_small(saved(Image.new("RGB", (40, 30), "red"), format))).size == (40, 30)


@pytest.mark.parametrize("format", ["BMP", "TIFF", "ICO"])
def test_no_other_format_is_read(format):
    with pytest.raises(NotAPicture):
        make_small(saved(Image.new("RGB", (40, 30), "red"), format))


def test_picture_with_too_many_dots_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_DOTS", 1000)

    with pytest.raises(NotAPicture):
        make_small(saved(Image.new("1", (100, 100)), "PNG"))


def test_picture_made_to_fill_the_memory_is_refused():
    with pytest.raises(NotAPicture):
        make_small(saved(Image.new("1", (20_000, 20_000)), "PNG"))


@pytest.mark.parametrize("cut", [0, 20, 200])
def test_half_a_picture_is_refused(cut):
    with pytest.raises(NotAPicture):
        make_small(io.BytesIO(saved(photo(), "JPEG").getvalue()[:cut]))
