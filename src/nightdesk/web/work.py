"""The process that works: intake, darkroom, press, hubs and index, a thread each; they meet in the database only."""

import logging
import signal
import threading
from collections.abc import Callable
from typing import Any

from nightdesk.desk.pictures import Darkroom
from nightdesk.intake.run import Intake
from nightdesk.kit import garbage, leash
from nightdesk.press.hubs import Hubs
from nightdesk.press.run import Press
from nightdesk.search.indexing import Indexing

log = logging.getLogger(__name__)

FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.5, 30.0
ROOMS = (("intake", Intake), ("darkroom", Darkroom), ("press", Press), ("hubs", Hubs), ("index", Indexing))


def work() -> int:
    """Work until told to stop. A room that fails is opened again, and never takes another with it."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    leash.follow(stop.set)
    garbage.look_seldom()
    threads = [threading.Thread(target=_keep_open, args=(name, room, stop), name=name) for name, room in ROOMS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return 0


def _keep_open(name: str, room: Callable[[threading.Event], Any], stop: threading.Event) -> None:
    pause_s = FIRST_PAUSE_S
    while not stop.is_set():
        try:
            room(stop).run()
        except Exception:  # noqa: BLE001 - said, and tried again: the other rooms must go on
            log.exception("the %s stopped; it is opened again in %g s", name, pause_s)
            stop.wait(pause_s)
            pause_s = min(pause_s * 2, LONGEST_PAUSE_S)
