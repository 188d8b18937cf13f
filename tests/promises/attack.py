"""An attack on a whole house: plots are played through folders and push while it is killed, and all of it is searched.

``Watch`` reads each public file as soon as it is there, its twins unpacked, and says what must not be public at that
moment. ``Attack`` plays, kills the tree or one of its processes, waits until everything is at rest, and looks at the
whole: files, the names of files, and what the server answers at every address that a stranger could guess.
"""

import gzip
import http.client
import os
import random
import signal
import threading
import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import brotli
from PIL import Image

from tests.promises.plots import Namer, Plot, plots
from tests.web.house_of_its_own import House

READERS = {".gz": gzip.decompress, ".br": brotli.decompress}
PICTURES = (".jpg", ".webp", ".avif", ".png")
LOOK_S = 0.2
WIRES = ("folder-a", "folder-b", "push-a")
RESTED_WITHIN_S = 120.0
FILED_WITHIN = timedelta(seconds=20)


class Watch:
    """Everything public, read as it appears. ``faults`` are sentences."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.faults: list[str] = []
        self.read_files = 0
        self._never: dict[str, str] = {}
        self._until: dict[str, datetime] = {}
        self._seen: dict[str, tuple[int, int]] = {}
        self._lock, self._stop = threading.Lock(), threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def heed(self, plot: Plot) -> None:
        """Look out for the words of a plot from now on."""
        with self._lock:
            self._never |= {word.lower(): plot.name for word in plot.never}
            self._until |= {word.lower(): at for word, at in plot.until.items()}

    def end(self) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.wait(LOOK_S):
            now = datetime.now(UTC)
            with self._lock:
                never, until = dict(self._never), dict(self._until)
            for name, text in self._new():
                for word in (word for word in never if word in text or word in name.lower()):
                    self.faults.append(f"{name} had “{word}”, which is for nobody: {never[word]}")
                for word in (word for word, at in until.items() if at > now and (word in text or word in name.lower())):
                    self.faults.append(f"{name} had “{word}” {until[word] - now} too early")

    def _new(self) -> Iterable[tuple[str, str]]:
        for folder, _, names in os.walk(self.root):
            for name in names:
                path = os.path.join(folder, name)
                try:
                    stat = os.stat(path, follow_symlinks=False)
                    if self._seen.get(path) == (stat.st_ino, stat.st_mtime_ns):
                        continue
                    self._seen[path] = (stat.st_ino, stat.st_mtime_ns)
                    text = text_of(Path(path))
                except FileNotFoundError:
                    continue  # unlinked since it was listed
                self.read_files += 1
                yield os.path.relpath(path, self.root), text


def text_of(path: Path) -> str:
    """Return what a public file says, unpacked, in small letters; of a picture its bytes as they are."""
    data = path.read_bytes()
    return READERS.get(path.suffix, bytes)(data).decode("latin-1").lower()


class Attack:
    """A house of its own under ``data``. ``play`` plays some plots at once; ``faults`` is what was found."""

    def __init__(self, data: Path, seed: int) -> None:
        self.house = House(data, "--no-demo")
        self.house.settle()
        [self.station] = [path.name for path in (data / "public" / "stations").iterdir()]
        self.root = data / "public" / "stations"
        self.dice, self.namer = random.Random(seed), Namer(seed)
        self.token = {}
        for wire in WIRES:
            self._add(wire)
        self.watch = Watch(data / "public")
        self.faults: list[str] = []
        self.played: list[tuple[Plot, str, str]] = []
        self.kills = self.laid = 0
        self.late: set[str] = set()  # words of plots that came too late to be judged

    def _add(self, wire: str) -> None:
        way = ("--push",) if wire.startswith("push") else ("--folder", str(self.house.data / "in" / wire))
        done = self.house.run(
            "wire",
            "add",
            wire,
            "--station",
            self.station,
            *way,
            "--policy",
            "run-unless-blocked",
            "--credit",
            "Fenwick",
        )
        assert done.returncode == 0, done.stderr
        self.token[wire] = done.stdout.strip()

    def play(self, count: int, *, kills: int = 2) -> None:
        """Play ``count`` plots at once, killing ``kills`` times, and look at everything when it has come to rest."""
        now = datetime.now(UTC)
        told = list(plots(self.namer, now, count))
        steps: list[tuple[str, bytes, str]] = []
        for plot in told:
            wire, other = self.dice.sample(WIRES, 2)
            if plot.picture:
                wire, other = "folder-a", "push-a"
            self.watch.heed(plot)
            self.played.append((plot, wire, other))
            messages = plot.messages if plot.is_ordered else self.dice.sample(plot.messages, len(plot.messages))
            own = [(wire, raw, plot.picture) for raw in messages] + [(other, raw, "") for raw in plot.elsewhere]
            steps = self._mixed(steps, own)
        killing = {self.dice.randrange(len(steps)) for _ in range(kills)}
        for number, (wire, raw, picture) in enumerate(steps):
            self._lay(wire, raw, picture)
            if self.dice.random() < 0.1:
                self._lay(*self.dice.choice(steps[: number + 1]))  # once more
            if number in killing:
                time.sleep(self.dice.uniform(0, 0.8))
                self._kill()
        self._leave_out_late(told)
        self._early(told)
        self._rest(told)
        self._search(told)

    def _leave_out_late(self, told: Iterable[Plot]) -> None:
        """A slow machine lays an order after the moment that it was to come before: that is another plot."""
        for plot in told:
            if plot.before and datetime.now(UTC) > plot.before - FILED_WITHIN:
                self.late |= {word.lower() for word in plot.words()}
                plot.gone, plot.never, plot.answers = plot.words(), set(), (404, 410)

    def _mixed(self, some: list, others: list) -> list:
        """Return both lists mixed; each keeps its order."""
        mixed, left, right = [], list(some), list(others)
        while left or right:
            side = left if not right or (left and self.dice.random() < len(left) / (len(left) + len(right))) else right
            mixed.append(side.pop(0))
        return mixed

    def _lay(self, wire: str, raw: bytes, picture: str) -> None:
        self.laid += 1
        if wire.startswith("push"):
            self._push(wire, raw)
            return
        folder = self.house.data / "in" / wire
        if picture:
            Image.new("RGB", (640, 360), (self.laid % 256, 90, 120)).save(folder / picture)
        part = folder / f".{self.laid}.part"
        part.write_bytes(raw)
        part.rename(folder / f"{self.laid:06}.txt")

    def _push(self, wire: str, raw: bytes) -> None:
        """Send until it is acknowledged, as a sender does."""
        until = time.monotonic() + RESTED_WITHIN_S
        while True:
            try:
                link = http.client.HTTPConnection("127.0.0.1", self.house.port, timeout=30)
                said = {"Authorization": f"Bearer {self.token[wire]}", "Host": "localhost"}
                link.request("POST", f"/wires/{wire}/deliveries", raw, said)
                reply = link.getresponse()
                reply.read()
                if reply.status == 202:
                    return
            except (OSError, http.client.HTTPException):
                pass  # the house is down: once more, below
            finally:
                link.close()
            assert time.monotonic() < until, "nobody takes a delivery"
            time.sleep(0.1)

    def _kill(self) -> None:
        """Kill the tree and start it again, or kill one process of it, which is started by the others."""
        self.kills += 1
        if self.dice.random() < 0.4:
            self.house.kill()
            self.house.start()
            return
        if victims := self.house.tree()[1:]:
            try:
                os.kill(self.dice.choice(victims), signal.SIGKILL)
            except ProcessLookupError:
                self.kills -= 1

    def _early(self, told: Iterable[Plot]) -> None:
        """Ask for what nobody may know of: the answer is that of an unknown address, to the letter."""
        unknown = self._ask("/2026/11/25/nobody-has-heard-of-it/")
        now = datetime.now(UTC)
        for plot in told:
            for word in [*plot.never, *(word for word, at in plot.until.items() if at > now + timedelta(seconds=1))]:
                for path in guesses(word, now):
                    answer = self._ask(path)
                    if answer != unknown and (word in plot.never or plot.until[word] > datetime.now(UTC)):
                        self.faults.append(f"{path} was answered {answer[0]}, not as unknown: {plot.name}")

    def _ask(self, path: str) -> tuple[int, list[tuple[str, str]], str]:
        """Ask as a stranger does, once more when the process that answers has just been killed."""
        until = time.monotonic() + RESTED_WITHIN_S
        while True:
            try:
                return self._asked(path)
            except (OSError, http.client.HTTPException):
                assert time.monotonic() < until, "nobody answers"
                time.sleep(0.1)

    def _asked(self, path: str) -> tuple[int, list[tuple[str, str]], str]:
        link = http.client.HTTPConnection("127.0.0.1", self.house.port, timeout=20)
        try:
            link.request("GET", path, headers={"Host": f"{self.station}.localhost:{self.house.port}"})
            reply = link.getresponse()
            kept = [(name, value) for name, value in reply.getheaders() if name.lower() != "date"]
            return reply.status, kept, reply.read().decode("latin-1")
        finally:
            link.close()

    def _rest(self, told: Iterable[Plot]) -> None:
        """Wait until every moment has come and nothing is left to do."""
        last = max((at for plot in told for at in plot.until.values()), default=datetime.now(UTC))
        last = max(last, datetime.now(UTC) + timedelta(seconds=3))
        self.house.wait_for(lambda: datetime.now(UTC) > last + timedelta(seconds=2))
        self.house.settle()

    def _search(self, told: Iterable[Plot]) -> None:
        files = self.files()
        for plot in told:
            self.faults += [f"{one} ({plot.name})" for one in found(plot, files)]
            self.faults += [f"{one} ({plot.name})" for one in self._answers(plot, files)]
        self.faults += unreferenced(files, self.root)
        self.faults += [one for one in self.watch.faults if not any(word in one for word in self.late)]
        self.watch.faults.clear()
        self.faults = list(dict.fromkeys(self.faults))

    def files(self) -> dict[str, str]:
        """Return every public file by its name, both in small letters."""
        return {
            str(path.relative_to(self.root)).lower(): "" if path.suffix in PICTURES else text_of(path)
            for path in sorted(self.root.rglob("*"))
            if path.is_file()
        }

    def _answers(self, plot: Plot, files: dict[str, str]) -> Iterable[str]:
        now = datetime.now(UTC)
        for word in (plot.shown, plot.shown_elsewhere):
            pages = [name for name, text in files.items() if word and is_page(name) and f"<h1>{word.lower()} " in text]
            for name in pages:
                path = "/" + name.partition("/")[2].removesuffix("index.html")
                status, _, body = self._ask(path)
                if status != 200 or word.lower() not in body.lower():
                    yield f"{path} answered {status}"
        for word in plot.words() - {plot.shown, plot.shown_elsewhere}:
            for path in guesses(word, now):
                status, _, body = self._ask(path)
                if (
                    status == 200
                    and word not in plot.gone
                    and word.lower() in body.lower().replace(f"{word.lower()}-", "")
                ):
                    yield f"{path} answered with “{word}”"
                elif not plot.shown and not plot.shown_elsewhere and status not in plot.answers:
                    yield f"{path} answered {status}, not {plot.answers}"

    def again(self) -> None:
        """Play everything once more, from the first message, and start anew in between: nothing may change."""
        before = self._compared()
        for number, (plot, wire, other) in enumerate(self.played):
            for raw in plot.messages:
                self._lay(wire, raw + b" ", "")
            for raw in plot.elsewhere:
                self._lay(other, raw + b"\n", "")
            if number % 40 == 20:
                self._kill()
        self.house.settle()
        after = self._compared()
        self.faults += [f"{name} is another after repeats" for name in before if after.get(name) != before[name]]
        self.faults += [f"{name} came by repeats" for name in after if name not in before]
        self._search([plot for plot, _, _ in self.played])

    def _compared(self) -> dict[str, str]:
        return {name: text for name, text in self.files().items() if name.endswith(("index.html", "gone.html"))}


def guesses(word: str, now: datetime) -> list[str]:
    """Return the addresses that a stranger would try who knows the headline."""
    days = {now.strftime("/%Y/%m/%d/"), (now - timedelta(hours=5)).strftime("/%Y/%m/%d/")}
    slug = f"{word.lower()}-stays-open/"
    return [f"{day}{slug}{more}" for day in sorted(days) for more in ("", "changes/")]


def is_page(name: str) -> bool:
    return name.endswith("/index.html")


def found(plot: Plot, files: dict[str, str]) -> Iterable[str]:
    """Yield what stands in the files, and should not, or should and does not."""
    for word in plot.words() - {plot.shown, plot.shown_elsewhere}:
        low = word.lower()
        for name, text in files.items():
            is_told = word in plot.gone and "/changes/" in name and (plot.shown or plot.shown_elsewhere)
            if low in text.replace(f"{low}-", "") and not is_told:
                yield f"{name} still says “{word}”"
            is_address = low in name and "gone.html" not in name
            if is_address and (word in plot.never or not (plot.shown or plot.shown_elsewhere)):
                yield f"{name} is still there"
    for word in (plot.shown, plot.shown_elsewhere):
        if word and not any(is_page(name) and f"<h1>{word.lower()} " in text for name, text in files.items()):
            yield f"“{word}” is on no page"
        if word and not any("sitemap-news" in name and word.lower() in text for name, text in files.items()):
            yield f"“{word}” is not in the sitemap"


def unreferenced(files: dict[str, str], root: Path) -> Iterable[str]:
    """Yield pictures that no public page shows."""
    keys = {path.parent.name for path in root.rglob("pictures/*/*") if path.is_file()}
    texts = [text for name, text in files.items() if name.endswith((".html", ".xml", ".rss", ".atom", ".json"))]
    return (f"picture {key} is public and no page shows it" for key in keys if not any(key.lower() in t for t in texts))
