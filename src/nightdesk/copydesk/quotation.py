"""Where somebody is quoted: the stretches of a text in which nothing is changed."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from nightdesk.copydesk.marks import read_marks

_SINGLE = (("«", "»"), ("‘", "’"))
_ALL = (("“„", "”"), ('"', '"'), *_SINGLE)
_MARK = re.compile('[“”„«»"‘’]')


@lru_cache(maxsize=1024)
def quoted(text: str) -> Sequence[tuple[int, int]]:
    """Return the (start, end) of every quotation, marks included, in order and apart; rather too much than too little.

    An unclosed quotation runs to the end, one that closes without having opened runs from the start, and an odd
    number of straight marks makes a quotation of the whole text.
    """
    marks = [(found.start(), found[0]) for found in _MARK.finditer(text)]
    if not marks:
        return ()
    spans = _mixed(text)
    if not spans and sum(mark == '"' for _, mark in marks) % 2:
        return ((0, len(text)),)
    for opening, closing in _SINGLE if spans else _ALL:
        spans += _pairs(text, marks, opening, closing)
    return tuple(_merged(sorted(spans)))


def _mixed(text: str) -> list[tuple[int, int]]:
    """Return the quotations of a text whose double marks are of two kinds and pair all the same."""
    if '"' not in text or ("“" not in text and "”" not in text) or "„" in text:
        return []
    reading = read_marks(text)
    if reading.fault is not None:
        return []
    places = [mark.at for mark in reading.marks]
    return [(start, end + 1) for start, end in zip(places[::2], places[1::2], strict=True)]


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _pairs(text: str, marks: list[tuple[int, str]], opening: str, closing: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start: int | None = None
    for at, mark in marks:
        if mark == "’" and closing == "’" and (start is None or _is_apostrophe(text, at)):
            continue
        if mark in opening and start is None:
            start = at
        elif mark in closing:
            spans.append((start if start is not None else 0, at + 1))
            start = None
    return [*spans, (start, len(text))] if start is not None else spans


def _is_apostrophe(text: str, at: int) -> bool:
    return text[at + 1 : at + 2].isalnum()


def is_quoted(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Say whether a change of ``start``..``end`` would touch the inside of a quotation or its marks."""
    at = bisect_left(spans, (end, end)) if end > start else bisect_left(spans, (start, start))
    return at > 0 and spans[at - 1][1] > start
