"""The kill ledger: every kill and its undoing, a line each, in a file beside the database and not in it.

A database put back from a backup forgets the kills that came after; a full disk keeps a kill out of it. The ledger
knows both, so it is written first and flushed before anything else is recorded. Nothing is ever changed in it or taken
out of it. A line that a power cut tore is passed over: whoever wrote it was never told that it was done.
"""

import errno
import fcntl
import json
import logging
import os
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from django.conf import settings

log = logging.getLogger(__name__)

RESERVE_BYTES = 512 * 1024  # freed when there is no room for a kill
_ROOM_FOR_RESERVE = 8  # reserves that must be free before one is laid again

_is_trial = ContextVar("the kill ledger is told nothing", default=False)

Mark = tuple[int, int]  # inode and size: the ledger only grows


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One entry. ``what``: kill or lift (a station's story), picture or lift-picture, order (a wire's own kill).

    ``row`` and ``begun_at`` name the row as long as the database is the one that made it; ``wire``, ``key`` and
    ``names`` (the marks of every version) find the story again in another one.
    """

    what: str
    at: str
    who: str = ""
    why: str = ""
    station: str = ""
    row: int = 0
    begun_at: str = ""
    wire: str = ""
    key: str = ""
    names: tuple[str, ...] = ()
    item: dict | None = None

    @property
    def subject(self) -> tuple[str, ...]:
        """What the line is about; the last line of a subject counts."""
        kind = "picture" if self.what.endswith("picture") else self.what if self.what == "order" else "story"
        if self.wire and self.key:
            return kind, self.station, self.wire, self.key
        return kind, self.station, str(self.row), self.begun_at


def path() -> Path:
    return Path(settings.KILL_LEDGER)


@contextmanager
def untold() -> Iterator[None]:
    """Keep out of the ledger what this thread only tries out, in a transaction that it takes back."""
    before = _is_trial.set(True)
    try:
        yield
    finally:
        _is_trial.reset(before)


def write(line: Line) -> bool:
    """Put a line into the ledger and on the disk; False when it could not be, which is said and stops no kill."""
    if _is_trial.get():
        return True
    raw = json.dumps({name: value for name, value in asdict(line).items() if value}, ensure_ascii=False).encode()
    try:
        try:
            _append(raw)
        except OSError as fault:
            if fault.errno not in (errno.ENOSPC, errno.EDQUOT) or not make_room():
                raise
            _append(raw)
    except OSError:
        log.exception("the kill ledger %s cannot be written; the database alone knows of this: %s", path(), raw)
        return False
    return True


def _append(raw: bytes) -> None:
    with _alone(os.O_RDWR | os.O_CREAT | os.O_APPEND) as handle:
        size = os.fstat(handle).st_size
        is_torn = size > 0 and os.pread(handle, 1, size - 1) != b"\n"
        whole = (b"\n" if is_torn else b"") + raw + b"\n"
        try:
            if os.write(handle, whole) != len(whole):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(handle)
        except OSError:
            os.ftruncate(handle, size)
            raise
    if size == 0:
        _flush_folder()


@contextmanager
def _alone(flags: int) -> Iterator[int]:
    handle = os.open(path(), flags | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield handle
    finally:
        os.close(handle)


def _flush_folder() -> None:
    folder = os.open(path().parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _reserve() -> Path:
    return path().with_suffix(".reserve")


def make_room() -> bool:
    """Give up the reserve, so that a kill can be written on a full disk; False when it was given up before."""
    try:
        _reserve().unlink()
    except FileNotFoundError:
        return False
    log.warning("the disk is full: the reserve for kills is given up")
    return True


def is_short_of_room() -> bool:
    """Tell whether the reserve was given up and there is no room for it yet: what can wait does not write now."""
    if _reserve().exists():
        return False
    free = os.statvfs(path().parent)
    return free.f_bavail * free.f_frsize < _ROOM_FOR_RESERVE * RESERVE_BYTES


def keep_reserve() -> None:
    """Lay the reserve when there is room again."""
    if _reserve().exists() or is_short_of_room():
        return
    part = _reserve().with_name(f".{_reserve().name}.{os.getpid()}")
    part.write_bytes(os.urandom(RESERVE_BYTES))  # no file system can fold it away
    part.replace(_reserve())


class Book:
    """The ledger as one process has read it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._path: Path | None = None
        self._mark: Mark = (0, 0)
        self._read = 0
        self._lines: list[Line] = []
        self._last: dict[tuple[str, ...], Line] = {}
        self._named: dict[tuple[str, str, str], Line] = {}

    def mark(self) -> Mark:
        """Return what moves whenever the ledger does. It costs one look at the file."""
        try:
            seen = os.stat(path())
        except FileNotFoundError:
            return 0, 0
        return seen.st_ino, seen.st_size

    def lines(self, since: int = 0) -> list[Line]:
        """Return every line from the one of this number on, as the file stands now."""
        with self._lock:
            self._keep_up()
            return self._lines[since:]

    def last(self, subject: tuple[str, ...]) -> Line | None:
        """Return what was said last of a subject."""
        with self._lock:
            self._keep_up()
            return self._last.get(subject)

    def standing(self, lines: Iterable[Line] | None = None) -> list[Line]:
        """Return, of these lines or of all, those that nothing later undid."""
        with self._lock:
            self._keep_up()
            mine = self._lines if lines is None else list(lines)
            return [line for line in mine if self._last[line.subject] is line and not line.what.startswith("lift")]

    def killed(self, station: str, wire: str, names: Iterable[str]) -> Line | None:
        """Return the line by which a station killed what goes by one of these names on a wire."""
        with self._lock:
            self._keep_up()
            found = (self._named.get((station, wire, name)) for name in names)
            return next((one for one in found if one and self._last[one.subject] is one), None)

    def _keep_up(self) -> None:
        mark = self.mark()
        if self._path == path() and mark == self._mark:
            return
        if self._path != path() or mark[0] != self._mark[0] or mark[1] < self._read:
            self._path, self._read, self._lines, self._last, self._named = path(), 0, [], {}, {}
        self._mark = mark
        if mark[1] > self._read:
            with path().open("rb") as file:
                file.seek(self._read)
                new = file.read(mark[1] - self._read)
            whole = new[: new.rfind(b"\n") + 1]
            self._read += len(whole)
            for raw in whole.splitlines():
                self._take(raw)

    def _take(self, raw: bytes) -> None:
        line = _line(raw)
        if line is None:
            return
        self._lines.append(line)
        self._last[line.subject] = line
        if line.what in ("kill", "picture"):
            self._named.update({(line.station, line.wire, name): line for name in line.names if line.wire})


def _line(raw: bytes) -> Line | None:
    try:
        told = json.loads(raw)
        known = {field.name: told[field.name] for field in fields(Line) if field.name in told}
        return Line(**known | {"names": tuple(known.get("names", ()))})
    except (ValueError, TypeError):
        log.warning("a line of the kill ledger %s was torn and is passed over: %r", path(), raw[:200])
        return None


book = Book()
