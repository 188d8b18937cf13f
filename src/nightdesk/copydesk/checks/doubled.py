"""A word that stands twice: “will will”. Proposed, never in quotations, and never where English doubles its words."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.english import DOUBLED_AFTER, DOUBLED_NAMES, DOUBLED_WORDS
from nightdesk.copydesk.lines import lines
from nightdesk.copydesk.query import Edit, Query
from nightdesk.copydesk.quotation import is_quoted, quoted
from nightdesk.copydesk.terms import Terms
from nightdesk.wire.item import Item

NAME = "doubled"
ROWS = (18,)

_TWICE = re.compile(r"(?<![\w'’.&/-])([^\W\d_][\w'’]*)( +)\1(?![\w'’&/-])", re.IGNORECASE)
_CAPITALISED = re.compile(r"(?<![\w’'-])[^\W\d_][\w’']*")
_PAIR = re.compile(
    r"\b((?:of|in|to|on|for|at|by|from|with|and|that|is|was) (?:the|a|an|his|her|their|its|this|that)) \1\b"
)
_SURE = 5  # letters; a shorter name in capitals may be a double one that no list has
_LITTLE = frozenset(
    {"the", "a", "an", "in", "it", "he", "she", "they", "we", "on", "at", "but", "and", "for", "this", "to"}
)


def check(copy: Copy, item: Item, terms: Terms) -> Iterator[Query]:
    """Propose to strike the second of two equal words."""
    words = _Words(copy)
    for field, number, text in lines(copy):
        found_here = [*_TWICE.finditer(text), *_PAIR.finditer(text)] if " " in text else []
        spans = quoted(text) if found_here else ()
        for found in found_here:
            if is_quoted(spans, found.start(), found.end()) or (found.re is _TWICE and _is_right(found, text, words)):
                continue
            edit = Edit(field, number, found.start(), found[0], found[1], "The same word twice")
            says = f"The same word twice: “{found[0]}”."
            yield Query(NAME, says, "propose", field, number, found.start(), found.end(), edit)


def _is_right(found: re.Match[str], text: str, words: "_Words") -> bool:
    first, second = found[1], text[found.start() + len(found[1]) + len(found[2]) : found.end()]
    low = first.lower()
    if low in DOUBLED_WORDS or low in DOUBLED_NAMES or "\u0300" <= low[-1:] <= "\u036f":
        return True
    if len(low) == 1 and low not in ("a", "i"):
        return True
    before = text[max(0, found.start() - 24) : found.start()].split()[-1:]
    if low in DOUBLED_AFTER and before and before[0].strip("“”\"'’(").lower() in DOUBLED_AFTER[low]:
        return True
    if first.islower() and second[0].isupper():
        return True  # “the The Hague office”: a title begins
    if first[0].isupper() and second[0].islower():
        return (
            low not in _LITTLE
            or bool(text[: found.start()].strip())
            and text[: found.start()].rstrip()[-1] not in ".!?”"
        )
    if second[0].isupper() and not first.isupper() and words.twice[low] > 1:
        return True
    if second[0].isupper() and not first.isupper():
        return len(low) < _SURE and low not in _LITTLE and not words.stands_alone(first)
    return first.isupper() and len(first) > 1 and not words.stands_alone(first)


class _Words:
    """How often each capitalised word of the story stands singly, and how often twice; counted when first asked."""

    def __init__(self, copy: Copy) -> None:
        self._copy = copy

    @cached_property
    def _counts(self) -> tuple[Counter[str], Counter[str]]:
        once, twice = Counter[str](), Counter[str]()
        for _, _, text in lines(self._copy):
            row = _CAPITALISED.findall(text)
            for number, word in enumerate(row):
                if row[number + 1 : number + 2] == [word]:
                    twice[word.lower()] += 1
                elif row[number - 1 : number] != [word]:
                    once[word] += 1
        return once, twice

    @property
    def twice(self) -> Counter[str]:
        return self._counts[1]

    def stands_alone(self, word: str) -> bool:
        """Say whether a word is used singly elsewhere, so that it is not a name such as “Walla Walla”."""
        return self._counts[0][word] > 0
