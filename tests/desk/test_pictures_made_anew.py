"""What leaves the darkroom: pixels, in three formats and three widths, and nothing of what came in beside them."""

import io
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from nightdesk.desk import darkroom
from nightdesk.desk.darkroom import PictureFault

SECRET = b"GRETA-LINDQVIST-HOME-ADDRESS"


def picture(width: int = 900, height: int = 600, mode: str = "RGB") -> Image.Image:
    """A picture with four unlike corners, so that a turn can be seen."""
    made = Image.new(mode, (width, height), "red" if mode == "RGB" else 0)
    made.paste("blue" if mode == "RGB" else 1, (0, 0, width // 2, height // 2))
    return made


def written(image: Image.Image, **how) -> bytes:
    out = io.BytesIO()
    image.save(out, **how)
    return out.getvalue()


def exif(*, turn: int = 1) -> bytes:
    told = Image.Exif()
    told[0x0112] = turn
    told[0x013B] = SECRET.decode()
    told.get_ifd(0x8825).update({1: "N", 2: (47.0, 36.0, 12.0), 3: "W", 4: (122.0, 19.0, 48.0)})
    return told.tobytes()


def every_file(developed: darkroom.Developed) -> list[bytes]:
    return [developed.original.data, *(made.data for made in (*developed.prints, *developed.crops))]


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_no_place_name_or_camera_leaves_the_darkroom(format):
    raw = written(picture(), format=format, exif=exif(), xmp=b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>")
    assert SECRET in raw
    for data in every_file(darkroom.develop(raw)):
        opened = Image.open(io.BytesIO(data))
        assert SECRET not in data
        assert not dict(opened.getexif())
        assert not {"exif", "xmp", "photoshop", "comment", "icc_profile"} & set(opened.info)


def test_a_comment_after_the_picture_is_left_behind():
    raw = written(picture(), format="JPEG", comment=SECRET) + SECRET
    assert all(SECRET not in data for data in every_file(darkroom.develop(raw)))


def test_a_picture_held_sideways_stands_upright():
    developed = darkroom.develop(written(picture(900, 600), format="JPEG", exif=exif(turn=6), quality=95))
    upright = Image.open(io.BytesIO(developed.original.data))
    assert upright.size == (600, 900)
    red, _, blue = upright.getpixel((590, 10))
    assert blue > 200 > red  # the blue corner was top left, and is top right when turned


def test_three_widths_in_three_formats_and_none_larger_than_the_picture():
    assert [made.name for made in darkroom.develop(written(picture(1500, 1000), format="PNG")).prints] == [
        f"{width}.{ending}" for width in (400, 800, 1200) for ending in ("avif", "webp", "jpg")
    ]
    assert {made.width for made in darkroom.develop(written(picture(600, 400), format="PNG")).prints} == {400, 600}
    assert {made.width for made in darkroom.develop(written(picture(90, 60), format="PNG")).prints} == {90}


def test_crops_stand_in_three_ratios_and_a_small_square_and_are_never_larger_than_the_picture():
    made = darkroom.develop(written(picture(2000, 1500), format="JPEG")).crops
    assert [(one.width, one.height) for one in made if one.mime == "image/jpeg"] == [
        (1200, 675), (1200, 900), (200, 200), (400, 400), (630, 630), (1200, 1200),
    ]  # fmt: skip
    assert [(one.width, one.height) for one in made if one.mime == "image/avif"] == [(200, 200), (400, 400)]
    small = darkroom.develop(written(picture(90, 60), format="PNG")).crops
    assert {(one.width, one.height) for one in small} == {(90, 50), (80, 60), (60, 60)}


def test_large_cards_get_cuts_of_their_own_where_the_middle_would_not_do():
    """A wide picture that nobody marked gets none: browsers keep its middle themselves."""

    def shown(crops) -> list[str]:
        return [one.name.rpartition("-")[0] for one in crops if one.mime == "image/webp"]

    squares = ["1x1-200", "1x1-400"]
    wide, tall = (written(picture(*size), format="JPEG") for size in ((1500, 1000), (1000, 1500)))
    assert shown(darkroom.develop(wide).crops) == squares
    assert shown(darkroom.develop(tall).crops) == ["16x9-800", "4x3-400", "4x3-800", *squares]
    assert shown(darkroom.cut(wide, (9, 9))) == ["16x9-800", "16x9-1200", "4x3-400", "4x3-800", *squares]


def test_cuts_alone_are_the_cuts_that_the_whole_picture_gets():
    raw = written(picture(900, 1200), format="PNG")
    assert darkroom.cut(raw, None) == darkroom.develop(raw).crops
    assert darkroom.develop(raw, is_cut=False).crops == ()


def test_a_crop_keeps_what_matters_and_another_point_gives_another_name():
    wide = Image.new("RGB", (1000, 200), "white")
    wide.paste("green", (900, 0, 1000, 200))
    raw = written(wide, format="PNG")
    squares = {}
    for focus in (None, (95, 50)):
        [square] = [
            one for one in darkroom.cut(raw, focus) if one.name.startswith("1x1-200") and one.mime == "image/jpeg"
        ]
        squares[square.name] = Image.open(io.BytesIO(square.data)).getpixel((190, 100))
    (_, white), (_, green) = squares.items()
    assert len(squares) == 2 and min(white) > 240 and green[1] > 90 > green[0]


def test_an_upright_picture_is_cut_above_its_middle():
    tall = Image.new("RGB", (300, 900), "white")
    tall.paste("green", (0, 250, 300, 350))
    [square, *_] = [one for one in darkroom.develop(written(tall, format="PNG")).crops if one.name.startswith("1x1")]
    assert Image.open(io.BytesIO(square.data)).getpixel((150, 100))[0] < 90


def test_every_print_is_what_it_says():
    developed = darkroom.develop(written(picture(1300, 700), format="PNG"))
    for made in (*developed.prints, *developed.crops):
        opened = Image.open(io.BytesIO(made.data))
        assert (opened.width, opened.height, Image.MIME[opened.format]) == (made.width, made.height, made.mime)


def test_the_original_kept_for_the_newsroom_is_at_most_2400_long():
    original = darkroom.develop(written(picture(5000, 2000), format="JPEG")).original
    assert (original.width, original.height) == (2400, 960)


def test_clear_parts_become_white_in_a_jpeg_and_stay_clear_in_the_original():
    developed = darkroom.develop(written(Image.new("RGBA", (500, 500), (0, 0, 0, 0)), format="PNG"))
    assert Image.open(io.BytesIO(developed.original.data)).mode == "RGBA"
    jpeg = next(made for made in developed.prints if made.name == "400.jpg")
    assert min(Image.open(io.BytesIO(jpeg.data)).getpixel((5, 5))) > 250


def test_colours_of_another_profile_become_srgb():
    lab_white = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    developed = darkroom.develop(written(picture(), format="JPEG", icc_profile=lab_white, quality=95))
    red, green, blue = Image.open(io.BytesIO(developed.original.data)).getpixel((890, 590))
    assert red > 240 and max(green, blue) < 20


@pytest.mark.parametrize("mode", ["L", "LA", "P", "1", "RGBA", "I;16", "CMYK"])
def test_every_kind_of_pixel_is_taken(mode):
    raw = written(Image.new(mode, (420, 300)), format="TIFF" if mode == "CMYK" else "PNG")
    assert darkroom.develop(raw).original.width == 420


def webp_bomb() -> bytes:
    """Thirty-two bytes that claim 16384 × 16384 pixels: Pillow asks for 1 GB just to open it."""
    return b"RIFF" + struct.pack("<I", 24) + b"WEBPVP8L" + struct.pack("<I", 12) + b"\x2f\xff\xff\xff\x0f" + b"\0" * 7


REFUSED = {
    "a 32-byte WebP that claims a gigabyte": (webp_bomb, "too large"),
    "too many pixels": (lambda: written(Image.new("L", (9000, 9000)), format="PNG"), "too large"),
    "too many pixels for what is no JPEG": (lambda: written(Image.new("L", (5000, 4000)), format="WEBP"), "16 million"),
    "a progressive JPEG that must be kept whole": (
        lambda: written(Image.new("RGB", (8600, 5800)), format="JPEG", progressive=True, subsampling=0),
        "baseline",
    ),
    "too many bytes": (lambda: b"\xff\xd8" + b"\0" * (15 * 1024 * 1024), "limit is 15 MB"),
    "a moving GIF": (
        lambda: written(picture(90, 90), format="GIF", save_all=True, append_images=[Image.new("RGB", (90, 90))]),
        "moving",
    ),
    "a moving WebP": (
        lambda: written(picture(90, 90), format="WEBP", save_all=True, append_images=[Image.new("RGB", (90, 90))]),
        "moving",
    ),
    "a JPEG cut short": (lambda: written(Image.effect_noise((900, 600), 60), format="JPEG")[:9000], "cut short"),
    "a PNG cut short": (lambda: written(Image.effect_noise((900, 600), 60), format="PNG")[:9000], "cut short"),
    "an SVG": (lambda: b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
    "a web page": (lambda: b"<!-- gone --><html><body>404</body></html>", "web page"),
    "no picture": (lambda: b"GREENHOLT COUNCIL" * 50, "no picture"),
    "nothing": (lambda: b"", "empty"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_still_picture_of_ordinary_size_is_refused_in_plain_words(what):
    make, words = REFUSED[what]
    with pytest.raises(PictureFault, match=words) as refused:
        darkroom.develop(make())
    assert refused.value.permanent


def test_the_child_can_open_no_file_and_no_socket_and_has_little_memory():
    probe = (
        "import runpy, socket, sys\n"
        f"child = runpy.run_path({str(Path(darkroom._CHILD))!r}, run_name='child')\n"
        "child['_warm_up'](); child['_give_up_everything']()\n"
        "for reach in (lambda: open('/etc/hostname'), socket.socket, lambda: bytearray(257 * 2**20)):\n"
        "    try: reach()\n"
        "    except (OSError, MemoryError) as fault: print(type(fault).__name__)\n"
        "    else: print('reached')\n"
    )
    said = subprocess.run([sys.executable, "-I", "-c", probe], capture_output=True, text=True, check=True).stdout
    assert said.split() == ["OSError", "OSError", "MemoryError"]
