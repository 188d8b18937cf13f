"""What changed between the versions of a story that ran, word by word; never what a correction withdrew. Pure.

Paragraphs are paired first, then the words inside a pair; a paragraph of which little is left is taken out and put in
whole, since a soup of words tells a reader nothing. A text that is too long for it is not compared, and that is said.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from nightdesk.matching.pairing import Block, pair

MOST_PARAGRAPHS = 400
_MOST_WORDS = 1200  # of a paragraph that is compared word by word
_LEAST_COMMON = 0.35  # of a paragraph whose words are compared
_ISLAND = 2  # words that stand between two changes and are taken as changed with them


@dataclass(frozen=True, slots=True)
class Ran:
    """Words that readers had from a moment on. ``paragraphs`` are (kind, words), the headline and the deck first.

    ``is_wrong``: a correction was told and these words may not have it yet. ``is_fresh``: the story had been taken
    down before.
    """

    at: datetime
    paragraphs: tuple[tuple[str, str], ...]
    correction: str = ""
    is_wrong: bool = False
    is_fresh: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some words in their order as (mark, words); a mark is "same", "ins" or "del". ``same`` counts unchanged ones."""

    kind: str
    parts: tuple[tuple[str, str], ...] = ()
    same: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """What one version changed in the one before it. Nothing is compared when a version is too long for it."""

    before: datetime
    at: datetime
    paragraphs: tuple[Paragraph, ...]
    is_too_long: bool = False


def shown(ran: Sequence[Ran]) -> tuple[Ran, ...]:
    """Return those versions, the oldest first, that may be shown and compared.

    A correction ends what may be shown before it: the error stands in every earlier version, or may. Where the note
    came before the corrected words, it ends with the words.
    """
    start, is_pending = 0, False
    for number, one in enumerate(ran):
        last = ran[number - 1] if number else None
        has_other_words = last is None or one.paragraphs != last.paragraphs
        if one.is_fresh:
            start, is_pending = number, False
        elif last is not None and one.correction and one.correction != last.correction:
            start, is_pending = number, not has_other_words
        elif is_pending and has_other_words:
            start, is_pending = number, False
        if one.is_wrong:
            start, is_pending = number, True
    return tuple(ran[start:])


def steps(ran: Sequence[Ran]) -> tuple[Step, ...]:
    """Return what each of these versions changed in the one before it; a version of the same words is no step."""
    found = []
    for old, new in zip(ran, ran[1:], strict=False):
        if max(len(old.paragraphs), len(new.paragraphs)) > MOST_PARAGRAPHS:
            found.append(Step(old.at, new.at, (), is_too_long=True))
        elif old.paragraphs != new.paragraphs:
            found.append(Step(old.at, new.at, tuple(_compared(old.paragraphs, new.paragraphs))))
    return tuple(found)


def _compared(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> Iterator[Paragraph]:
    """Yield the changed paragraphs in the order of the new version, and how many between them are the same."""
    before, after = [Block(*one) for one in old], [Block(*one) for one in new]
    same, i, j = 0, 0, 0
    for a, b in [*_in_order(pair(before, after)), (len(before), len(after))]:
        if (a > i or b > j) and same:
            yield Paragraph("", (), same)
            same = 0
        yield from (Paragraph(block.kind, (("del", block.text),)) for block in before[i:a])
        yield from (Paragraph(block.kind, (("ins", block.text),)) for block in after[j:b])
        if a < len(before) and b < len(after):
            if before[a].text == after[b].text:
                same += 1
            else:
                if same:
                    yield Paragraph("", (), same)
                    same = 0
                yield Paragraph(after[b].kind, words(before[a].text, after[b].text))
        i, j = a + 1, b + 1
    if same:
        yield Paragraph("", (), same)


Parts = tuple[tuple[str, str], ...]


def side_by_side(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> Iterator[tuple[Parts, Parts]]:
    """Yield both versions whole, paragraph beside paragraph; () stands where one side has none."""
    before, after = [Block(*one) for one in old], [Block(*one) for one in new]
    i, j = 0, 0
    for a, b in [*_in_order(pair(before, after)), (len(before), len(after))]:
        yield from (((("del", block.text),), ()) for block in before[i:a])
        yield from (((), (("ins", block.text),)) for block in after[j:b])
        if a < len(before) and b < len(after):
            parts = (
                (("same", after[b].text),) if before[a].text == after[b].text else words(before[a].text, after[b].text)
            )
            yield tuple(one for one in parts if one[0] != "ins"), tuple(one for one in parts if one[0] != "del")
        i, j = a + 1, b + 1


def _in_order(pairs: dict[int, int]) -> list[tuple[int, int]]:
    """Return the longest run of pairs that stand in the same order in both; what moved is taken out and put in."""
    tails: list[int] = []
    ends: list[int] = []
    came_from: dict[int, int | None] = {}
    for number in sorted(pairs):
        place = bisect_left(tails, pairs[number])
        tails[place : place + 1] = [pairs[number]]
        came_from[number] = ends[place - 1] if place else None
        ends[place : place + 1] = [number]
    run: list[tuple[int, int]] = []
    at: int | None = ends[-1] if ends else None
    while at is not None:
        run.append((at, pairs[at]))
        at = came_from[at]
    return run[::-1]


def words(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """Return what changed in one text, as (mark, words) in their order."""
    before, after = old.split(), new.split()
    whole = (("del", old), ("ins", new))
    if max(len(before), len(after)) > _MOST_WORDS:
        return whole
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    common = sum(i2 - i1 for tag, i1, i2, _, _ in codes if tag == "equal")
    if common < _LEAST_COMMON * max(len(before), len(after)):
        return whole
    parts: list[tuple[str, str]] = []
    for is_same, i1, i2, j1, j2 in _without_islands(codes):
        if is_same:
            parts.append(("same", " ".join(after[j1:j2])))
        else:
            sides = (("del", before[i1:i2]), ("ins", after[j1:j2]))
            parts += [(mark, " ".join(some)) for mark, some in sides if some]
    return tuple(parts)


def _without_islands(codes: Sequence[tuple[str, int, int, int, int]]) -> list[tuple[bool, int, int, int, int]]:
    """Join changes that only a word or two keep apart."""
    joined: list[tuple[bool, int, int, int, int]] = []
    for number, (tag, i1, i2, j1, j2) in enumerate(codes):
        is_island = tag == "equal" and i2 - i1 <= _ISLAND and 0 < number < len(codes) - 1
        is_same = tag == "equal" and not is_island
        if joined and not joined[-1][0] and not is_same:
            joined[-1] = (False, joined[-1][1], i2, joined[-1][3], j2)
        else:
            joined.append((is_same, i1, i2, j1, j2))
    return joined
