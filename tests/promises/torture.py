"""A house whose workers are killed at random moments while copy comes in; and everything that must hold at its end.

Workers are forked from a process that has everything imported, so that a start costs what their own first steps cost.
"""

import gzip
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import brotli
from django.db import connections
from django.db.models import Count

from nightdesk.desk import decide
from nightdesk.desk.models import Change, Delivery, Story, Take
from nightdesk.kit import clock
from nightdesk.press import run as press_run
from nightdesk.press.models import Sheet
from nightdesk.web import status
from nightdesk.web.work import work
from tests.desk.dialects import SAYS
from tests.newsroom_cast import make_station, make_wire
from tests.promises.public import is_hidden
from tests.promises.stream import Stream, Told

BEGUN_WITHIN_S = 2.0
SETTLED_WITHIN_S = 180.0
LOOK_S = 0.004


class Torture:
    """One station, a folder for each dialect; ``workers`` processes at once on one database."""

    def __init__(self, home: Path, public: Path, *, seed: int, workers: int = 1) -> None:
        self.home, self.public, self.workers = home, public, workers
        self.stream = Stream(seed, clock.now())
        self.random = self.stream.random
        self.killed = self.laid = 0
        self.starts_s: list[float] = []
        self.faults: list[str] = []
        self._alive: list[int] = []
        self._leash = os.pipe()  # its other end is ours alone: the workers end with us, however we end
        station = make_station("harbor")
        self.wires = {name: self._wire(station, name) for name in SAYS}

    def _wire(self, station, name: str):
        (self.home / name).mkdir(parents=True)
        wire = make_wire(station, name=name)
        type(wire).objects.filter(pk=wire.pk).update(kind="folder", folder=str(self.home / name))
        return wire

    def kill_many(self, kills: int, between=lambda: None) -> None:
        """Start, lay copy, kill; ``between`` is called after each kill."""
        for _ in range(kills):
            while len(self._alive) < self.workers:
                self._start()
            for _ in range(self.random.randint(1, 3)):
                self._lay()
            self._wait_until_begun()
            time.sleep(self.random.uniform(0, 0.25))
            if self.random.random() < 0.1:
                self._kill_a_story_by_hand()
            self._kill_one()
            self._look_for_what_is_early()
            between()

    def _start(self) -> None:
        connections.close_all()
        child = os.fork()
        if child == 0:
            self._be_a_worker()
        self._alive.append(child)

    def _be_a_worker(self) -> None:
        log = os.open(self.home / "log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(log, 2)
        os.dup2(self._leash[0], 0)
        for end in self._leash:
            os.close(end)
        sys.stdin = open(0, closefd=False)  # noqa: SIM115 - pytest has put something else there
        os.environ["NIGHTDESK_LEASH"] = "1"
        try:
            work()
        finally:
            os._exit(0)

    def _lay(self) -> None:
        told, raw = self.stream.next(clock.now())
        self.laid += 1
        part = self.home / told.dialect / f".{self.laid}.part"
        part.write_bytes(raw)
        part.rename(part.with_name(f"{self.laid:06}.txt"))

    def _wait_until_begun(self) -> None:
        """Wait until a worker has moved a document, or wrote a part: it is in the middle of something then."""
        began, before = time.monotonic(), self._marks()
        while time.monotonic() - began < BEGUN_WITHIN_S:
            if self._marks() != before:
                self.starts_s.append(time.monotonic() - began)
                return
            time.sleep(LOOK_S)

    def _marks(self) -> tuple[int, ...]:
        folders = [self.home / name / "done" for name in SAYS] + [self.public / ".press"]
        return tuple(folder.stat().st_mtime_ns if folder.exists() else 0 for folder in folders)

    def _kill_one(self) -> None:
        pid = self._alive.pop(self.random.randrange(len(self._alive)))
        ended, _ = os.waitpid(pid, os.WNOHANG)
        if ended:
            self.faults.append(f"worker {pid} ended by itself")
            return
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        self.killed += 1

    def _kill_a_story_by_hand(self) -> None:
        story = Story.objects.filter(state="running").order_by("?").first()
        if story is not None:
            decide.kill(story, by=None, reason="Wrong man.", now=clock.now())
            self._told_of(story).is_killed_here = True

    def _told_of(self, story: Story) -> Told:
        return next(told for told in self.stream.stories if told.token in story.headline.lower())

    def _look_for_what_is_early(self) -> None:
        if not any(self.stream.forbidden(clock.now())):
            return
        texts = list(self._texts())
        tokens = [told.token for told in self.stream.forbidden(clock.now())]  # after reading: a moment may have come
        for name, text in texts:
            self.faults += [f"{token} is early in {name}" for token in tokens if token in name or token in text]

    def _texts(self) -> Iterator[tuple[str, str]]:
        """Yield (name, text) of every public file, its twins unpacked, in small letters."""
        for name, data in self._files(self.public):
            try:
                yield name.lower(), _unpacked(name, data).decode("latin-1").lower()
            except (OSError, EOFError, brotli.error):
                self.faults.append(f"{name} is not whole")

    def _files(self, root: Path) -> Iterator[tuple[str, bytes]]:
        for folder, _, names in os.walk(root):  # which passes over a folder that another worker has just pruned
            for path in (Path(folder, name) for name in names if Path(folder) != root / ".press"):
                try:
                    yield str(path.relative_to(root)), path.read_bytes()
                except FileNotFoundError:
                    continue

    def come_to_rest(self) -> None:
        """Let one last worker finish everything, and stop it as an operator would."""
        while self._alive:
            self._kill_one()
        self._start()
        until = time.monotonic() + SETTLED_WITHIN_S
        while busy := status.unsettled():
            assert time.monotonic() < until, f"not settled: {busy}\n{self.log()[-4000:]}"
            time.sleep(0.05)
        pid = self._alive.pop()
        os.kill(pid, signal.SIGTERM)
        os.waitpid(pid, 0)

    def log(self) -> str:
        path = self.home / "log"
        return path.read_text(errors="replace") if path.exists() else ""

    def findings(self) -> list[str]:
        """Return everything that is not as it must be after ``come_to_rest``; nothing, when all promises held."""
        now = clock.now()
        found = list(dict.fromkeys(self.faults))
        found += self._wrong_deliveries() + self._wrong_stories(now) + self._wrong_files(now)
        return found + self._other_than_baked_anew()

    def _wrong_deliveries(self) -> list[str]:
        found = []
        for name, wire in self.wires.items():
            home = self.home / name
            laid = {path.read_bytes() for path in (home / "done").glob("*.txt")}
            stored = Delivery.objects.filter(wire=wire)
            if stored.count() != len(laid):
                found.append(f"{name}: {len(laid)} documents, {stored.count()} deliveries")
            found += [f"{name}: {path.name} was left" for path in home.iterdir() if path.name != "done"]
        moved = sum(len(list((self.home / name / "done").glob("*.txt"))) for name in SAYS)
        if moved != self.laid:
            found.append(f"{self.laid} documents were laid, {moved} are in done")
        bad = Delivery.objects.exclude(outcome__in=("filed", "repeat"))
        found += [f"delivery {one.pk}: {one.outcome} {one.fault}" for one in bad]
        twice = Take.objects.order_by().values("wire", "digest").annotate(n=Count("id")).filter(n__gt=1)
        found += [f"{one['n']} takes of {one['digest']}" for one in twice]
        if waiting := Change.objects.filter(planned_at=None).count():
            found.append(f"{waiting} changes were not planned")
        return found + [f"{sheet.address}: {sheet.fault[-200:]}" for sheet in Sheet.objects.exclude(fault="")]

    def _wrong_stories(self, now) -> list[str]:
        found, stories = [], list(Story.objects.all())
        for told in self.stream.stories:
            mine = [story for story in stories if told.token in story.headline.lower()]
            states = [story.state for story in mine] or ["none"]
            if states != [told.state()]:
                found.append(f"{told.token} ({told.dialect}): {states}, not {told.state()}: {told.sent}")
            elif told.state() == "running" and mine[0].headline != told.headline():
                found.append(f"{told.token}: “{mine[0].headline}”, not “{told.headline()}”")
        return found

    def _wrong_files(self, now) -> list[str]:
        texts = list(self._texts())
        found = [str(path) for path in (self.public / ".press").iterdir()]
        found += [f"{name} is hidden or empty" for name, text in texts if is_hidden(name) or not text]
        for told in self.stream.stories:
            where = [name for name, text in texts if told.token in text]
            where += [name for name, _ in texts if told.token in name and "gone.html" not in name]
            if where and not told.may_be_public(now):
                found.append(f"{told.token}, {told.state()}, is in {where[:3]}")
            if not where and told.may_be_public(now):
                found.append(f"{told.token} is nowhere, and should run")
        return found

    def _other_than_baked_anew(self) -> list[str]:
        """Compare with a tree baked from nothing. The sweep makes other twins of the same page: they are unpacked."""
        grown = {name: _unpacked(name, data) for name, data in self._files(self.public)}
        anew = self.home / "anew"
        press_run.bake_all(now=clock.now(), root=anew)
        fresh = {name: _unpacked(name, data) for name, data in self._files(anew)}
        found = [f"{name} is in one tree only" for name in sorted(grown.keys() ^ fresh.keys())]
        return found + [f"{name} differs" for name in grown.keys() & fresh.keys() if grown[name] != fresh[name]]

    def summary(self) -> str:
        states = Counter(told.state() for told in self.stream.stories)
        starts = sorted(self.starts_s) or [0.0]
        return (
            f"{self.killed} kills of {self.workers} worker(s); {self.laid} documents of {len(self.stream.stories)} "
            f"stories ({', '.join(f'{count} {state}' for state, count in sorted(states.items()))}); the first step "
            f"came {starts[len(starts) // 2] * 1000:.0f} ms after a document (median), at most {starts[-1]:.1f} s"
        )


def _unpacked(name: str, data: bytes) -> bytes:
    if name.endswith(".gz"):
        return gzip.decompress(data)
    return brotli.decompress(data) if name.endswith(".br") else data
