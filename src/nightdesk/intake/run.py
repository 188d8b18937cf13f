"""The room's loop: every wire looks for itself, two filers take turns, nobody waits for a wire that hangs."""

import fcntl
import logging
import os
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import close_old_connections, connection, connections

from nightdesk.desk import ledger, restoring
from nightdesk.desk.models import Wire
from nightdesk.intake.filing_line import Line, forget_leases, waiting_wires
from nightdesk.intake.sources.folder import Folder
from nightdesk.intake.sources.poll import Poll
from nightdesk.intake.sources.sister import hand_over_next
from nightdesk.intake.thinning import MOST_AT_ONCE, Thinning
from nightdesk.kit import clock

log = logging.getLogger(__name__)

SOURCES = (("folder", Folder), ("poll", Poll))  # push arrives at the web server, manual by hand, sisters by themselves
FILERS_IDLE_S = (0.15, 1.0)  # two filers: one that is busy with a hard document leaves the other
SISTERS_IDLE_S = 0.2
TROUBLE_S = 5.0
WIRES_EVERY_S = 1.0
THIN_EVERY_S = 3600.0  # and again at once while a round finds its fill
STOP_WITHIN_S = 5.0


class Intake:
    """Runs until ``stop`` is set; killed at any moment, the next one goes on where it was."""

    def __init__(self, stop: threading.Event) -> None:
        self.stop = stop
        self.line = Line()
        self._watchers: dict[int, _Watcher] = {}
        self._thinning = Thinning()
        self._thin_at_s = clock.seconds() + WIRES_EVERY_S

    def run(self) -> None:
        """Work until told to stop."""
        alone = _alone()
        if alone is not None:
            forget_leases()
        restoring.kill_again(now=clock.now())
        filers = [
            _thread(f"filer-{idle_s}", partial(self._work, self.line.file_next, idle_s)) for idle_s in FILERS_IDLE_S
        ]
        filers.append(_thread("sisters", partial(self._work, lambda: hand_over_next(clock.now()), SISTERS_IDLE_S)))
        while not self.stop.is_set():
            pause_s = WIRES_EVERY_S
            try:
                self._mind()
                self._thin()
                ledger.keep_reserve()
            except Exception:  # noqa: BLE001 - the database may be away for a moment
                log.exception("the list of wires could not be gone through; trying again")
                pause_s = TROUBLE_S
            close_old_connections()
            self.stop.wait(pause_s)
        for watcher in self._watchers.values():
            watcher.stop.set()
        for thread in (*filers, *(watcher.thread for watcher in self._watchers.values())):
            thread.join(STOP_WITHIN_S)  # a fetch may still hang; it dies with the process, and nothing with it
        connections.close_all()
        if alone is not None:
            os.close(alone)

    def _mind(self) -> None:
        """Start a watcher for each wire that is on, stop those of wires that changed or are not."""
        kinds = dict(SOURCES)
        wires = {wire.pk: wire for wire in Wire.objects.filter(state="on", kind__in=kinds)}
        for pk, watcher in list(self._watchers.items()):
            if pk not in wires or _terms(wires[pk]) != watcher.terms or not watcher.thread.is_alive():
                self._watchers.pop(pk).stop.set()
        for pk, wire in wires.items():
            if pk not in self._watchers:
                self._watchers[pk] = _Watcher(wire, kinds[wire.kind](wire).look)

    def _thin(self) -> None:
        """Let go of what is old, a little at a time, while nothing waits to be filed."""
        if clock.seconds() < self._thin_at_s or waiting_wires(clock.now()):
            return
        thinned = self._thinning.round(clock.now(), settings.KEEP_REPEATS_DAYS)
        self._thin_at_s = clock.seconds() + (WIRES_EVERY_S if thinned >= MOST_AT_ONCE else THIN_EVERY_S)

    def _work(self, work: Callable[[], bool], idle_s: float) -> None:
        while not self.stop.is_set():
            pause_s = idle_s
            try:
                if work():
                    continue
            except Exception:  # noqa: BLE001 - leases bring back what was begun
                log.exception("nothing can be filed or handed over; trying again")
                pause_s = TROUBLE_S
            close_old_connections()
            self.stop.wait(pause_s)
        connections.close_all()


class _Watcher:
    """A thread of one wire's own."""

    def __init__(self, wire: Wire, look: Callable[[], float]) -> None:
        self.name, self.terms, self.look = wire.name, _terms(wire), look
        self.stop = threading.Event()
        self.thread = _thread(f"wire-{wire.name}", self._watch)

    def _watch(self) -> None:
        while not self.stop.is_set():
            try:
                pause_s = self.look()
            except Exception:  # noqa: BLE001 - a wire's trouble stays with that wire
                log.exception("wire %s could not be looked at; trying again", self.name)
                pause_s = TROUBLE_S
            close_old_connections()
            self.stop.wait(pause_s)
        connections.close_all()


def _terms(wire: Wire) -> tuple[object, ...]:
    return wire.kind, wire.folder, wire.url, wire.every_s


def _thread(name: str, work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=work, name=name, daemon=True)
    thread.start()
    return thread


def _alone() -> int | None:
    """Return a lock that no other intake of this state folder holds; None when one does, or with a shared database."""
    if connection.vendor != "sqlite":
        return None
    handle = os.open(Path(settings.DATA) / "intake.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    return handle
