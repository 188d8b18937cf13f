"""What is shown when somebody shares a story: its headline and the station in the station's colours, and its picture.

Drawn as two greyscale masks that become indices into a palette: a PNG of some 15 kB, in a few milliseconds, and the
same bytes for the same words. Beside the square of a lead picture it is a JPEG. A script that our type does not have
is left out rather than drawn as boxes. Pure: the square's bytes are handed in.
"""

import io
import unicodedata
from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from nightdesk.reader.cards import CARD_SQUARE, CardView, PictureFile, StationView
from nightdesk.reader.characters import direction, legible

WIDTH, HEIGHT = 1200, 630
EDITION = "1"  # another drawing has another address
HAND = blake2b(Path(__file__).read_bytes(), digest_size=16).hexdigest()  # and whatever drew it draws it anew
_TOP, _FOOT = 96, 96
_WIDE = (72, WIDTH - 2 * 72, (80, 72, 64, 56, 48, 40))  # edge, width and sizes of the headline
_NARROW = (48, WIDTH - CARD_SQUARE - 2 * 48, (60, 54, 48, 42, 36, 32))  # beside a picture
_Setting = tuple[int, int, tuple[int, ...]]
MOST_BYTES = 60_000  # of a JPEG, but for one that is all detail
_QUALITIES = (80, 65, 50, 35)
_STEPS = 15  # of grey between ground and ink
_ACCENT = 2 * _STEPS + 2
_COLOURS = {  # ground, ink, the station's name, the bar
    "harbor": ("#0b3a53", "#ffffff", "#b4d4e4", "#86c6e6"),
    "mesa": ("#4a1d0e", "#fff6ec", "#ecd0bd", "#f4a964"),
    "plain": ("#17191c", "#ffffff", "#c3c9d0", "#8fbaf3"),
}


def path_of(station: StationView, card: CardView) -> str:
    """Return where a story's image stands: below its own address, under a name that what is on it gives."""
    square = square_of(card)
    shown = square.path if square else ""
    told = "\0".join(map(legible, (EDITION, station.look, station.name, station.call_sign, card.headline, shown)))
    return f"{card.path}card-{blake2b(told.encode(), digest_size=5).hexdigest()}.{'jpg' if square else 'png'}"


def square_of(card: CardView) -> PictureFile | None:
    """Return the cut of the lead picture that stands in the image; none when it is too small or may not be cut."""
    return card.picture.card_square if card.picture else None


def drawn(station: StationView, card: CardView, square: bytes | None = None) -> bytes:
    """Return the image: a JPEG with a picture in it, else a PNG. Raises OSError when the square cannot be read."""
    words = _words(station, card, _WIDE if square is None else _NARROW)
    out = io.BytesIO()
    if square is None:
        words.save(out, "PNG", compress_level=6)
        return out.getvalue()
    whole = words.convert("RGB")
    with Image.open(io.BytesIO(square), formats=("JPEG",)) as picture:
        whole.paste(picture, (WIDTH - CARD_SQUARE, 0))
    for quality in _QUALITIES:
        out = io.BytesIO()
        whole.save(out, "JPEG", quality=quality, optimize=True)
        if out.tell() <= MOST_BYTES:
            break
    return out.getvalue()


def _words(station: StationView, card: CardView, set_as: _Setting) -> Image.Image:
    """Return the ground with the words on it, as indices into a palette."""
    headline = _said(card.headline)
    ink, name = Image.new("L", (WIDTH, HEIGHT)), Image.new("L", (WIDTH, HEIGHT))
    is_ours = _can_draw(headline) and direction(card.language or station.language) == "ltr"
    said = headline if is_ours else station.name
    if _can_draw(said):
        _write_headline(ImageDraw.Draw(ink), said, set_as)
    _write_name(ImageDraw.Draw(name), station, set_as)
    drawn = ink.point([value * _STEPS // 255 for value in range(256)])
    drawn = Image.composite(drawn, name.point(_second_ramp()), name.point([255 if not v else 0 for v in range(256)]))
    drawn = Image.frombytes("P", drawn.size, drawn.tobytes())
    ImageDraw.Draw(drawn).rectangle((0, 0, WIDTH, 15), fill=_ACCENT)
    drawn.putpalette(_palette(_COLOURS.get(station.look, _COLOURS["plain"])))
    return drawn


def _said(headline: str) -> str:
    """Return a headline in one line, without the signs (not the letters) that our type does not have."""
    words = unicodedata.normalize("NFC", legible(headline))
    return " ".join("".join(one for one in words if unicodedata.category(one)[0] not in "SC" or _has(one)).split())


def _second_ramp() -> list[int]:
    return [_STEPS + 1 + value * _STEPS // 255 for value in range(256)]


def _palette(colours: Sequence[str]) -> list[int]:
    ground, ink, name, bar = ([int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in colours)
    ramps = [
        round(low + (high - low) * step / _STEPS)
        for top in (ink, name)
        for step in range(_STEPS + 1)
        for low, high in zip(ground, top, strict=True)
    ]
    return [*ramps, *bar]


def _write_headline(draw: Any, headline: str, set_as: _Setting) -> None:
    """Write as large as fits; what does not fit at the smallest size ends in an ellipsis."""
    edge, width, sizes = set_as
    for size in sizes:
        font, line = _font("Bold", size), round(size * 1.16)
        lines = _wrapped(headline, font, width)
        most = (HEIGHT - _TOP - _FOOT - 80) // line
        if len(lines) <= most and all(font.getlength(text) <= width for text in lines):
            break
    else:
        lines = [_cut(text, font, width) for text in lines[:most]]
        if len(lines) == most:
            lines[-1] = _cut(f"{lines[-1].removesuffix(' …')} …", font, width)
    for number, text in enumerate(lines):
        draw.text((edge, _TOP + number * line), text, font=font, fill=255)


def _wrapped(text: str, font: Any, width: int) -> list[str]:
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _cut(text: str, font: Any, width: int) -> str:
    """Return as much of a line as fits, with an ellipsis where something was left out."""
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(f"{text.rstrip()} …") > width:
        text = text[:-1].removesuffix(" …")
    return f"{text.rstrip()} …"


def _write_name(draw: Any, station: StationView, set_as: _Setting) -> None:
    said = (
        station.name
        if not station.call_sign or station.call_sign in station.name
        else f"{station.name} · {station.call_sign}"
    )
    if _can_draw(said):
        font = _font("Semibold", 40 if set_as is _WIDE else 32)
        draw.text((set_as[0], HEIGHT - _FOOT), _cut(said, font, set_as[1]), font=font, fill=255)


def _can_draw(text: str) -> bool:
    return all(letter == " " or _has(letter) for letter in text)


@cache
def _has(letter: str) -> bool:
    font = _font("Bold", 40)
    return bytes(font.getmask(letter)) != bytes(font.getmask("\uffff"))


@cache
def _font(weight: str, size: int) -> Any:
    with files("font_source_sans_pro").joinpath("files", f"SourceSansPro-{weight}.ttf").open("rb") as file:
        return ImageFont.truetype(io.BytesIO(file.read()), size, layout_engine=ImageFont.Layout.BASIC)
