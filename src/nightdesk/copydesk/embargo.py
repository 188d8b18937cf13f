"""An embargo that is said in words only: in a note, a headline, the first line. Pure; no moment is guessed."""

import re
from collections.abc import Iterator

from nightdesk.copydesk.copy import Copy
from nightdesk.wire.dates import parse_embargo
from nightdesk.wire.item import Embargo, Item

_SAYS = re.compile(
    r"\bembargo(?:ed)?\b(?: for (?:release|publication))?(?: (?:until|till|til|to|before|not before|at|on))?[\s:–—-]*"
    r"([^\n]{6,90})",
    re.IGNORECASE,
)
_ENDS = re.compile(r"(?<![ap]\.m)[.;)\]](?:\s|$)|\s[–—-]\s")
_FIRST = 160  # characters of the first block


def embargo_in_words(item: Item, copy: Copy) -> Embargo | None:
    """Return the latest embargo that the words tell with day, time and zone; None when they tell none.

    Words that speak of an embargo and cannot be read hold the story: that is the status check's question.
    """
    latest: Embargo | None = None
    for text in _places(item, copy):
        for found in _SAYS.finditer(text[:1000]):
            told = parse_embargo(_ENDS.split(found[1])[0].strip(" .,:"))
            if told.until is not None:
                latest = stricter(latest, told)
    return latest


def stricter(one: Embargo | None, other: Embargo | None) -> Embargo | None:
    """Return the embargo that holds when two are said: one that cannot be read, else the later."""
    if one is None or other is None:
        return one or other
    if one.until is None or other.until is None:
        return one if one.until is None else other
    return one if one.until >= other.until else other


def _places(item: Item, copy: Copy) -> Iterator[str]:
    yield from copy.private_notes
    yield from (note.words for note in item.notes if note.private)
    yield from (item.usage, item.headline, item.slugline)
    yield from (block.text[:_FIRST] for block in item.blocks[:1])
