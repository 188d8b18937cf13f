"""Quotation marks and apostrophes of two kinds in one story: the rarer kind gives way, where there is no doubt.

Only marks that pair are changed, and apostrophes outside quotations. What is inside a quotation is left alone.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nightdesk.copydesk.marks import read_marks
from nightdesk.copydesk.markup import Change
from nightdesk.copydesk.quotation import is_quoted, quoted

CURLY, STRAIGHT = "curly", "straight"
_APOSTROPHE = re.compile(
    r"(?<=[^\W\d_])(['’])(?=[^\W\d_])|(?<=[sS])(['’])(?=[\s.,;:!?)—]|$)|(?<![\w'’])(['’])(?=[0-9]0s\b)"
)
_SINGLE_OPENS = re.compile(r"(?:^|[\s(“\"])['‘](?=\w)")
_DOUBLED = ("``", "‘‘", "''", "’’")
_TELEGRAPH = re.compile("``|''|‘‘|’’|[“”]")
_WHY = "Quotation marks of two kinds in one story"
_WHY_APOSTROPHE = "Apostrophes of two kinds in one story"


@dataclass(frozen=True, slots=True)
class Style:
    """The kind of marks a story uses, where it mixes them; empty where it does not."""

    marks: str = ""
    apostrophes: str = ""


def style_of(texts: Iterable[str]) -> Style:
    """Return the kinds that the texts use most, for what they mix; curly when both are as many."""
    whole = "\n".join(texts)
    straight, curly = whole.count('"'), whole.count("“") + whole.count("”")
    marks = "" if not straight or not curly else STRAIGHT if straight > curly else CURLY
    if "'" not in whole or "’" not in whole:
        return Style(marks)
    found = [match[1] or match[2] or match[3] for match in _APOSTROPHE.finditer(whole)]
    upright = found.count("'")
    slanted = len(found) - upright
    apostrophes = "" if not upright or not slanted else STRAIGHT if upright > slanted else CURLY
    return Style(marks, apostrophes)


def marks(text: str, style: Style) -> Iterator[Change]:
    """Make every double mark of a paragraph whose marks pair the story's kind."""
    if not style.marks or (('"' if style.marks == CURLY else "“") not in text and "”" not in text):
        return
    reading = read_marks(text)
    if reading.fault is not None:
        return
    for mark in reading.marks:
        wanted = '"' if style.marks == STRAIGHT else "“" if mark.opens else "”"
        if mark.glyph != wanted:
            yield Change(mark.at, mark.at + 1, wanted, _WHY)


def telegraph(text: str, language: str) -> Iterator[Change]:
    """Make ``…'' of old wires, and “…’’ of some papers, quotation marks, where they pair."""
    if '"' in text or not any(mark in text for mark in _DOUBLED):
        return
    found = list(_TELEGRAPH.finditer(text))
    if len(found) % 2 or any((one[0] in ("``", "‘‘", "“")) is bool(at % 2) for at, one in enumerate(found)):
        return  # they do not alternate: the checks ask
    for at, one in enumerate(found):
        if one[0] in _DOUBLED:
            yield Change(
                one.start(), one.end(), "”" if at % 2 else "“", "Two single marks where a quotation mark stands"
            )


def are_marks(text: str, change: Change) -> bool:
    """Say whether a change makes two single marks a double one, and nothing else."""
    return text[change.start : change.end] in _DOUBLED and change.after in ("“", "”")


def apostrophes(text: str, style: Style) -> Iterator[Change]:
    """Make the apostrophes outside quotations the story's kind."""
    if not style.apostrophes:
        return
    wanted, other = ("’", "'") if style.apostrophes == CURLY else ("'", "’")
    if other not in text:
        return
    spans = quoted(text)
    opened = _SINGLE_OPENS.search(text)
    for found in _APOSTROPHE.finditer(text):
        at = found.start()
        if text[at] == other and not is_quoted(spans, at, at + 1) and not _may_close(text, at, opened):
            yield Change(at, at + 1, wanted, _WHY_APOSTROPHE)


def _may_close(text: str, at: int, opened: re.Match[str] | None) -> bool:
    """Say whether a mark after an s may close a quotation in single marks that opened before it."""
    return opened is not None and opened.start() < at and not text[at + 1 : at + 2].isalpha()
