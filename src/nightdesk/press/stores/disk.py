"""Sheets as files below one folder: written beside, flushed, put in place by one rename.

Files in the making lie in ``.press`` on the same file system, outside everything that is served.
"""

import itertools
import os
import secrets
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

AT_ONCE = 8  # files flushed at the same time

One = TypeVar("One")

_numbers = itertools.count()
_run = secrets.token_hex(4)  # a later process may get this one's number


@dataclass(frozen=True, slots=True)
class Staged:
    """A whole file that is on disk but not yet in its place."""

    part: str
    name: str


class Disk:
    """The public tree. Names are relative: ``stations/harbor/news/index.html``."""

    def __init__(self, root: Path) -> None:
        self.root = str(root)
        self.making = f"{self.root}/.press"
        os.makedirs(self.making, mode=0o700, exist_ok=True)
        self._unflushed: list[int] = []
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="disk")

    def stage(self, name: str, data: bytes) -> Staged:
        """Write the data beside the tree; ``flush`` must follow. Raises OSError when the disk will not have it."""
        part = self._part()
        file = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        try:
            left = memoryview(data)
            while left:
                left = left[os.write(file, left) :]
        except OSError:
            os.close(file)
            os.unlink(part)
            raise
        self._unflushed.append(file)
        return Staged(part, name)

    def flush(self) -> None:
        """Wait until everything staged is really on the disk. Raises OSError when it cannot be had there.

        Many at once, since the file system then writes its journal once for all of them.
        """
        files, self._unflushed = self._unflushed, []
        try:
            for _ in self._pool.map(_flush_all, _shared_out(files)):
                pass
        finally:
            for file in files:
                os.close(file)

    def stage_link(self, name: str, source: Path) -> Staged:
        """Stage a file that is on disk already, without copying its bytes where the file system can."""
        part = self._part()
        try:
            os.link(source, part)
        except FileNotFoundError:
            raise
        except OSError:  # another file system, or one without links
            return self.stage(name, source.read_bytes())
        return Staged(part, name)

    def _part(self) -> str:
        return f"{self.making}/{os.getpid()}-{_run}-{next(_numbers)}"

    def place(self, staged: Staged) -> None:
        """Put a staged file in its place; readers have the old one whole until they have the new one whole."""
        target = f"{self.root}/{staged.name}"
        for _ in range(10):
            try:
                os.replace(staged.part, target)
                break
            except FileNotFoundError:  # no such folder yet, or another worker has just pruned it
                os.makedirs(os.path.dirname(target), exist_ok=True)
        else:
            os.replace(staged.part, target)
        self.drop(staged)  # a rename onto another link of the very same file does nothing and leaves both

    def drop(self, staged: Staged) -> None:
        """Throw a staged file away."""
        with suppress(FileNotFoundError):
            os.unlink(staged.part)

    def flush_folders(self, names: set[str]) -> None:
        """Make the renames in the folders of these files outlast a power cut."""
        for _ in self._pool.map(self._flush_folders, _shared_out(sorted({os.path.dirname(name) for name in names}))):
            pass

    def _flush_folders(self, folders: Iterable[str]) -> None:
        for folder in folders:
            self._flush_folder(folder)

    def _flush_folder(self, folder: str) -> None:
        with suppress(FileNotFoundError):
            handle = os.open(f"{self.root}/{folder}", os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    def unlink(self, name: str) -> bool:
        """Take a file away; tell whether it was there."""
        try:
            os.unlink(f"{self.root}/{name}")
        except (FileNotFoundError, NotADirectoryError):
            return False
        return True

    def prune(self, name: str) -> None:
        """Take away the folders above a name that hold nothing any more, up to the station's own."""
        folder = os.path.dirname(name)
        while folder.count("/") > 1:
            try:
                os.rmdir(f"{self.root}/{folder}")
            except OSError:  # not empty, or gone already
                return
            folder = os.path.dirname(folder)

    def read(self, name: str) -> bytes | None:
        """Return a file's bytes, or None when it is not there."""
        try:
            return Path(self.root, name).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def names(self, folder: str) -> list[str]:
        """Return the names of the files in a folder, none when there is no such folder."""
        try:
            return sorted(entry.name for entry in os.scandir(f"{self.root}/{folder}") if entry.is_file())
        except (FileNotFoundError, NotADirectoryError):
            return []

    def tidy(self) -> None:
        """Throw away what processes that are no more left in the making."""
        for name in os.listdir(self.making):
            pid = name.partition("-")[0]
            if not pid.isdecimal() or not _is_alive(int(pid)):
                with suppress(FileNotFoundError):
                    os.unlink(f"{self.making}/{name}")


def _shared_out(things: list[One]) -> list[list[One]]:
    """Return the things in as many heaps as are worked on at once."""
    return [things[number::AT_ONCE] for number in range(min(AT_ONCE, len(things)))]


def _flush_all(files: Iterable[int]) -> None:
    for file in files:
        os.fsync(file)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
