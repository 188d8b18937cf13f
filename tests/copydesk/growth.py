"""How much more a text twice as long costs: 2 for what is linear, 4 for what is square."""

import gc
from collections.abc import Callable
from time import process_time

_LENGTHS = (20_000, 40_000)
_ROUNDS = 3
_NOISE_S = 0.01  # below this the clock says nothing


def growth(work: Callable[[int], object]) -> float:
    """Return the ratio of the processor time of ``work`` at 40,000 characters to that at 20,000; the best of three."""
    work(1_000)
    half, whole = (min(_seconds(work, length) for _ in range(_ROUNDS)) for length in _LENGTHS)
    return whole / max(half, _NOISE_S)


def _seconds(work: Callable[[int], object], length: int) -> float:
    """The collector rests meanwhile: its cost grows with what other tests left behind."""
    gc.collect()
    gc.disable()
    try:
        start = process_time()
        work(length)
        return process_time() - start
    finally:
        gc.enable()
