"""What somebody types, as what is looked for: words, "phrases", and -words that must not stand there. Pure.

Anything may be typed. What is no word is passed over; there are no operators to learn or to abuse.
"""

import re
from dataclasses import dataclass, field

from nightdesk.search.words import stems

LONGEST = 300  # characters that are read
MOST = 12  # words and phrases
_PART = re.compile(r'(-?)["“”„«»]([^"“”„«»]*)["“”„«»]?|(\S+)')


@dataclass(frozen=True, slots=True)
class Asked:
    """``all_of`` and ``none_of`` are sequences of stems that stand one after another; a single word is one of one."""

    all_of: tuple[tuple[str, ...], ...] = ()
    none_of: tuple[tuple[str, ...], ...] = ()
    marked: frozenset[str] = field(default=frozenset())  # the stems to mark

    def __bool__(self) -> bool:
        return bool(self.all_of)


def read(typed: str, language: str) -> Asked:
    """Return what to look for; nothing is looked for when no word must be there."""
    wanted: dict[tuple[str, ...], None] = {}
    unwanted: dict[tuple[str, ...], None] = {}
    for minus, phrase, word in _PART.findall(typed[:LONGEST]):
        is_not = bool(minus) or (word.startswith("-") and len(word) > 1)
        found = tuple(stems(phrase or word, language))
        if found and len(wanted) + len(unwanted) < MOST:
            (unwanted if is_not else wanted)[found] = None
    marked = frozenset(stem for phrase in wanted for stem in phrase)
    return Asked(tuple(wanted), tuple(unwanted), marked)
