"""Whole baked files as answers: read once, kept in memory within a bound, looked at again on every request.

A file is what it was when inode, size and both times are what they were. The desk replaces files (never writes
into one), so a changed page is a changed inode and is true at the next request. A twin (``.br``, ``.gz``) is
given only when it really unpacks to the file it stands beside: an old twin can never outlive a correction.
Where there is no twin yet (feeds get theirs in the press's sweep) one is made here, once for each version.
"""

import gzip
import math
import os
import stat
import zlib
from collections.abc import Iterable, Iterator
from email.utils import formatdate
from hashlib import blake2b
from threading import Lock

import brotli

from nightdesk.kit import clock
from nightdesk.web import files_rules as rules

IN_MEMORY_BYTES = 1024 * 1024  # a larger file is read from disk for each reader, in pieces
PIECE_BYTES = 64 * 1024
BROTLI_LEVEL, GZIP_LEVEL = 4, 6  # of the twins made here: a feed of 60 kB takes about 2 ms, once
MADE_FOR_S = 300.0  # then it is looked whether the press has put smaller ones beside the file
YOUNG_S = 2.0  # within this, a second change could carry the very same times: nothing is kept, no date is given

Headers = list[tuple[str, str]]


class Told(Headers):
    """Headers of an answer, and the same as lines of HTTP/1.1. Never changed once made."""

    __slots__ = ("lines",)

    def __init__(self, headers: Iterable[tuple[str, str]]) -> None:
        super().__init__(headers)
        self.lines = "".join([f"{name}: {value}\r\n" for name, value in self]).encode("latin-1")


Mark = tuple[int, int, int, int]


class Form:
    """One file in one encoding, ready to be sent. ``body`` is None when it is too large to keep."""

    __slots__ = ("body", "etag", "headers", "path", "size_bytes", "unchanged")

    def __init__(
        self, path: str, body: bytes | None, size_bytes: int, etag: str, headers: Told, unchanged: Told
    ) -> None:
        self.path = path
        self.body = body
        self.size_bytes = size_bytes
        self.etag = etag
        self.headers = headers
        self.unchanged = unchanged  # the headers of a 304


class Sheet:
    """A file and its twins. ``mark`` is the state of the plain file they were read from."""

    __slots__ = ("forms", "made", "mark", "modified", "size_bytes", "until_s")

    def __init__(self, mark: Mark, modified: str, forms: dict[str, Form], made: dict[str, bytes]) -> None:
        self.mark = mark
        self.modified = modified  # the Last-Modified line, "" when the file is too young to have one
        self.forms = forms
        self.made = made  # twins that did not stand beside the file
        self.until_s = 0.0 if not modified else clock.seconds() + MADE_FOR_S if made else math.inf
        self.size_bytes = 2048 + sum(len(form.body or b"") for form in forms.values())

    def form(self, wanted: tuple[str, ...]) -> Form:
        """Return the first form there is among the wanted encodings."""
        for name in wanted:
            if name in self.forms:
                return self.forms[name]
        return self.forms[""]


class Shelf:
    """The files of one tree, the ones asked for lately in memory, ``limit_bytes`` of them at most."""

    def __init__(self, limit_bytes: int) -> None:
        self.limit_bytes = limit_bytes
        self.held_bytes = 0
        self._sheets: dict[str, Sheet] = {}
        self._lock = Lock()

    def fresh(self, path: str) -> Sheet | None:
        """Return the sheet held for a path when the file on disk is still that one; None otherwise."""
        sheet = self._sheets.get(path)
        if sheet is None or (sheet.until_s != math.inf and sheet.until_s < clock.seconds()):
            return None
        try:
            seen = os.stat(path)
        except OSError:
            self._drop(path)
            return None
        if (seen.st_ino, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_size) == sheet.mark:
            return sheet
        return None

    def read(self, house: str, name: str) -> Sheet | None:
        """Read the file ``name`` (with its slash) of the station folder ``house``; None when there is none to give."""
        path = house + name
        kind = rules.content_type(name)
        try:
            is_given = kind is not None and stat.S_ISREG(os.stat(path).st_mode) and _stands_in(path, house)
            before = self._sheets.get(path)
            sheet = _read_sheet(path, name, kind, before) if kind and is_given else None
        except (OSError, ValueError):  # not there, or unlinked between the look and the reading: a kill goes first
            return None
        if sheet is not None and (sheet.modified or sheet.made):  # a young one only for the twins it took to make
            self._keep(path, sheet)
        return sheet

    def _keep(self, path: str, sheet: Sheet) -> None:
        with self._lock:
            self._forget(path)
            self._sheets[path] = sheet
            self.held_bytes += sheet.size_bytes
            while self.held_bytes > self.limit_bytes:
                self._forget(next(iter(self._sheets)))

    def _drop(self, path: str) -> None:
        with self._lock:
            self._forget(path)

    def _forget(self, path: str) -> None:
        if (sheet := self._sheets.pop(path, None)) is not None:
            self.held_bytes -= sheet.size_bytes


def pieces(path: str, first: int, left_bytes: int) -> Iterator[bytes]:
    """Yield a part of a large file piece by piece."""
    with open(path, "rb") as file:
        file.seek(first)
        while piece := file.read(min(PIECE_BYTES, left_bytes)):
            left_bytes -= len(piece)
            yield piece


def _stands_in(path: str, house: str) -> bool:
    """Tell whether a path, with every symlink followed, is still inside the station's own folder."""
    return os.path.realpath(path).startswith(os.path.realpath(house) + "/")


def _read_sheet(path: str, name: str, kind: str, before: Sheet | None) -> Sheet:
    with open(path, "rb") as file:
        seen = os.fstat(file.fileno())
        if seen.st_size > IN_MEMORY_BYTES:
            body, etag = None, _tag(iter(lambda: file.read(PIECE_BYTES), b""))
        else:
            body = file.read()
            etag = _tag((body,))
    mark = (seen.st_ino, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_size)
    modified = _modified(seen.st_mtime)
    lasting: Headers = [("accept-ranges", "bytes"), ("cache-control", rules.cache_control(name))]
    lasting.extend(rules.for_machines(name))
    if modified:
        lasting.append(("last-modified", modified))
    if has_twins := rules.suffix_of(path) in rules.COMPRESSIBLE:
        lasting.append(("vary", "accept-encoding"))
    forms = {"": _form(path, body, seen.st_size, etag, [("content-type", kind), *lasting], lasting)}
    twins = dict(_twins(path, body)) if body and has_twins else {}
    made = _made(body, twins, before) if body and has_twins else {}
    for encoding, packed in (twins | made).items():
        headers = [("content-type", kind), ("content-encoding", encoding), *lasting]
        forms[encoding] = _form(path, packed, len(packed), _tag((packed,)), headers, lasting)
    return Sheet(mark, modified, forms, made)


def _form(path: str, body: bytes | None, size_bytes: int, etag: str, headers: Headers, lasting: Headers) -> Form:
    told = ("etag", etag)
    whole = [("content-length", str(size_bytes)), told, *headers, *rules.SECURITY]
    return Form(path, body, size_bytes, etag, Told(whole), Told([told, *lasting]))


def _twins(path: str, body: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the twins beside a file that unpack to exactly this body."""
    for encoding, suffix in (("br", ".br"), ("gzip", ".gz")):
        try:
            with open(path + suffix, "rb") as file:
                packed = file.read(len(body) + PIECE_BYTES)
        except OSError:
            continue
        if _unpacks_to(encoding, packed, body):
            yield encoding, packed


def _made(body: bytes, twins: dict[str, bytes], before: Sheet | None) -> dict[str, bytes]:
    """Return the twins that are not there, those of the same body before rather than new ones."""
    known = before.made if before is not None and before.forms[""].body == body else {}
    made = {name: known.get(name) or _packed(name, body) for name in ("br", "gzip") if name not in twins}
    return {name: packed for name, packed in made.items() if len(packed) < len(body)}


def _packed(encoding: str, body: bytes) -> bytes:
    if encoding == "br":
        return brotli.compress(body, quality=BROTLI_LEVEL)
    return gzip.compress(body, GZIP_LEVEL, mtime=0)


def _unpacks_to(encoding: str, packed: bytes, body: bytes) -> bool:
    try:
        if encoding == "br":
            return brotli.decompress(packed) == body
        return zlib.decompress(packed, wbits=31) == body
    except (brotli.error, zlib.error):
        return False


def _tag(parts: Iterable[bytes]) -> str:
    """Return a strong entity tag of the very bytes sent: the same on every node and after every restart."""
    whole = blake2b(digest_size=12)
    for part in parts:
        whole.update(part)
    return f'"{whole.hexdigest()}"'


def _modified(mtime: float) -> str:
    """Return the Last-Modified line, or "" while the same second could still bring another version."""
    if clock.now().timestamp() - mtime < YOUNG_S:
        return ""
    return formatdate(int(mtime), usegmt=True)
