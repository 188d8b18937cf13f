"""Decode a stranger's picture and make it anew, in a process that can do nothing else.

Run alone, by path, with Pillow as its only company: the bytes come on standard input; a line of JSON and the new
files, one after the other, go to standard output. Before the first byte is decoded the process gives up all
further memory, time, files and sockets. Only pixels survive: no metadata is written.
"""

import io
import json
import os
import resource
import sys
import time
from collections.abc import Iterator

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

MAX_PIXELS = 50_000_000  # of a JPEG, which is decoded at a fraction of its size
MAX_PLAIN_PIXELS = 16_000_000  # of the others, which must be decoded whole
MAX_SIDE = 30_000
MEMORY_BYTES = 256 * 1024 * 1024  # more than the process takes before it decodes (P12)
CPU_S = 5
CUTS_BEGIN_BY_S = 2.0  # after that they are left to a child of their own, which begins with the clean original
OUTPUT_BYTES = 64 * 1024 * 1024
WIDTHS = (400, 800, 1200)
ORIGINAL_SIDE = 2400
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF")
WIDEST_CUT = 1200
CARD_SQUARE = 630  # in the image of a shared story
CUTS = (("16x9", 16, 9, (800, 1200)), ("4x3", 4, 3, (400, 800)), ("1x1", 1, 1, (200, 400)))  # widths of cards on fronts
Kind = tuple[str, str, dict[str, object]]
File = tuple[tuple[str, str, int, int], bytes]  # name, mime, width, height; and what is in it
PRINTS: tuple[Kind, ...] = (
    ("avif", "image/avif", {"format": "AVIF", "quality": 62, "speed": 8, "max_threads": 1}),
    ("webp", "image/webp", {"format": "WEBP", "quality": 78, "method": 4}),
    ("jpg", "image/jpeg", {"format": "JPEG", "quality": 82, "optimize": True, "progressive": True}),
)
_LIMITS = "A JPEG may have 50 million pixels, any other picture 16 million."
_SRGB = ImageCms.createProfile("sRGB")


class Refusal(Exception):
    """The picture cannot be used; the words are for an editor."""


def main() -> None:
    """Answer one picture: ``{"width", "height", "files": [[name, mime, width, height, size], …]}`` or ``{"says"}``.

    The arguments say what to make, and the point that cuts keep: ``prints cuts 50 38``.
    """
    _warm_up()
    _give_up_everything()
    out = sys.stdout.buffer
    try:
        size, files = develop(sys.stdin.buffer.read(), sys.argv[1:])
    except Refusal as refusal:
        out.write(json.dumps({"says": str(refusal)}).encode() + b"\n")
    else:
        told = [[*about, len(data)] for about, data in files]
        out.write(json.dumps({"width": size[0], "height": size[1], "files": told}).encode() + b"\n")
        for _, data in files:
            out.write(data)
    out.flush()


def develop(raw: bytes, told: list[str]) -> tuple[tuple[int, int], list[File]]:
    """Return the size of the upright picture, and its new files: the clean original, prints, cuts. Raises Refusal."""
    check_header(raw)
    picture = _pixels(raw)
    flat = _on_white(picture)
    files = [_original(picture), *_prints(flat)] if "prints" in told else []
    if "cuts" in told and ("prints" not in told or time.process_time() < CUTS_BEGIN_BY_S):
        files += _cuts(flat, [int(part) for part in told if part.isdecimal()])
    return picture.size, files


def _prints(flat: Image.Image) -> Iterator[File]:
    for width in widths_of(flat.width):
        height = max(1, round(flat.height * width / flat.width))
        yield from _in_kinds(flat, str(width), (width, height), PRINTS)


def _in_kinds(picture: Image.Image, name: str, size: tuple[int, int], kinds: tuple[Kind, ...]) -> Iterator[File]:
    made = picture if picture.size == size else picture.resize(size, Image.Resampling.LANCZOS)
    for ending, mime, how in kinds:
        yield (f"{name}.{ending}", mime, *size), _written(made, **how)


def _likely(size: tuple[int, int]) -> tuple[int, int]:
    """Return where the matter of a picture mostly is: the middle; in an upright one above it, where faces are."""
    return (50, 50) if size[0] >= size[1] else (50, 38)


def _cuts(picture: Image.Image, marked: list[int]) -> Iterator[File]:
    """Yield the picture in each ratio round a point, never larger than it is. Another point gives other names.

    A wide picture that nobody marked needs no cuts for large cards: browsers keep its middle themselves.
    """
    x, y = marked if len(marked) == 2 else _likely(picture.size)
    is_shown = bool(marked) or picture.width * 5 < picture.height * 6
    for name, across, down, widths in CUTS:
        box = _box(picture.size, across, down, (x, y))
        cut = picture.crop(box)
        shown = [wide for wide in widths if wide <= cut.width] or [cut.width]
        kinds = dict.fromkeys([min(WIDEST_CUT, cut.width)], PRINTS[-1:])
        if across == down:
            kinds |= dict.fromkeys([CARD_SQUARE] if cut.width >= CARD_SQUARE else [], PRINTS[-1:])
        if is_shown or across == down:
            kinds |= dict.fromkeys(shown, PRINTS)
        for wide in sorted(kinds):
            size = cut.size if wide == cut.width else (wide, max(1, round(wide * down / across)))
            yield from _in_kinds(cut, f"{name}-{wide}-{x:02}{y:02}", size, kinds[wide])


def _box(size: tuple[int, int], across: int, down: int, focus: tuple[int, int]) -> tuple[int, int, int, int]:
    """Return the largest part of this ratio that lies in the picture and as near to the point as it can."""
    width = min(size[0], max(1, size[1] * across // down))
    height = min(size[1], max(1, size[0] * down // across))
    left = min(max(0, size[0] * focus[0] // 100 - width // 2), size[0] - width)
    top = min(max(0, size[1] * focus[1] // 100 - height // 2), size[1] - height)
    return left, top, left + width, top + height


def widths_of(width: int) -> list[int]:
    """Return the widths to print: never more than the picture has."""
    widths = [one for one in WIDTHS if one <= width]
    return widths if width >= WIDTHS[-1] else [*widths, *({width} - set(widths))]


def check_header(raw: bytes) -> None:
    """Refuse by the header alone what would be too large or is no still picture. Raises Refusal."""
    start = raw[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<svg", b"<?xml", b"<!doctype")) or b"<svg" in start:
        raise Refusal("An SVG drawing is not taken: it can carry scripts. Send a JPEG or PNG.")
    if start.startswith((b"<", b"{")):
        raise Refusal("This is a text or a web page, not a picture.")
    if raw[:4] == b"RIFF" and raw[8:12] == b"WEBP":
        # Pillow asks libwebp for the whole canvas at opening: 32 bytes can claim 1 GB.
        _check_size(*_webp_size(raw))


def _webp_size(raw: bytes) -> tuple[int, int]:
    kind = raw[12:16]
    if kind == b"VP8X" and len(raw) >= 30:
        if raw[20] & 2:
            raise Refusal("A moving picture is not taken. Send a still.")
        return 1 + int.from_bytes(raw[24:27], "little"), 1 + int.from_bytes(raw[27:30], "little")
    if kind == b"VP8L" and len(raw) >= 25:
        bits = int.from_bytes(raw[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 " and len(raw) >= 30:
        return int.from_bytes(raw[26:28], "little") & 0x3FFF, int.from_bytes(raw[28:30], "little") & 0x3FFF
    raise Refusal("The picture is broken: its header cannot be read.")


def _check_size(width: int, height: int, most: int = MAX_PLAIN_PIXELS) -> None:
    if width < 1 or height < 1:
        raise Refusal("The picture is empty.")
    if width * height > most or max(width, height) > MAX_SIDE:
        raise Refusal(f"The picture is too large: {width} × {height} pixels. {_LIMITS}")


def _pixels(raw: bytes) -> Image.Image:
    """Return the picture upright, in sRGB, at most ``ORIGINAL_SIDE`` long, and with nothing but pixels."""
    pixels = 0
    try:
        picture = Image.open(io.BytesIO(raw), formats=FORMATS)
        pixels = picture.width * picture.height
        _check_size(*picture.size, MAX_PIXELS if picture.format in ("JPEG", "MPO") else MAX_PLAIN_PIXELS)
        if getattr(picture, "n_frames", 1) > 1 and picture.format not in ("TIFF", "MPO", "JPEG"):
            raise Refusal("A moving picture is not taken. Send a still.")
        picture.draft("RGB", (ORIGINAL_SIDE, ORIGINAL_SIDE))
        turn, profile = picture.getexif().get(0x0112, 1), picture.info.get("icc_profile")
        if picture.mode in ("P", "1", "I", "F") or picture.mode.startswith("I;"):
            picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
        if max(picture.size) > ORIGINAL_SIDE:
            picture.thumbnail((ORIGINAL_SIDE, ORIGINAL_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
        picture.load()
        picture = _in_srgb(picture, profile)
        return _upright(picture, turn)
    except UnidentifiedImageError:
        raise Refusal("This is no picture that can be read. Send a JPEG, PNG, WebP or AVIF.") from None
    except Image.DecompressionBombError:
        raise Refusal(f"The picture is too large. {_LIMITS}") from None
    except MemoryError:
        raise Refusal(f"The picture needs too much memory to decode. {_LIMITS}") from None
    except (OSError, SyntaxError, ValueError, EOFError, OverflowError) as fault:
        if pixels > MAX_PLAIN_PIXELS:  # a progressive JPEG is kept whole, and libjpeg does not say that memory ran out
            raise Refusal("The picture is broken, or too large to be decoded. Send a baseline JPEG.") from None
        raise Refusal(f"The picture is broken or cut short ({str(fault)[:100]}).") from None


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    has_alpha = picture.mode in ("RGBA", "LA", "PA", "RGBa", "La")
    alpha = picture.convert("RGBA").getchannel("A") if has_alpha else None
    base = picture.convert("RGB") if has_alpha else picture
    if profile and base.mode in ("RGB", "CMYK", "L"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            base = ImageCms.profileToProfile(base, source, _SRGB, outputMode="RGB") or base
        except (ImageCms.PyCMSError, OSError, ValueError):
            base = base.convert("RGB")  # a profile nobody can read says nothing about the colours
    base = base.convert("RGB")
    if alpha is not None and alpha.getextrema() != (255, 255):
        base.putalpha(alpha)
    return base


def _upright(picture: Image.Image, turn: object) -> Image.Image:
    """Turn as the camera was held, and leave everything else behind: a new picture with these pixels only."""
    if turn in range(2, 9):
        told = Image.Exif()
        told[0x0112] = turn
        picture.info = {"exif": told.tobytes()}
        picture = ImageOps.exif_transpose(picture)
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    return clean


def _original(picture: Image.Image) -> File:
    if picture.mode == "RGBA":
        return ("original.png", "image/png", *picture.size), _written(picture, format="PNG")
    return ("original.jpg", "image/jpeg", *picture.size), _written(picture, format="JPEG", quality=90)


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture
    flat = Image.new("RGB", picture.size, "white")
    flat.paste(picture, mask=picture.getchannel("A"))
    return flat


def _written(picture: Image.Image, **how: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, **how)  # type: ignore[arg-type]
    return out.getvalue()


def _warm_up() -> None:
    """Load every reader and writer now: later no file can be opened."""
    Image.init()
    small = Image.new("RGB", (2, 2))
    for format in FORMATS:
        Image.open(io.BytesIO(_written(small, format=format)), formats=FORMATS).load()
    for _, _, how in PRINTS:
        _written(small, **how)
    _in_srgb(small, ImageCms.ImageCmsProfile(_SRGB).tobytes())


def _give_up_everything() -> None:
    """No more than this much memory, time and output; no further file, socket or process."""
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    for what, limit in list(_limits()):
        resource.setrlimit(what, (limit, limit))
    os.nice(5)


def _limits() -> Iterator[tuple[int, int]]:
    with open("/proc/self/statm") as file:
        taken_bytes = int(file.read().split()[0]) * resource.getpagesize()
    yield resource.RLIMIT_AS, taken_bytes + MEMORY_BYTES
    yield resource.RLIMIT_CPU, CPU_S
    yield resource.RLIMIT_FSIZE, OUTPUT_BYTES
    yield resource.RLIMIT_CORE, 0
    yield resource.RLIMIT_NOFILE, 3


if __name__ == "__main__":
    main()
