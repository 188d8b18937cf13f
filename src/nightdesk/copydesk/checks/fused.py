"""Two words that ran into one where a link was lost: “TaiwanChina’s”. An inner capital alone proves nothing."""

import re
from collections.abc import Iterator

from nightdesk.copydesk import names as names_reader
from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.lines import lines, prose
from nightdesk.copydesk.markup import in_step
from nightdesk.copydesk.query import Edit, Query
from nightdesk.copydesk.quotation import is_quoted, quoted
from nightdesk.copydesk.terms import Terms
from nightdesk.wire.item import Item

NAME = "fused"
ROWS = (17,)

_INNER = re.compile(r"(?<![\w@#./’'-])([A-Z]?[a-z]{2,24})([A-Z][a-z]{2,24})(?:[’']s)?(?![\w@/]|\.[a-z])")
_SMALL = frozenset(
    {
        "the",
        "and",
        "of",
        "in",
        "to",
        "with",
        "said",
        "for",
        "from",
        "by",
        "at",
        "as",
        "that",
        "was",
        "is",
        "on",
        "has",
        "were",
        "are",
        "but",
        "after",
        "who",
        "when",
        "his",
        "her",
        "their",
        "its",
    }
)
_PREFIXES = frozenset({"Mc", "Mac", "De", "Di", "La", "Le", "Van", "Fitz", "Du", "Al", "El", "Lo", "Del"})
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{3,}(?=[’']s\b| [a-z]|[,.;])")
_COMMON = frozenset(
    {"South", "North", "East", "West", "Trust", "Bank", "Bell", "Face", "Time", "News", "Blue", "Star", "Power"}
)
_NBSP = "\u00a0"


def check(copy: Copy, item: Item, terms: Terms) -> Iterator[Query]:
    """Propose a space in a word with an inner capital, when a lost link stood by it or both halves are names here."""
    found_here = [(number, text, found) for _, number, text in prose(copy) for found in _INNER.finditer(text)]
    if not found_here:
        return
    once = {found[0] for _, _, found in found_here if sum(other[2][0] == found[0] for other in found_here) == 1}
    names: set[str] | None = None
    for number, text, found in found_here:
        if found[0] not in once or found[1] in _PREFIXES or number is None:
            continue
        if names is None:
            names = _names_in(copy)
        if not (_are_names(found, names) or _stood_by_link(found[0], copy, item, number)):
            continue
        if is_quoted(quoted(text), found.start(), found.end()):
            yield Query(
                NAME, f"Two words in one, in a quotation: “{found[0]}”.", "flag", "block", number, *found.span()
            )
            continue
        apart = f"{found[1]} {found[0][len(found[1]) :]}"
        edit = Edit("block", number, found.start(), found[0], apart, "Two words ran into one")
        yield Query(NAME, f"Two words in one: “{found[0]}”.", "propose", "block", number, *found.span(), edit)


def _names_in(copy: Copy) -> set[str]:
    """Return the single words of the names that the story gives, as far as they stand apart somewhere."""
    found = {name for _, _, words in lines(copy) for name in _NAME.findall(words)}
    story = names_reader.read([block.text for block in copy.blocks if block.kind == "paragraph"])
    known = (name for name in (*story.people, *story.places, *story.bodies))
    return found | {word for name in known for word in name.full.split() if word.isalpha()}


def _are_names(found: re.Match[str], names: set[str]) -> bool:
    first, second = found[1], found[2]
    if first.islower():
        return first in _SMALL and second in names
    return {first, second} <= names - _COMMON and len(first) > 3 and len(second) > 3


def _stood_by_link(word: str, copy: Copy, item: Item, number: int) -> bool:
    """Say whether a non-breaking space, the trace of a lost link, stood within two characters of the word."""
    if number >= len(copy.places):
        return False
    came = in_step(item.blocks[copy.places[number]]).text
    at = came.find(word) if _NBSP in came else -1
    return at >= 0 and _NBSP in came[max(0, at - 2) : at + len(word) + 2]
