"""What hostile input costs: a thousand garblings of every sample, the traps, and fifteen megabytes of many kinds.

    PYTHONPATH=src python bench/hostile.py [MUTATIONS]      (default 1000)

Every sample is garbled and read in a child of its own, which is measured. A garbled sample may take a second and
256 MB, any other input five seconds and 256 MB; whatever is past that, or raises, is named and the answer is 1.
"""

import random
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.wire.garbling import HEAVY, SAMPLES, TRAPS, mutated, spend  # noqa: E402

MOST_MB = 256
Make = Callable[[], Iterable[bytes]]


def garbled(path: Path, times: int) -> Make:
    raw, dice = path.read_bytes(), random.Random(path.name)
    return lambda: (mutated(raw, dice) for _ in range(times))


def run(title: str, jobs: dict[str, Make], most_s: float) -> int:
    """Print the worst of a kind and what is past its bounds; return how many are."""
    past, slowest, fattest = 0, ("", 0.0), ("", 0.0)
    for name, make in jobs.items():
        verdict, seconds, megabytes = spend(make)
        slowest, fattest = max(slowest, (name, seconds), key=_figure), max(fattest, (name, megabytes), key=_figure)
        if seconds > most_s or megabytes > MOST_MB:
            past += 1
            print(f"  PAST ITS BOUNDS  {name}: {seconds:.2f} s, {megabytes:.0f} MB: {verdict}")
    print(f"{title}: slowest {slowest[1]:.2f} s ({slowest[0]}), most memory {fattest[1]:.0f} MB ({fattest[0]})")
    return past


def _figure(pair: tuple[str, float]) -> float:
    return pair[1]


def main(times: int) -> int:
    samples = {f"{path.parent.name}/{path.name}": garbled(path, times) for path in SAMPLES}
    past = run(f"{len(samples)} samples, {times} garblings each", samples, 1.0)
    past += run(f"{len(TRAPS)} traps", {name: lambda raw=raw: [raw] for name, raw in TRAPS.items()}, 5.0)
    past += run(f"{len(HEAVY)} of 15 MB", {name: lambda make=make: [make()] for name, make in HEAVY.items()}, 5.0)
    return min(past, 1)


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000))
