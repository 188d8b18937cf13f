"""What the process tree takes in memory at rest: before anybody has asked for the newsroom, and after.

    python bench/memory.py

Starts a demo house of its own, waits until it is idle, and adds up /proc/<pid>/smaps_rollup. RSS counts pages that
processes share once for each of them, PSS counts them once; private is what would be free again without the process.
Exit 1 when the sum of RSS is above --limit MiB.
"""

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.web.house_of_its_own import House  # noqa: E402


def process(pid: int) -> tuple[str, float, float, float] | None:
    """Return a process's command and its RSS, PSS and private memory in MiB; None for one that has ended meanwhile."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        said = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    name = command[command.index(b"nightdesk.cli") + 1].decode() if b"nightdesk.cli" in command else command[0].decode()
    told = dict(line.split(":") for line in said.splitlines()[1:])

    def mib(*names: str) -> float:
        return sum(int(told[one].split()[0]) for one in names) / 1024

    return name, mib("Rss"), mib("Pss"), mib("Private_Clean", "Private_Dirty")


def show(title: str, house: House) -> float:
    """Print one table and return the summed RSS."""
    rows = [row for pid in house.tree() if (row := process(pid))]
    print(f"{title:<44}{'RSS':>8}{'PSS':>8}{'private':>9}")
    for name, *figures in rows:
        print(f"  {name:<42}{figures[0]:>8.1f}{figures[1]:>8.1f}{figures[2]:>9.1f}")
    sums = [sum(column) for column in list(zip(*rows, strict=True))[1:]]
    print(f"  {'sum':<42}{sums[0]:>8.1f}{sums[1]:>8.1f}{sums[2]:>9.1f}")
    return sums[0]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--limit", type=float, default=300.0, help="MiB of summed RSS that pass")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        house = House(Path(folder) / "data")
        try:
            house.settle()
            worst = show("after the demo was taken in", house)
        finally:
            house.stop()
        house = House(Path(folder) / "data")
        try:
            house.wait_for(lambda: any("at work" in line for line in house.said))
            house.settle()
            worst = max(worst, show("started again, at rest", house))
            house.get("/newsroom/login/", "localhost")
            worst = max(worst, show("the newsroom has been asked for", house))
        finally:
            house.stop()
    return 1 if worst > options.limit else 0


if __name__ == "__main__":
    raise SystemExit(main())
