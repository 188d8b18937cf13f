"""How alike two texts are: the share of the shorter one's runs of words that stand in the other too. Pure.

``SAME`` is where versions of one story and other stories of the same slugline part; ``bench/likeness.py`` measures it.
``UNLIKE`` is below what any rewriting of the same story leaves.
"""

import re

SAME = 0.15
UNLIKE = 0.02
_RUN = 4  # words
_MOST_WORDS = 4000
_WORD = re.compile(r"\w+(?:[’']\w+)?")


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Return every run of four words of a text, or the whole of a shorter one."""
    words = _WORD.findall(text.casefold())[:_MOST_WORDS]
    if len(words) <= _RUN:
        return frozenset([tuple(words)]) if words else frozenset()
    return frozenset(zip(*(words[start:] for start in range(_RUN)), strict=False))


def likeness(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    """Return 0 for nothing in common, 1 when the shorter text stands in the longer one. Nothing is like nothing."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0


def share_a_word(one: str, other: str) -> bool:
    """Tell whether two headlines have a word of four letters or more in common."""
    words = [{word for word in _WORD.findall(text.casefold()) if len(word) > 3} for text in (one, other)]
    return bool(words[0] & words[1])
