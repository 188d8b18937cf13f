"""How a room works: what can be done is done at once, else it rests; a fault is said, waited out, and tried again."""

import logging
import threading
from collections.abc import Callable

from django.db import close_old_connections

log = logging.getLogger(__name__)

TROUBLE_S = 5.0


def keep_at(stop: threading.Event, step: Callable[[], int], *, idle_s: float, trouble: str) -> None:
    """Take steps until told to stop; ``step`` returns how much it did, ``trouble`` says what could not be done.

    Every step leaves rows that bring it back: the database may be away or locked for a moment.
    """
    while not stop.is_set():
        pause_s = idle_s
        try:
            if step():
                continue
        except Exception:  # noqa: BLE001 - whatever it is, the room must outlive it
            log.exception("%s; trying again in %g s", trouble, TROUBLE_S)
            pause_s = TROUBLE_S
        close_old_connections()
        stop.wait(pause_s)
