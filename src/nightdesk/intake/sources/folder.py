"""A watched folder: whole documents are taken, stored, and only then moved to ``done/`` or ``refused/``.

A document is whole when nobody has it open for writing (the kernel knows: a read lease is refused as long as
somebody has) and it has not changed for a moment. Where there are no leases (network file systems, files of
another user) it must stay the same for two seconds; there, let senders rename into place.
"""

import fcntl
import logging
import os
import signal
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote

from nightdesk.desk import filing
from nightdesk.desk.models import Wire
from nightdesk.desk.reading import items_of
from nightdesk.kit import clock, crash
from nightdesk.wire import haste
from nightdesk.wire.item import Item, WireFault

log = logging.getLogger(__name__)

LOOK_EVERY_S = 0.1
LOOK_S = 2.0  # for one look at most, when it finds a great many
MANY = 20  # documents; of more than these, those that may carry a kill come first
HASTY_BYTES = 64 * 1024
STILL_S = 0.1  # unchanged for this long, and nobody writing
STILL_UNSEEN_S = 2.0  # unchanged for this long, where nobody can tell who writes
PICTURES_WAIT_S = 5.0  # a document waits this long for a picture that it names
EMPTY_WAIT_S = 60.0
LARGEST_BYTES = 15 * 1024 * 1024
LARGEST_PICTURE_BYTES = 40 * 1024 * 1024
MOST_PICTURES = 50

PARTIAL = (".tmp", ".part", ".partial", ".filepart", ".crdownload", ".swp", ".new", "~")
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".tif", ".tiff", ".svg")

Mark = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it stood at a look."""

    name: str
    mark: Mark  # inode, size, mtime in nanoseconds
    since_s: float  # ``clock.seconds`` when it was first seen so

    @property
    def size_bytes(self) -> int:
        return self.mark[1]


class Folder:
    """One wire's watched folder."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self.home = wire.watched
        self._seen: dict[str, Seen] = {}

    def look(self) -> float:
        """Take every document that is whole; return the seconds until the next look."""
        self._seen = {seen.name: seen for seen in self._standing()}
        until = clock.seconds() + LOOK_S
        for seen in self._in_turn():
            if clock.seconds() > until:
                return 0.0  # what came meanwhile may be a kill, and that goes before the rest
            try:
                self._consider(seen)
            except OSError as fault:
                log.warning("wire %s: %s cannot be taken: %s", self.wire.name, seen.name, fault.strerror)
        return LOOK_EVERY_S

    def _in_turn(self) -> list[Seen]:
        """Return what stands here, the oldest first; of many, first what may be a kill."""
        waiting = sorted(self._seen.values(), key=lambda seen: (seen.mark[2], seen.name))
        if len(waiting) > MANY:
            waiting.sort(key=lambda seen: not _may_be_urgent(self.home / seen.name))
        return waiting

    def _standing(self) -> Iterator[Seen]:
        for name, mark in documents(self.home):
            known = self._seen.get(name)
            yield known if known and known.mark == mark else Seen(name, mark, clock.seconds())

    def _consider(self, seen: Seen) -> None:
        """Take a document, refuse it, or leave it for the next look."""
        now, path = clock.now(), self.home / seen.name
        still_s = max(clock.seconds() - seen.since_s, now.timestamp() - seen.mark[2] / 1e9)
        if seen.size_bytes > LARGEST_BYTES and still_s > STILL_UNSEEN_S:
            self._refuse(path, seen.mark, f"It is larger than {LARGEST_BYTES} bytes.")
        elif seen.size_bytes == 0 and still_s > EMPTY_WAIT_S:
            self._refuse(path, seen.mark, "It is empty.")
        elif 0 < seen.size_bytes <= LARGEST_BYTES and still_s > STILL_S:
            raw = _whole(path, seen.mark, is_long_still=still_s > STILL_UNSEEN_S)
            if raw is not None:
                self._take(path, raw, seen.mark, now, may_wait=still_s < PICTURES_WAIT_S)

    def _take(self, path: Path, raw: bytes, mark: Mark, now: datetime, *, may_wait: bool) -> None:
        fault, references = "", ()
        try:
            references = tuple(_references(items_of(raw, received_at=now)))
        except WireFault as told:
            fault = f"{told.part}: {told.says}"
        if may_wait and any(_picture(self.home, reference) is None for reference in references):
            return
        crash.at("before_commit")
        filing.receive(self.wire, raw, received_at=now, source=path.name, beside=_pictures(self.home, references))
        crash.at("after_commit")
        if fault:
            self._refuse(path, mark, fault)
        else:
            _move(path, self.home / "done", mark)
            for reference in references:
                _move_picture(self.home, reference)
        crash.at("after_move")

    def _refuse(self, path: Path, mark: Mark, why: str) -> None:
        kept = _move(path, self.home / "refused", mark)
        kept.with_name(kept.name + ".reason.txt").write_text(why + "\n")


def waiting(wire: Wire) -> int:
    """Return how many documents stand in a wire's folder and are not taken yet."""
    return sum(1 for _, mark in documents(wire.watched) if mark[1])


def beside(path: Path, raw: bytes) -> Mapping[str, bytes]:
    """Return the pictures that a document names by relative reference and that stand beside it."""
    try:
        items = items_of(raw)
    except WireFault:
        return {}
    return _pictures(path.parent, tuple(_references(items)))


def documents(home: Path) -> Iterator[tuple[str, Mark]]:
    """Yield what may be a document in a folder; half-sent names, pictures, links and folders are none."""
    try:
        entries = list(os.scandir(home))
    except FileNotFoundError:
        return
    for entry in entries:
        name = entry.name.lower()
        if name.startswith(".") or name.endswith(PARTIAL) or name.endswith(PICTURES):
            continue
        try:
            seen = entry.stat(follow_symlinks=False)
        except FileNotFoundError:
            continue
        if stat.S_ISREG(seen.st_mode):
            yield entry.name, _mark_of(seen)


def _may_be_urgent(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return haste.is_urgent(file.read(HASTY_BYTES))
    except OSError:
        return False


def _whole(path: Path, mark: Mark, *, is_long_still: bool) -> bytes | None:
    """Return the bytes of a file that nobody is writing and that is still what was seen; None otherwise."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    with open(handle, "rb") as file:
        is_written = _is_written(handle)
        if is_written or (is_written is None and not is_long_still):
            return None
        raw = file.read(LARGEST_BYTES + 1)
        now = os.fstat(handle)
    return raw if _mark_of(now) == mark and len(raw) == now.st_size else None


def _is_written(handle: int) -> bool | None:
    """Tell whether somebody has the file open for writing; None when this file system cannot say."""
    try:
        # A writer who comes while the lease is held makes the kernel send a signal: one that nobody dies of.
        fcntl.fcntl(handle, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
    except BlockingIOError:
        return True
    except OSError:
        return None
    fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    return False


def _references(items: Iterable[Item]) -> Iterator[str]:
    """Yield the relative references of all pictures, once each."""
    found = dict.fromkeys(rendition.href for item in items for one in item.pictures for rendition in one.renditions)
    relative = [href for href in found if href and ":" not in href and not href.startswith(("/", "\\", "#"))]
    yield from relative[:MOST_PICTURES]


def _pictures(home: Path, references: Iterable[str]) -> dict[str, bytes]:
    found = ((reference, _picture(home, reference)) for reference in references)
    return {reference: path.read_bytes() for reference, path in found if path is not None}


def _picture(home: Path, reference: str) -> Path | None:
    """Return a picture beside the document, or one that an earlier document took along; never outside the folder."""
    relative = Path(unquote(reference.partition("?")[0]))
    if relative.is_absolute() or ".." in relative.parts or not relative.name:
        return None
    for place in (home, home / "done"):
        path = place / relative
        if path.is_file() and path.resolve().is_relative_to(home.resolve()):
            return path if path.stat().st_size <= LARGEST_PICTURE_BYTES else None
    return None


def _move_picture(home: Path, reference: str) -> None:
    path = _picture(home, reference)
    if path is not None and not path.is_relative_to(home / "done"):
        target = home / "done" / path.relative_to(home)
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)


def _move(path: Path, folder: Path, mark: Mark) -> Path:
    """Move a file into a folder, beside an earlier one of its name; back again when it is no longer the one read."""
    folder.mkdir(exist_ok=True)
    target, number = folder / path.name, 1
    while target.exists():
        number += 1
        target = folder / f"{path.stem}.{number}{path.suffix}"
    path.rename(target)
    if _mark_of(target.stat()) != mark and not path.exists():
        target.rename(path)  # its sender put a newer one in its place at this very moment: the next look takes it
    return target


def _mark_of(seen: os.stat_result) -> Mark:
    return seen.st_ino, seen.st_size, seen.st_mtime_ns
