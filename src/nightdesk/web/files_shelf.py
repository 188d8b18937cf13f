"""Whole baked files as answers: read once, known within a bound, looked at again on every request.

A file is what it was when inode, size and both times are what they were. The desk replaces files (never writes
into one), so a changed page is a changed inode and is true at the next request. A twin (``.br``, ``.gz``) is
given only when it really unpacks to the file it stands beside: an old twin can never outlive a correction.
Where there is no twin yet (feeds get theirs in the press's sweep) one is made here, once for each version.

Bodies and what is known of files (tags, sizes, that a twin is true) are bounded apart: a body that had to leave is
read from its file again, and only if that file is still the one that was looked through. So a site of ten thousand
pages that are all asked for costs an open and a read each time, not another unpacking and another tag.
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
SUFFIXES = {"br": ".br", "gzip": ".gz"}
BROTLI_LEVEL, GZIP_LEVEL = 4, 6  # of the twins made here: a feed of 60 kB takes about 2 ms, once
KNOWN_SHEETS = 12_000  # per worker, whose bodies may have left; 3.8 to 5.1 kB each beside any body: some 60 MB
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
    """One file in one encoding, ready to be sent. ``body`` is None when it is too large to keep, or had to leave.

    ``mark`` is the state of the file at ``path`` that ``body`` was read from; None when it was made here.
    """

    __slots__ = ("_told", "_whole", "_unchanged", "body", "etag", "mark", "path", "size_bytes")

    def __init__(
        self,
        path: str,
        body: bytes | None,
        size_bytes: int,
        etag: str,
        mark: Mark | None,
        told: tuple[Headers, Headers],
    ) -> None:
        self.path = path
        self.body = body
        self.size_bytes = size_bytes
        self.etag = etag
        self.mark = mark
        self._told = told
        self._whole: Told | None = None
        self._unchanged: Told | None = None

    @property
    def headers(self) -> Told:
        """The headers of the whole answer; put together for the first reader who takes this encoding."""
        if self._whole is None:
            kind, lasting = self._told
            size, tag = ("content-length", str(self.size_bytes)), ("etag", self.etag)
            self._whole = Told([size, tag, *kind, *lasting, *rules.SECURITY])
        return self._whole

    @property
    def unchanged(self) -> Told:
        """The headers of a 304."""
        if self._unchanged is None:
            self._unchanged = Told([("etag", self.etag), *self._told[1]])
        return self._unchanged

    @property
    def is_large(self) -> bool:
        return self.size_bytes > IN_MEMORY_BYTES

    def whole(self) -> bytes | None:
        """Return the body, from its file where it had to leave; None when that is another file now, or gone."""
        if (body := self.body) is not None:
            return body
        try:
            number = os.open(self.path, os.O_RDONLY)
        except OSError:
            return None
        try:
            body = os.read(number, self.size_bytes + 1)
            is_same = _mark(os.fstat(number)) == self.mark
        finally:
            os.close(number)
        return body if is_same and len(body) == self.size_bytes else None


class Sheet:
    """A file and its twins. ``mark`` is the state of the plain file they were read from."""

    __slots__ = ("forms", "made", "mark", "modified", "size_bytes", "until_s")

    def __init__(self, mark: Mark, modified: str, forms: dict[str, Form], made: dict[str, bytes]) -> None:
        self.mark = mark
        self.modified = modified  # the Last-Modified line, "" when the file is too young to have one
        self.forms = forms
        self.made = made  # twins that did not stand beside the file
        self.until_s = 0.0 if not modified else clock.seconds() + MADE_FOR_S if made else math.inf
        self.size_bytes = self._held()

    def _held(self) -> int:
        return sum(len(form.body or b"") for form in self.forms.values())

    def lighten(self) -> int:
        """Let go of every body that can be read again, and return how many bytes that freed."""
        before = self.size_bytes
        for form in self.forms.values():
            if form.mark is not None:
                form.body = None
        self.size_bytes = self._held()
        return before - self.size_bytes

    def form(self, wanted: tuple[str, ...]) -> Form:
        """Return the first form there is among the wanted encodings."""
        for name in wanted:
            if name in self.forms:
                return self.forms[name]
        return self.forms[""]


class Shelf:
    """The files of one tree, the ones read lately in memory, ``limit_bytes`` of bodies and ``known`` files at most."""

    def __init__(self, limit_bytes: int, known: int = KNOWN_SHEETS) -> None:
        self.limit_bytes = limit_bytes
        self.known = known
        self.held_bytes = 0
        self._sheets: dict[str, Sheet] = {}
        self._whole: dict[str, None] = {}  # those that have their bodies, the oldest first
        self._lock = Lock()

    def fresh(self, path: str) -> Sheet | None:
        """Return the sheet held for a path when the file on disk is still that one; None otherwise."""
        sheet = self._sheets.get(path)
        if sheet is None or (sheet.until_s != math.inf and sheet.until_s < clock.seconds()):
            return None
        try:
            seen = os.stat(path)
        except OSError:
            self.drop(path)
            return None
        return sheet if _mark(seen) == sheet.mark else None

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
            self._whole[path] = None
            self.held_bytes += sheet.size_bytes
            while self._whole and self.held_bytes > self.limit_bytes:
                oldest = next(iter(self._whole))
                del self._whole[oldest]
                self.held_bytes -= self._sheets[oldest].lighten()
            while len(self._sheets) > self.known or self.held_bytes > self.limit_bytes:
                self._forget(next(iter(self._sheets)))

    def drop(self, path: str) -> None:
        """Forget a file; the next reader has it read anew."""
        with self._lock:
            self._forget(path)

    def _forget(self, path: str) -> None:
        self._whole.pop(path, None)
        if (sheet := self._sheets.pop(path, None)) is not None:
            self.held_bytes -= sheet.size_bytes


def pieces(path: str, first: int, left_bytes: int) -> Iterator[bytes]:
    """Yield a part of a large file piece by piece."""
    with open(path, "rb") as file:
        file.seek(first)
        while piece := file.read(min(PIECE_BYTES, left_bytes)):
            left_bytes -= len(piece)
            yield piece


def _mark(seen: os.stat_result) -> Mark:
    return (seen.st_ino, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_size)


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
    mark = _mark(seen)
    modified = _modified(seen.st_mtime)
    lasting: Headers = [("accept-ranges", "bytes"), ("cache-control", rules.cache_control(name))]
    lasting.extend(rules.for_machines(name))
    if modified:
        lasting.append(("last-modified", modified))
    if has_twins := rules.suffix_of(path) in rules.COMPRESSIBLE:
        lasting.append(("vary", "accept-encoding"))
    said = ("content-type", kind)
    forms = {"": Form(path, body, seen.st_size, etag, mark, ([said], lasting))}
    twins = dict(_twins(path, body)) if body and has_twins else {}
    made = _made(body, set(twins), before) if body and has_twins else {}
    packs = twins | {encoding: (packed, None) for encoding, packed in made.items()}
    for encoding, (packed, state) in packs.items():
        told = ([said, ("content-encoding", encoding)], lasting)
        forms[encoding] = Form(path + SUFFIXES[encoding], packed, len(packed), _tag((packed,)), state, told)
    return Sheet(mark, modified, forms, made)


def _twins(path: str, body: bytes) -> Iterator[tuple[str, tuple[bytes, Mark | None]]]:
    """Yield the twins beside a file that unpack to exactly this body, each with the state of its own file."""
    for encoding, suffix in SUFFIXES.items():
        try:
            with open(path + suffix, "rb") as file:
                seen = os.fstat(file.fileno())
                packed = file.read(len(body) + PIECE_BYTES)
        except OSError:
            continue
        if _unpacks_to(encoding, packed, body):
            yield encoding, (packed, _mark(seen))


def _made(body: bytes, twins: set[str], before: Sheet | None) -> dict[str, bytes]:
    """Return the twins that are not there, those of the same body before rather than new ones."""
    known = before.made if before is not None and before.forms[""].etag == _tag((body,)) else {}
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
