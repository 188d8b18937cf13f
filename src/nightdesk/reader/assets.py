"""Files that every page needs, named by what is in them, so that they can be kept for good."""

import hashlib
import re
from pathlib import Path

_STATIC = Path(__file__).parent / "static"
_NAMES = ("site.css", "site.js", "mark-plain.svg", "mark-harbor.svg", "mark-mesa.svg", "mark-plain.png",
          "mark-harbor.png", "mark-mesa.png")  # fmt: skip
_COMMENT = re.compile(rb"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(rb"\s+")
_ROUND = re.compile(rb"\s*([{};,>])\s*")


def _thinned(css: bytes) -> bytes:
    """Return the style sheet without comments and the spaces that mean nothing."""
    plain = _SPACE.sub(b" ", _COMMENT.sub(b"", css))
    return _ROUND.sub(rb"\1", plain).replace(b": ", b":").replace(b";}", b"}").strip() + b"\n"


def _made() -> tuple[tuple[str, str, bytes], ...]:
    """Return (plain name, name with hash, bytes) of every file."""
    files = []
    for name in _NAMES:
        data = (_STATIC / name).read_bytes()
        data = _thinned(data) if name.endswith(".css") else data
        stem, _, extension = name.rpartition(".")
        files.append((name, f"{stem}.{hashlib.sha256(data).hexdigest()[:12]}.{extension}", data))
    return tuple(files)


_MADE = _made()
ASSETS = tuple((hashed, data) for _, hashed, data in _MADE)


def paths() -> dict[str, str]:
    """Return the path of each file by its plain name."""
    return {name: f"/assets/{hashed}" for name, hashed, _ in _MADE}
