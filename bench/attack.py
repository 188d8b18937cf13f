"""An attack on a house of its own: orders in every format, and SIGKILL, and a search of all that is public.

    python bench/attack.py [--plots 300] [--at-once 24] [--kills 2] [--seed 1]

A real ``nightdesk up``; two folders and a push wire. Prints what was found; exit 1 when anything was.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--plots", type=int, default=300)
    options.add_argument("--at-once", type=int, default=24)
    options.add_argument("--kills", type=int, default=2, help="in every round")
    options.add_argument("--seed", type=int, default=1)
    told = options.parse_args()
    from tests.promises.attack import Attack

    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        attack = Attack(Path(folder) / "data", told.seed)
        try:
            while len(attack.played) < told.plots:
                attack.play(min(told.at_once, told.plots - len(attack.played)), kills=told.kills)
                print("\n".join(attack.faults), flush=True)
                said = f"{len(attack.played)} plots, {len(attack.faults)} faults, {time.monotonic() - began:.0f} s"
                print(said, file=sys.stderr, flush=True)
            attack.again()
        finally:
            attack.watch.end()
            attack.house.stop()
    print("\n".join(dict.fromkeys(attack.faults)) or "nothing found")
    print(
        f"{len(attack.played)} plots, {attack.laid} documents, {attack.kills} kills,"
        f" {attack.watch.read_files} public files read as they appeared; {time.monotonic() - began:.0f} s"
    )
    return 1 if attack.faults else 0


if __name__ == "__main__":
    sys.exit(main())
