"""Quotation marks read one by one: which opens, which closes, and whether they pair."""

import re
from dataclasses import dataclass

_MARK = re.compile('[“”"]')
_BEFORE_OPENING = frozenset(" \n\t\u00a0([{—–-‘/\u2009")
_SAID = re.compile(r",[”\"]? (?:[A-Z][\w.’'-]+ ){0,3}(?:he |she |they )?(?:said|says|told|wrote|added|asked)\b")
_INCHES = re.compile(r"[0-9½¼¾⅛]$")


@dataclass(frozen=True, slots=True)
class Mark:
    """A double mark at ``at``; ``opens`` by its place in the sequence, ``leans`` by what stands beside it."""

    at: int
    glyph: str
    opens: bool
    leans: str  # "open", "close" or "either"


@dataclass(frozen=True, slots=True)
class Reading:
    """The double marks of a paragraph in order. ``fault`` is the place of the first that does not fit, else None."""

    marks: tuple[Mark, ...] = ()
    fault: int | None = None
    missing: str = ""  # "opening" or "closing": what is missing at ``fault``
    is_open: bool = False  # a quotation runs on after the paragraph


def read_marks(text: str) -> Reading:
    """Return how the double marks of a paragraph pair, whatever their glyphs."""
    marks: list[Mark] = []
    open_at: int | None = None
    for found in _MARK.finditer(text):
        at, glyph = found.start(), found[0]
        leans = _leaning(text, at, glyph)
        if glyph == '"' and open_at is None and leans != "open" and _INCHES.search(text[max(0, at - 1) : at]):
            continue
        opens = open_at is None if leans == "either" else leans == "open"
        if opens and open_at is not None and not _SAID.search(text, open_at, at) and _begins_again(text, at):
            open_at = at  # the next paragraph of one quotation, in a text that lost its paragraphs
            continue
        if opens and open_at is not None:
            return Reading((*marks, Mark(at, glyph, True, leans)), open_at, "closing", True)
        if not opens and open_at is None:
            return Reading((*marks, Mark(at, glyph, False, leans)), at, "opening")
        marks.append(Mark(at, glyph, opens, leans))
        open_at = at if opens else None
    if open_at is not None:
        return Reading(tuple(marks), open_at, "closing", True)
    return Reading(tuple(marks))


def _leaning(text: str, at: int, glyph: str) -> str:
    """Say what a mark is: a curly one by its glyph, a straight one by what stands on both sides of it."""
    if glyph != '"':
        return "open" if glyph == "“" else "close"
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if before in ("'", "’", "‘"):
        before = text[at - 2 : at - 1] if at > 1 else ""
    is_free_before = not before or before in _BEFORE_OPENING
    is_free_after = not after or after.isspace()
    if is_free_before and not is_free_after:
        return "open"
    if is_free_after and not is_free_before:
        return "close"
    if not is_free_before and not (after.isalnum() or after in "“‘$"):
        return "close"
    return "either"


def _begins_again(text: str, at: int) -> bool:
    """Say whether a mark stands right after the end of a sentence."""
    return text[max(0, at - 3) : at].rstrip()[-1:] in (".", "!", "?", "…")
