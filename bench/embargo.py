"""From the moment at which an embargo ends until the story's page is on disk: at rest, and while copy pours in.

    python bench/embargo.py [--many 60] [--rate 50]

The house is that of bench/kill.py: one process receives and files, another is the press. Also counted: pages that were
there before their moment, by the time at which the file was written. Figures in milliseconds.
"""

import argparse
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parent))

from kill import GIVE_UP_S, Flood, file, house, tell

APART_S = 0.73


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--many", type=int, default=60, help="embargoes, at rest and again in the flood")
    options.add_argument("--rate", type=float, default=50, help="items a second")
    told = options.parse_args()
    with house() as (wire, tree):
        release(wire, tree, range(told.many), None)
        release(wire, tree, range(told.many, 2 * told.many), told.rate)


def release(wire, tree: Path, numbers: range, rate: float | None) -> None:
    begun = datetime.now(UTC) + timedelta(seconds=3 + len(numbers) * 0.1)
    moments = {number: begun + timedelta(seconds=place * APART_S) for place, number in enumerate(numbers)}
    for number, moment in moments.items():
        file(wire, number, embargoed=moment.isoformat())
    flood = Flood(wire, rate) if rate else None
    if flood:
        flood.start()
    late, early, pause = [], 0, threading.Event()
    for number, moment in moments.items():
        page = tree / f"stations/harbor/{day_of(moment)}/word{number}x-weighs-on-the-bridge-plan/index.html"
        while not page.exists() and since(moment) < GIVE_UP_S:
            pause.wait(0.005)
        late.append(max(0.0, since(moment)))
        early += page.exists() and page.stat().st_mtime < moment.timestamp()
    if flood:
        flood.stop.set()
        flood.join()
    where = "in the flood" if flood else "at rest"
    tell(f"embargo over → its page, {where}; earlier than its moment: {early}", late, flood)


def since(moment: datetime) -> float:
    return (datetime.now(UTC) - moment).total_seconds()


def day_of(moment: datetime) -> str:
    return moment.astimezone(ZoneInfo("America/New_York")).strftime("%Y/%m/%d")


if __name__ == "__main__":
    main()
