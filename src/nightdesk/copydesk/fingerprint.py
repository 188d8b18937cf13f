"""How alike two copies are: an exact print of the words, and a sketch that survives a few edits."""

import hashlib
import re

from nightdesk.copydesk.copy import Copy

_WORD = re.compile(r"[^\W_]+")
_SHINGLE = 5  # words; shorter runs are shared by stories that have nothing to do with each other
_SKETCH = 64  # the smallest hashes that are kept


def fingerprint(copy: Copy) -> str:
    """Return a print that two copies share when their bodies have the same words; case and marks do not count."""
    words = " ".join(_words(copy))
    return hashlib.sha256(words.encode()).hexdigest() if words else ""


def sketch(copy: Copy) -> tuple[int, ...]:
    """Return the smallest hashes of the body's runs of five words, in order: what ``likeness`` compares."""
    words = _words(copy)
    runs = {" ".join(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - _SHINGLE + 1))} if words else set()
    hashes = {int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest()) for run in runs}
    return tuple(sorted(hashes)[:_SKETCH])


def likeness(first: tuple[int, ...], second: tuple[int, ...]) -> float:
    """Return about what share of their runs of words two sketches have in common, 0 to 1."""
    if not first or not second:
        return 0.0
    both = sorted({*first, *second})[:_SKETCH]
    shared = {*first} & {*second}
    return sum(one in shared for one in both) / len(both)


def _words(copy: Copy) -> list[str]:
    return [word for block in copy.blocks for word in _WORD.findall(block.text.lower())]
