"""From a kill that is committed to the moment when no public copy is on disk, while copy pours in.

    python bench/kill.py [--seconds 60] [--rate 50] [--every 2]

As in ``nightdesk work`` in two processes: this one receives and files, the other is the press. Every ``--every``
seconds the kill of a story that is public is received and filed; then the whole public tree is searched for the
story's own word until it is nowhere. Figures in milliseconds; say how busy the machine was.
"""

import argparse
import json
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

GIVE_UP_S = 60.0


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--rate", type=float, default=50, help="items a second")
    options.add_argument("--every", type=float, default=2, help="seconds between two kills")
    told = options.parse_args()
    with house() as (wire, tree):
        kill(wire, tree, told.seconds, told.rate, told.every)


@contextmanager
def house():
    """Yield a wire and the public tree of a house whose press works in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        wire = open_house(folder)
        press = multiprocessing.get_context("spawn").Process(target=run_press, args=(folder,))
        press.start()
        try:
            yield wire, Path(folder, "public")
        finally:
            os.kill(press.pid, signal.SIGTERM)
            press.join(20)


def settle_django(folder: str) -> None:
    os.environ["NIGHTDESK_DATA"], os.environ["DJANGO_SETTINGS_MODULE"] = folder, "nightdesk.web.settings"
    import django

    django.setup()


def run_press(folder: str) -> None:
    os.environ["NIGHTDESK_IS_CHECKPOINTER"] = "1"
    settle_django(folder)
    from nightdesk.kit import garbage
    from nightdesk.press.run import Press

    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    garbage.look_seldom()  # as `nightdesk work` does
    Press(stop).run()


def open_house(folder: str):
    settle_django(folder)
    from django.core.management import call_command

    from nightdesk.desk.models import Section, Station, Wire

    call_command("migrate", verbosity=0)
    station = Station.objects.create(
        slug="harbor", name="Harbor 6", host="harbor.example", url="https://harbor.example", market="Port Aldine"
    )
    for part in ("News", "World", "Sports"):
        Section.objects.create(station=station, name=part, slug=part.lower())
    wire = Wire.objects.create(name="meridian", title="Meridian Wire", kind="manual", policy="run-unless-blocked")
    wire.stations.add(station)
    return wire


def file(wire, number: int, **more) -> float:
    """Receive and file one ninjs story; return the moment at which it was committed."""
    from nightdesk.desk import filing

    now = datetime.now(UTC)
    words = " ".join(
        f"Resident {number}-{part} of Port Aldine spoke to the council about the bridge." for part in range(40)
    )
    document = {
        "uri": f"https://meridian.example/{number}", "type": "text", "version": "1", "pubstatus": "usable",
        "versioncreated": now.isoformat(), "headline": f"Word{number}x weighs on the bridge plan", "language": "en-US",
        "body_xhtml": f"<p>Word{number}x was said.</p><p>{words}</p>",
    } | more  # fmt: skip
    delivery, _ = filing.receive(wire, json.dumps(document).encode(), received_at=now)
    filing.process(delivery, now=datetime.now(UTC))
    return time.monotonic()


def traces(tree: Path, number: int) -> bool:
    """Tell whether the story's own word stands in any public file; the notice that it is gone stands at its address."""
    word = f"ord{number}x".encode()
    for folder, _, names in os.walk(tree / "stations"):
        for name in names:
            if name.endswith((".gz", ".br")):
                if f"word{number}x" in folder and not name.startswith("gone."):
                    return True
                continue
            try:
                if word in Path(folder, name).read_bytes():
                    return True
            except FileNotFoundError:
                continue
    return False


def wait_for(tree: Path, number: int, *, there: bool, until_s: float = GIVE_UP_S) -> float:
    pause, ends = threading.Event(), time.monotonic() + until_s
    while traces(tree, number) is not there:
        if time.monotonic() > ends:
            return float("inf")
        pause.wait(0.002)
    return time.monotonic()


class Flood(threading.Thread):
    """Files ``rate`` items a second for as long as it may."""

    def __init__(self, wire, rate: float) -> None:
        super().__init__(daemon=True)
        self.wire, self.rate, self.count, self.stop = wire, rate, 0, threading.Event()
        self.begun = time.monotonic()

    def run(self) -> None:
        while not self.stop.is_set():
            due = self.begun + self.count / self.rate
            if (wait := due - time.monotonic()) > 0:
                self.stop.wait(wait)
            file(self.wire, 1_000_000 + self.count)
            self.count += 1


def kill(wire, tree: Path, seconds: float, rate: float, every: float) -> None:
    many = max(1, int(seconds / every))
    for number in range(many):
        file(wire, number)
    for number in range(many):
        wait_for(tree, number, there=True)
    flood = Flood(wire, rate)
    flood.start()
    late, pause = [], threading.Event()
    for number in range(many):
        begun = time.monotonic()
        committed = file(wire, number, version="2", pubstatus="canceled", body_xhtml="")
        late.append(max(0.0, wait_for(tree, number, there=False) - committed))
        pause.wait(max(0.0, every - (time.monotonic() - begun)))
    flood.stop.set()
    flood.join()
    tell("kill committed → no public copy", late, flood)


def tell(what: str, late: list[float], flood: Flood | None) -> None:
    ms = sorted(one * 1000 for one in late)
    at = [ms[min(len(ms) - 1, int(len(ms) * share))] for share in (0.5, 0.95, 0.99)]
    came = f"{flood.count / (time.monotonic() - flood.begun):.0f} items/s came in" if flood else "nothing else came in"
    worst = ", ".join(f"{one:.0f}" for one in ms[-4:])
    print(f"{what}: {len(ms)} times, p50 {at[0]:.0f} ms, p95 {at[1]:.0f}, p99 {at[2]:.0f}, the worst {worst}")
    print(f"    {came}; load {os.getloadavg()[0]:.1f}")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
