"""Where quotations open and close: curly, straight and mixed marks, apostrophes and feet told apart."""

import re
from dataclasses import dataclass

_DOUBLE = re.compile(r"[“”„‟\"«»]|``|''|‘‘|’’")
_SINGLE = re.compile(r"[‘’‛']")
_OPENING, _CLOSING = frozenset(("“", "„", "‟", "«", "``", "‘‘")), frozenset(("”", "»", "''", "’’"))
_OPENS_AFTER = frozenset(" \t\n\u00a0([{—–-/‘'“\"…")
_ELIDED = re.compile(r"(?:\d0s|em|til|tis|twas|cause|n|bout|round|cuz)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?](?=\s)")


@dataclass(frozen=True, slots=True)
class Span:
    """``start``..``end`` with the marks, ``opens``..``closes`` without. ``is_open``: no mark closes it."""

    start: int
    end: int
    opens: int
    closes: int
    is_open: bool = False
    is_single: bool = False


def spans(text: str) -> list[Span]:
    """Return the outermost quotations of a paragraph, in order and apart."""
    found = _doubles(text)
    if not any(mark in text for mark in "‘'‛"):
        return found
    return sorted([*found, *_singles(text, 0, len(text), found)], key=lambda span: span.start)


def inner_spans(text: str, span: Span) -> list[Span]:
    """Return the quotations in single marks inside one in double marks."""
    return [] if span.is_single else _singles(text, span.opens, span.closes, [])


def _doubles(text: str) -> list[Span]:
    found: list[Span] = []
    start, length = -1, 0
    for match in _DOUBLE.finditer(text):
        at, mark = match.start(), match[0]
        does_open = _does_open(text, at, match.end(), mark, start >= 0)
        if start < 0:
            if does_open:
                start, length = at, len(mark)
        elif does_open:
            if broken := _broken_off(text, start, length, at):
                found.append(broken)
            start, length = at, len(mark)
        else:
            found.append(Span(start, match.end(), start + length, at))
            start = -1
    if start >= 0 and text[start + length :].strip():
        found.append(Span(start, len(text), start + length, len(text), is_open=True))
    return found


def _does_open(text: str, at: int, end: int, mark: str, is_inside: bool) -> bool:
    before = text[at - 1] if at else " "
    after = text[end] if end < len(text) else " "
    if mark in _OPENING:
        return not (is_inside and (after.isspace() or after in ".,;:!?)"))
    if mark in _CLOSING:
        return not is_inside and before.isspace() and after.isalnum()
    if is_inside:
        return before.isspace() and after.isalnum()
    return before in _OPENS_AFTER and not after.isspace()


def _broken_off(text: str, start: int, length: int, until: int) -> Span | None:
    """A quotation that another opens inside: it ends where its last whole sentence does."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text, start, until)]
    return Span(start, ends[-1], start + length, ends[-1], is_open=True) if ends else None


def _singles(text: str, begin: int, until: int, taken: list[Span]) -> list[Span]:
    """Return what stands between single marks outside ``taken``; an apostrophe is no mark."""
    found: list[Span] = []
    start, closing, number = -1, -1, 0

    def settle() -> None:
        if start >= 0 and closing > start + 1:
            found.append(Span(start, closing + 1, start + 1, closing, is_single=True))

    for match in _SINGLE.finditer(text, begin, until):
        at = match.start()
        while number < len(taken) and taken[number].end <= at:
            number += 1
        if number < len(taken) and taken[number].start < at:
            continue
        if start >= 0 and number and taken[number - 1].start > start:
            settle()
            start = closing = -1
        if _single_opens(text, at) and (start < 0 or closing >= 0):
            settle()
            start, closing = at, -1
        elif (
            start >= 0
            and closing < 0
            and _single_closes(text, at)
            or start >= 0
            and _single_closes(text, at)
            and text[closing - 1].isalnum()
            and text[at - 1] in ",.!?"
        ):
            closing = at
    settle()
    return found


def _single_opens(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1 : at + 2]
    if before not in _OPENS_AFTER or not (after.isalnum() or after in '“"$#@…'):
        return False
    return bool(after) and not _ELIDED.match(text, at + 1) and text[at] != "’"


def _single_closes(text: str, at: int) -> bool:
    after = text[at + 1 : at + 2]
    return not after.isalnum() and not text[at - 1].isspace() and text[at] != "‘"
