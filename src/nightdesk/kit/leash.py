"""A child process that ends with its parent, however that ended: it holds the other end of a pipe."""

import os
import signal
import sys
import threading
from collections.abc import Callable

LOOK_S = 1.0


def follow(on_end: Callable[[], None] | None = None) -> None:
    """Call ``on_end`` (else send this process SIGTERM) when the parent that set NIGHTDESK_LEASH is gone."""
    if os.environ.pop("NIGHTDESK_LEASH", "") == "1":
        threading.Thread(target=_watch, args=(sys.stdin.fileno(), on_end), name="leash", daemon=True).start()


def follow_parent() -> None:
    """End this process at once when its parent is gone, however that ended: for a child that has no end of a pipe."""
    threading.Thread(target=_watch_parent, args=(os.getppid(),), name="parent", daemon=True).start()


def _watch_parent(parent: int) -> None:
    pause = threading.Event()
    while os.getppid() == parent:
        pause.wait(LOOK_S)
    os.kill(os.getpid(), signal.SIGKILL)


def _watch(end: int, on_end: Callable[[], None] | None) -> None:
    while os.read(end, 1024):
        pass
    if on_end is None:
        os.kill(os.getpid(), signal.SIGTERM)
    else:
        on_end()
