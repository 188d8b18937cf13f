"""Seconds from `nightdesk up` to the first page served, for a first start with the demo and for later ones.

    python bench/start.py [--times N]

The environment is installed already. Also told: when wires and press are at work, when everything is taken in and
baked (first start), and how long the newsroom's first page takes. Exit 1 when a first start takes more than 60 s to
its first page, or a later one more than 8.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.web.house_of_its_own import House  # noqa: E402


def started(data: Path, *, is_first: bool) -> dict[str, float]:
    """Start a house, stop it, and return what took how long."""
    begun = time.monotonic()
    took: dict[str, float] = {}

    def mark(name: str) -> None:
        took[name] = time.monotonic() - begun

    house = House(data)
    try:
        mark("first page served")
        house.wait_for(lambda: any("at work" in line for line in house.said))
        mark("wires and press at work")
        if is_first:
            house.settle()
            mark("everything baked")
        asked = time.monotonic()
        house.get("/newsroom/login/", "localhost")
        took["newsroom's first page, after it was asked for"] = time.monotonic() - asked
    finally:
        house.stop()
    return took


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=3, help="later starts; the slowest is told")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        first = started(Path(folder) / "data", is_first=True)
        later = [started(Path(folder) / "data", is_first=False) for _ in range(options.times)]
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    for name, seconds in first.items():
        print(f"{'first start: ' + name:<64}{seconds:>6.1f} s")
    for name in later[0]:
        print(f"{'later start: ' + name:<64}{max(one[name] for one in later):>6.1f} s")
    return 1 if first["first page served"] > 60 or max(one["first page served"] for one in later) > 8 else 0


if __name__ == "__main__":
    raise SystemExit(main())
