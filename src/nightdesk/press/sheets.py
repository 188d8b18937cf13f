"""What passes between the kinds of sheets and the bakery. Frozen, no Django."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

GONE_NAME = "gone.html"
INDEX_NAME = "index.html"


@dataclass(frozen=True, slots=True)
class Birth:
    """An address that should be there, what it is about, and what its sheet must know it is asked by."""

    path: str
    about: str
    asked_by: tuple[str, ...] = ()  # subjects


@dataclass(frozen=True, slots=True)
class Page:
    """A file to be served with 200. One ``is_moving`` changes many times an hour, so it gets its twins in the sweep."""

    body: bytes
    is_moving: bool = False


@dataclass(frozen=True, slots=True)
class Gone:
    """A page to be served with 410, in the place of one that was there."""

    body: bytes


@dataclass(frozen=True, slots=True)
class Bundle:
    """Files that are made already, by name, to be put under one address."""

    files: tuple[tuple[str, Path], ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A file that is costly to make and is what ``told`` says: made only when another stands there, or none."""

    told: str
    draw: Callable[[], bytes]


Baked = Page | Gone | Bundle | Drawn | None  # None: there must be no file
