"""What comes packed is unpacked within its bound, and never costs more memory than the bound allows."""

import gzip
import tracemalloc

import pytest

from nightdesk.kit.inflate import Bomb, Unpacker


def test_a_bomb_is_never_unpacked_further_than_the_bound() -> None:
    bomb = gzip.compress(bytes(50_000_000))
    tracemalloc.start()
    with pytest.raises(Bomb):
        Unpacker("gzip", 1_000_000).feed(bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4_000_000


@pytest.mark.parametrize("step", [1, 7, 1000])
def test_pieces_of_any_size_make_the_same_whole(step: int) -> None:
    words = b"The bridge at Port Ellery reopened. " * 50
    packed = gzip.compress(words) + gzip.compress(words)
    unpacker = Unpacker("gzip", 10_000)
    for start in range(0, len(packed), step):
        unpacker.feed(packed[start : start + step])
    assert unpacker.whole() == words + words


def test_exactly_the_bound_is_allowed() -> None:
    unpacker = Unpacker("gzip", 5000)
    unpacker.feed(gzip.compress(bytes(5000)))
    assert len(unpacker.whole()) == 5000
