"""A name that one story spells in two ways. Brothers and sisters, and what stands in quotations, are left alone."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from nightdesk.copydesk import names
from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.query import Query
from nightdesk.copydesk.quotation import is_quoted, quoted
from nightdesk.copydesk.terms import Terms
from nightdesk.wire.item import Item

NAME = "names"
ROWS = (22,)

_SHORTEST = 5  # letters; shorter names differ by a letter and are two names
_CAPITAL = re.compile(r"(?<![\w’'-])[A-Z][a-zà-ÿ]{4,}(?![\w’-])")
_INTRODUCED = re.compile(r"(?<![\w’'-])[A-Z][\w.’'-]{1,30} ([A-Z][a-zà-ÿ]{4,})(?![\w-])")
_CALENDAR = frozenset({"March", "April", "August"})
_MOST = 400  # different words in capitals; more than that is a list


def check(copy: Copy, item: Item, terms: Terms) -> Iterator[Query]:
    """Flag the rarer of two spellings, when one is a person's surname and the other differs from it by a letter."""
    blocks = [(number, block.text) for number, block in enumerate(copy.blocks) if block.kind == "paragraph"]
    counts = Counter(word for _, text in blocks for word in _CAPITAL.findall(text))
    borne = {surname for _, text in blocks for surname in _INTRODUCED.findall(text)}
    pairs = [(rare, usual) for rare, usual in _alike(counts) if usual in borne]
    if not pairs:
        return
    people = names.read([text for _, text in blocks]).people
    surnames = {name.surname for name in people if " " in name.full}
    for rare, usual in pairs:
        if usual not in surnames or _are_kin(rare, usual, people):
            continue
        yield from _first_outside_quotations(rare, usual, blocks)


def _alike(counts: Counter[str]) -> Iterator[tuple[str, str]]:
    """Yield (rarer, usual) for words of the same first letter that one slip of a finger tells apart."""
    by_letter: dict[str, list[str]] = {}
    for word in counts if len(counts) <= _MOST else ():
        by_letter.setdefault(word[0], []).append(word)
    for words in by_letter.values():
        for one, other in combinations(words, 2):
            rare, usual = (one, other) if counts[one] < counts[other] else (other, one)
            if rare not in _CALENDAR and counts[rare] == 1 and counts[usual] > 1 and _differ_by_a_slip(rare, usual):
                yield rare, usual


def _differ_by_a_slip(one: str, other: str) -> bool:
    """Say whether two words differ by a letter left out, put in or changed, or two that changed places."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1 or min(len(one), len(other)) < _SHORTEST:
        return False
    at = next((number for number, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if at >= len(short) - 1:
        return False  # an ending: “American”, “Americas”
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    return short[at + 1 :] == long[at + 1 :] or (
        short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    )


def _are_kin(rare: str, usual: str, people: Sequence[names.Name]) -> bool:
    """Say whether the two spellings have bearers of their own: two full names with different first names."""
    first = {
        spelling: {name.full.split()[0] for name in people if name.surname == spelling and " " in name.full}
        for spelling in (rare, usual)
    }
    return bool(first[rare]) and not first[rare] & first[usual]


def _first_outside_quotations(rare: str, usual: str, blocks: Sequence[tuple[int, str]]) -> Iterator[Query]:
    for number, text in blocks:
        at = text.find(rare)
        if (
            at >= 0
            and rare.lower() not in text.lower().replace(rare.lower(), "", 1)
            and not is_quoted(quoted(text), at, at + len(rare))
        ):
            says = f"“{rare}” here, “{usual}” elsewhere: which is it?"
            yield Query(NAME, says, "flag", "block", number, at, at + len(rare))
            return
