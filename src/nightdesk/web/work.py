"""The process that works: intake, darkroom and press, a thread each; they meet in the database only."""

import logging
import signal
import sys
import threading
from collections.abc import Callable

from nightdesk.desk.pictures import Darkroom
from nightdesk.intake.run import Intake
from nightdesk.kit import leash
from nightdesk.press.run import Press

log = logging.getLogger(__name__)

ROOMS = (("intake", Intake), ("darkroom", Darkroom), ("press", Press))


def work() -> int:
    """Work until told to stop. Returns 1 when a room ended by itself: whoever started us starts us again."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    leash.follow(stop.set)
    failed: list[str] = []
    threads = [
        threading.Thread(target=_run, args=(name, room(stop).run, stop, failed), name=name) for name, room in ROOMS
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return 1 if failed else 0


def _run(name: str, run: Callable[[], None], stop: threading.Event, failed: list[str]) -> None:
    try:
        run()
    except Exception:
        log.exception("the %s stopped", name)
        failed.append(name)
        raise
    finally:
        if not stop.is_set():
            print(f"nightdesk: the {name} stopped by itself; starting the house again", file=sys.stderr)
            stop.set()
