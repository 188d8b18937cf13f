"""A child process that ends with its parent, however that ended: it holds the other end of a pipe."""

import os
import signal
import sys
import threading
from collections.abc import Callable


def follow(on_end: Callable[[], None] | None = None) -> None:
    """Call ``on_end`` (else send this process SIGTERM) when the parent that set NIGHTDESK_LEASH is gone."""
    if os.environ.pop("NIGHTDESK_LEASH", "") == "1":
        threading.Thread(target=_watch, args=(sys.stdin.fileno(), on_end), name="leash", daemon=True).start()


def _watch(end: int, on_end: Callable[[], None] | None) -> None:
    while os.read(end, 1024):
        pass
    if on_end is None:
        os.kill(os.getpid(), signal.SIGTERM)
    else:
        on_end()
