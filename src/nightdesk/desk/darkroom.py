"""Have a picture's bytes made anew by a limited child, and keep the files it made.

Nothing here decodes. The child is a fresh process for every picture, so one picture can spoil no other.
"""

import hashlib
import hmac
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings

MAX_BYTES = 15 * 1024 * 1024
WALL_S = 30.0
_CHILD = Path(__file__).with_name("darkroom_child.py")
_CROP = re.compile(r"\d{1,2}x\d{1,2}-\d{1,4}-\d{4}\.(?:avif|webp|jpg)")
_ENDINGS = {"image/avif": "avif", "image/webp": "webp", "image/jpeg": "jpg"}


class PictureFault(Exception):
    """The picture cannot be had. ``permanent``: trying again will not help."""

    def __init__(self, says: str, *, permanent: bool = True, retry_after_s: float | None = None) -> None:
        super().__init__(says)
        self.says = says
        self.permanent = permanent
        self.retry_after_s = retry_after_s


@dataclass(frozen=True, slots=True)
class Made:
    """One file the child made. ``name`` is the width and ending, or "original.jpg"."""

    name: str
    mime: str
    width: int
    height: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Developed:
    """A picture made anew: the size of the upright picture (at most 2400 a side), its original, prints and crops.

    No crops: it was not to be cut, or took so long that they must be made apart.
    """

    original: Made
    prints: tuple[Made, ...]
    crops: tuple[Made, ...] = ()


def develop(raw: bytes, *, is_cut: bool = True) -> Developed:
    """Return the picture made anew, without metadata. Raises PictureFault with words for an editor.

    ``is_cut``: in the ratios of cards too, round where the matter mostly is.
    """
    original, *files = _made(raw, ["prints", "cuts"] if is_cut else ["prints"])
    prints = tuple(one for one in files if "x" not in one.name)
    return Developed(original, prints, tuple(one for one in files if "x" in one.name))


def cut(raw: bytes, focus: tuple[int, int] | None) -> tuple[Made, ...]:
    """Return the crops alone of a clean original. Raises PictureFault.

    ``focus`` is the point that they keep, in per cent of width and height; None: where the matter mostly is.
    """
    return tuple(_made(raw, ["cuts", *(str(min(max(part, 0), 99)) for part in focus or ())]))


def _made(raw: bytes, told: list[str]) -> list[Made]:
    if not raw:
        raise PictureFault("The picture is empty.")
    if len(raw) > MAX_BYTES:
        raise PictureFault(f"The picture is too large: {len(raw) / 1e6:.0f} MB. The limit is 15 MB.")
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as made:
        given.write(raw)
        given.seek(0)
        _run_child(given, made, told)
        made.seek(0)
        return _read_answer(made)


def _run_child(given: IO[bytes], made: IO[bytes], told: list[str]) -> None:
    """Files, not pipes: the child can neither fill our memory nor wait for us."""
    command = [sys.executable, "-I", str(_CHILD), *told]
    try:
        ended = subprocess.run(
            command, stdin=given, stdout=made, stderr=subprocess.DEVNULL, env={}, timeout=WALL_S, check=False
        )
    except subprocess.TimeoutExpired:
        raise PictureFault(f"The picture took more than {WALL_S:.0f} s to decode.") from None
    except OSError as fault:
        raise PictureFault(f"The darkroom could not be opened: {fault.strerror}.", permanent=False) from fault
    if ended.returncode:
        raise PictureFault("The picture took more memory or time to decode than a picture may.")


def _read_answer(made: IO[bytes]) -> list[Made]:
    try:
        told = json.loads(made.readline(65536))
    except ValueError:
        raise PictureFault("The picture could not be decoded.") from None
    if "says" in told:
        raise PictureFault(str(told["says"])[:300])
    return [
        Made(str(name), str(mime), int(width), int(height), made.read(int(size)))
        for name, mime, width, height, size in told["files"]
    ]


def key_of(owner: str, raw: bytes) -> str:
    """Return what names a picture's files: the same for the same bytes of the same owner, and not to be guessed.

    A plain hash would tell whoever has the agency's picture that an embargoed story is waiting.
    """
    digest = hashlib.sha256(raw).hexdigest()
    return hmac.new(settings.SECRET_KEY.encode(), f"{owner}\n{digest}".encode(), "sha256").hexdigest()[:32]


def keep(developed: Developed, key: str) -> list[list]:
    """Store the prints under data/pictures/made/<key>/ and return them as ``Picture.prints`` holds them."""
    folder = print_folder(key)
    folder.mkdir(parents=True, exist_ok=True)
    for made in developed.prints:
        _write(folder / _safe_name(made), made.data)
    return [[made.width, made.height, made.mime, _safe_name(made)] for made in developed.prints]


def keep_crops(cuts: Iterable[Made], key: str) -> list[list]:
    """Store the crops beside the prints and return them as ``Picture.crops`` holds them."""
    folder = print_folder(key)
    folder.mkdir(parents=True, exist_ok=True)
    crops = [made for made in cuts if _CROP.fullmatch(made.name)]
    for made in crops:
        _write(folder / made.name, made.data)
    return [[made.width, made.height, made.mime, made.name] for made in crops]


def drop_crops(key: str, keep: Iterable[list]) -> None:
    """Take away the crops of a picture but those to keep: its focal point was moved, or it may not be cut."""
    names = {name for *_, name in keep}
    for path in print_folder(key).glob("*x*"):
        if _CROP.fullmatch(path.name) and path.name not in names:
            path.unlink(missing_ok=True)


def print_folder(key: str) -> Path:
    """Return where the prints of a picture are; the names in ``Picture.prints`` stand in it."""
    return Path(settings.MEDIA_ROOT) / "made" / key


def original_name(developed: Developed, key: str) -> str:
    """Store the clean original for the newsroom and return its name under MEDIA_ROOT."""
    ending = "png" if developed.original.mime == "image/png" else "jpg"
    name = f"originals/{key}.{ending}"
    path = Path(settings.MEDIA_ROOT) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, developed.original.data)
    return name


def _safe_name(made: Made) -> str:
    return f"{made.width}.{_ENDINGS[made.mime]}"


def _write(path: Path, data: bytes) -> None:
    part = path.with_name(f".{path.name}.{os.getpid()}")
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
