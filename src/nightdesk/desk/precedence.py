"""The press goes first: who files gives way while the press wants to write.

SQLite lets one write at a time and makes the others ask again and again; a filer that writes without a pause made the
press, and a kill in it, wait for seconds. So the press holds a file's lock from the moment it wants to write until it
has written, and whoever receives or files waits for that lock before each transaction. The kernel takes the lock
from a process that dies. PostgreSQL has queues of its own.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection


class Precedence:
    """One worker's right of way. It may be taken again inside itself."""

    def __init__(self) -> None:
        self._depth, self._handle = 0, -1

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Go first until the end of the block."""
        if connection.vendor != "sqlite" or self._depth:
            yield
            return
        self._handle = _open() if self._handle < 0 else self._handle
        fcntl.flock(self._handle, fcntl.LOCK_EX)
        self._depth = 1
        try:
            yield
        finally:
            self._depth = 0
            fcntl.flock(self._handle, fcntl.LOCK_UN)


def give_way() -> None:
    """Wait until no press wants to write. Inside a transaction nobody waits: the press may be waiting for its end."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    handle = _open()
    try:
        fcntl.flock(handle, fcntl.LOCK_SH)
    finally:
        os.close(handle)


def _open() -> int:
    return os.open(Path(settings.DATA) / "press.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
