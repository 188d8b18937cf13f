"""A surname that speaks before the story has said who bears it, as happens when paragraphs change places."""

import re
from collections.abc import Iterator

from nightdesk.copydesk import names
from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.grammar import FUNCTION
from nightdesk.copydesk.query import Query
from nightdesk.copydesk.quotation import is_quoted, quoted
from nightdesk.copydesk.terms import Terms
from nightdesk.wire.item import Item

NAME = "introduced"
ROWS = (22,)

_VERB = re.compile(r" (?:said|says|added|told|recalled|explained|wrote|argued)\b")
_BEFORE = re.compile(r"(?<![\w’'.-])([A-Z][\w-]+)$")
_AFTER = re.compile(r" ([A-Z][\w-]+)(?=[,.:;]| (?:who|in|on|at)\b)")
_LONGEST = 30  # characters of a surname
_MOST = 200  # speakers that are looked for; a text with more of them is no story


def check(copy: Copy, item: Item, terms: Terms) -> Iterator[Query]:
    """Flag a bare surname with a verb of speech when it has not stood before, and its full name stands further down.

    A name that the headline has needs no introduction.
    """
    blocks = [(number, block.text) for number, block in enumerate(copy.blocks) if block.kind == "paragraph"]
    seen: set[str] = set()
    people: frozenset[str] | None = None
    for at, (number, text) in enumerate(blocks):
        for surname, start in _speakers(text):
            if surname in seen or len(seen) >= _MOST:
                continue
            seen.add(surname)
            is_known = surname in copy.headline or text.find(surname) < start or _stands_in(surname, blocks[:at])
            if is_known or not _is_named_in(surname, blocks[at + 1 :]) or _is_quoted(text, start, surname):
                continue
            people = _people(blocks) if people is None else people
            if surname in people:
                says = f"“{surname}” speaks here, and is introduced only further down."
                yield Query(NAME, says, "flag", "block", number, start, start + len(surname))


def _speakers(text: str) -> Iterator[tuple[str, int]]:
    """Yield (surname, where it stands) for “Quill said” and “said Quill”, outside a longer name."""
    for verb in _VERB.finditer(text):
        least = max(0, verb.start() - _LONGEST)
        found = _BEFORE.search(text, least, verb.start())
        if found and found[1].lower() not in FUNCTION and not _is_capital_before(text, found.start()):
            yield found[1], found.start(1)
        elif after := _AFTER.match(text, verb.end()):
            yield after[1], after.start(1)


def _is_capital_before(text: str, at: int) -> bool:
    """Say whether the word before a place belongs to the same name, as a first name or a title does."""
    words = text[max(0, at - _LONGEST) : at].split()
    return text[at - 1 : at] == " " and bool(words) and words[-1][0].isupper() and words[-1].lower() not in FUNCTION


def _stands_in(surname: str, blocks: list[tuple[int, str]]) -> bool:
    return any(surname in text for _, text in blocks)


def _is_named_in(surname: str, blocks: list[tuple[int, str]]) -> bool:
    full = re.compile(rf"[A-Z][\w.’'-]{{0,30}} {re.escape(surname)}\b")
    return any(surname in text and full.search(text) for _, text in blocks)


def _is_quoted(text: str, start: int, surname: str) -> bool:
    return is_quoted(quoted(text), start, start + len(surname))


def _people(blocks: list[tuple[int, str]]) -> frozenset[str]:
    """Return the surnames of those whom the story names in full."""
    return frozenset(name.surname for name in names.read([text for _, text in blocks]).people if " " in name.full)
