"""What is shown when somebody shares a story: its headline and the station, in the station's colours. Pure.

Drawn as two greyscale masks that become indices into a palette: a PNG of some 15 kB, in a few milliseconds, and the
same bytes for the same words. A script that our type does not have is left out rather than drawn as boxes.
"""

import io
from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from nightdesk.reader.cards import CardView, StationView
from nightdesk.reader.characters import direction, legible

WIDTH, HEIGHT = 1200, 630
EDITION = "1"  # another drawing has another address
_EDGE, _TOP, _FOOT = 72, 96, 96
_SIZES = (80, 72, 64, 56, 48, 40)
_STEPS = 15  # of grey between ground and ink
_ACCENT = 2 * _STEPS + 2
_COLOURS = {  # ground, ink, the station's name, the bar
    "harbor": ("#0b3a53", "#ffffff", "#b4d4e4", "#86c6e6"),
    "mesa": ("#4a1d0e", "#fff6ec", "#ecd0bd", "#f4a964"),
    "plain": ("#17191c", "#ffffff", "#c3c9d0", "#8fbaf3"),
}


def path_of(station: StationView, card: CardView) -> str:
    """Return where a story's image stands: below its own address, under a name that what is on it gives."""
    told = "\0".join(map(legible, (EDITION, station.look, station.name, station.call_sign, card.headline)))
    return f"{card.path}card-{blake2b(told.encode(), digest_size=5).hexdigest()}.png"


def png(station: StationView, card: CardView) -> bytes:
    """Return the image."""
    headline = " ".join(legible(card.headline).split())
    ink, name = Image.new("L", (WIDTH, HEIGHT)), Image.new("L", (WIDTH, HEIGHT))
    is_ours = _can_draw(headline) and direction(card.language or station.language) == "ltr"
    said = headline if is_ours else station.name
    if _can_draw(said):
        _write_headline(ImageDraw.Draw(ink), said)
    _write_name(ImageDraw.Draw(name), station)
    drawn = ink.point([value * _STEPS // 255 for value in range(256)])
    drawn = Image.composite(drawn, name.point(_second_ramp()), name.point([255 if not v else 0 for v in range(256)]))
    drawn = Image.frombytes("P", drawn.size, drawn.tobytes())
    ImageDraw.Draw(drawn).rectangle((0, 0, WIDTH, 15), fill=_ACCENT)
    drawn.putpalette(_palette(_COLOURS.get(station.look, _COLOURS["plain"])))
    out = io.BytesIO()
    drawn.save(out, "PNG", compress_level=6)
    return out.getvalue()


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


def _write_headline(draw: Any, headline: str) -> None:
    """Write as large as fits; what does not fit at the smallest size ends in an ellipsis."""
    for size in _SIZES:
        font, line = _font("Bold", size), round(size * 1.16)
        lines = _wrapped(headline, font)
        most = (HEIGHT - _TOP - _FOOT - 80) // line
        if len(lines) <= most:
            break
    else:
        lines = _cut(lines[:most], font)
    for number, text in enumerate(lines):
        draw.text((_EDGE, _TOP + number * line), text, font=font, fill=255)


def _wrapped(text: str, font: Any) -> list[str]:
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= WIDTH - 2 * _EDGE:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _cut(lines: list[str], font: Any) -> list[str]:
    words = lines[-1].split(" ")
    while len(words) > 1 and font.getlength(f"{' '.join(words)} …") > WIDTH - 2 * _EDGE:
        words.pop()
    return [*lines[:-1], f"{' '.join(words)} …"]


def _write_name(draw: Any, station: StationView) -> None:
    said = (
        station.name
        if not station.call_sign or station.call_sign in station.name
        else f"{station.name} · {station.call_sign}"
    )
    if _can_draw(said):
        draw.text((_EDGE, HEIGHT - _FOOT), said, font=_font("Semibold", 40), fill=255)


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
