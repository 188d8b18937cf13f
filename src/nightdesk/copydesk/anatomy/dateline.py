"""Where a story is filed from: the first words of the body, in every spelling that wires send."""

import re
from dataclasses import dataclass

from nightdesk.copydesk.anatomy.byline import read_byline
from nightdesk.copydesk.anatomy.paper import Line, Paper

_BRACKET = re.compile(r"\(([^()\n]{2,40})\)[ \u00a0]*(--+|[—–_]|-(?=\s))[ \u00a0]*")
_LONE_DASH = re.compile(r"[ \u00a0]*(?:--+|[—–_]| -(?=\s))[ \u00a0]*")
_DATE = re.compile(
    r",?\s*((?:Jan|Feb|March|Mar|April|Apr|May|June|Jun|July|Jul|Aug|Sept|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s[0-9]{1,2}"
    r"(?:,\s[0-9]{4})?)$"
)
_PLACE_WORD = re.compile(
    r"(?:[^\W\d_a-z][\w.'’-]*|(?:of|de|del|la|le|les|di|da|sur|am|an|and|the|al|el|upon)|[A-Z]\.)$"
)
_CALL_SIGN = re.compile(r"[KW][A-Z]{2,3}(?:-[A-Z]{2})?$")
_KNOWN = frozenset({"ap", "cnn", "reuters", "afp", "dpa", "upi", "pa", "pa media", "bbc", "npr", "ani", "efe", "ansa"})
_NOT_PLACES = frozenset(
    {"WATCH", "BREAKING", "UPDATE", "ORIGINAL", "NEW", "LIVE", "NOTE", "EXCLUSIVE", "OPINION", "ANALYSIS", "VIDEO",
     "PHOTOS", "READ", "EDITOR'S NOTE", "EDITOR’S NOTE", "WARNING", "SCORES", "RESULTS", "WHAT", "WHERE", "WHO"}
)  # fmt: skip
_THE_PLACES = ("The Hague", "The Dalles", "The Bronx", "The Villages", "The Woodlands", "The Pas")
_LONGEST = 220  # how far into a paragraph a dateline may end: a caption may be glued in front of it


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline that stands at ``start``..``end`` of a text; what is before ``start`` was glued to it."""

    start: int
    end: int
    place: str
    agency: str = ""
    date: str = ""


def find_dateline(text: str, known: set[str]) -> Dateline | None:
    """Return the dateline a paragraph begins with, if it begins with one."""
    front = text[:_LONGEST]
    for found in _BRACKET.finditer(front):
        inner = found[1].strip()
        before = front[: found.start()].strip(" \u00a0-–—")
        start, place, date = _place(before, known)
        is_sound = not before or bool(place or date)
        if is_sound and _is_agency(inner, place, known) and _begins(text, found.end()):
            at = front.index(before) + start if before else 0
            return _with_place_after(text, Dateline(at, found.end(), place, inner, date))
        if not before and "," in inner and inner[:3].isupper():
            return Dateline(0, found.end(), inner)
    return _bare_place(front)


def _place(before: str, known: set[str]) -> tuple[int, str, str]:
    """Return (start, place, date) of the place that ends a text; start > 0 when other words are glued before it."""
    date = ""
    if found := _DATE.search(before):
        date, before = found[1], before[: found.start()]
    start = _glue_end(before)
    for agency in known:
        if before[start:].lower().startswith(agency + " "):
            start += len(agency) + 1
            break
    place = before[start:].strip(" ,")
    words = place.replace(",", " ").split()
    if len(words) > 9 or place.startswith("By ") or not all(_PLACE_WORD.match(word) for word in words):
        start, place = _last_place(before)
    return start, place, date


def _glue_end(before: str) -> int:
    """Return where the words end that were glued before a place: a full stop, a bracket, a line."""
    ends = [before.rfind(mark) + 1 for mark in (")", "\n", "/", "!", "?", "|")]
    for found in re.finditer(r"[a-z0-9]{3}\.(?=\s?[^\W\d_a-z])", before):
        if not before[found.start() - 3 : found.end()].strip().istitle():
            ends.append(found.end())
    return max(ends)


def _last_place(before: str) -> tuple[int, str]:
    """Return the run of capitals that ends a text: the one safe sign of a place after other words."""
    found = re.search(r"(?:[A-Z][A-Z.'’-]+,? ?){1,5}(?:, ?[A-Z][A-Za-z.]{1,14})?$", before[-60:])
    if not found:
        return len(before), ""
    return len(before) - len(found[0]), found[0].strip(" ,")


def _is_agency(inner: str, place: str, known: set[str]) -> bool:
    """Say whether the words in brackets after ``place`` name an agency, and not a party or an abbreviation."""
    if place.startswith(("The ", "A ", "An ")) and not place.startswith(_THE_PLACES):
        return False
    low = inner.lower()
    if low in known or low in _KNOWN or any(low.startswith(name + " ") for name in known):
        return True
    if not inner[0].isupper():
        return False
    if _CALL_SIGN.match(inner) or (inner.isalpha() and inner.isupper() and 2 <= len(inner) <= 6):
        return not place or place.isupper() or "," in place or len(place.split()) <= 2
    return len(inner.split()) <= 3 and (place.isupper() or ("," in place and len(place) < 40))


def _begins(text: str, at: int) -> bool:
    """Say whether a sentence begins here: what follows a dateline never goes on in small letters."""
    return not text[at : at + 1].islower()


_PLACE_AFTER = re.compile(
    r"([A-Z][A-Za-z.'’]{1,20}(?: [A-Z][A-Za-z.'’]{1,20}){0,3}(?:, [A-Z][A-Za-z.]{1,14})?) ?[—–] ?(?=[A-Z“\"])"
)


def _with_place_after(text: str, dateline: Dateline) -> Dateline:
    """Read “(KXYZ)– City – The …”, where the place stands after the agency."""
    if dateline.place or not (found := _PLACE_AFTER.match(text, dateline.end)):
        return dateline
    return Dateline(dateline.start, found.end(), found[1], dateline.agency, dateline.date)


def _bare_place(front: str) -> Dateline | None:
    """Read “PORT ELLERY, Conn. — ”, a place in capitals without an agency."""
    found = _LONE_DASH.search(front, 0, 80)
    if not found or not found.start():
        return None
    place, date = front[: found.start()].strip(), ""
    if dated := _DATE.search(place):
        date, place = dated[1], place[: dated.start()].strip(" ,")
    first = place.split(",")[0].strip()
    if len(first) < 4 or not first.isupper() or first in _NOT_PLACES or any(c.isdigit() or c in ":;!?" for c in place):
        return None
    words = place.replace(",", " ").split()
    if len(words) > 6 or not all(_PLACE_WORD.match(word) for word in words):
        return None
    return Dateline(0, found.end(), place, "", date)


def take_dateline(paper: Paper) -> None:
    """Move the dateline into its own fields, and drop what was glued in front of it."""
    known = paper.known_agencies()
    for line in paper.head(3):
        lead = len(line.block.text) - len(line.block.text.lstrip(" -–—\u00a0\n"))
        found = find_dateline(line.block.text[lead:], known)
        if found is None:
            continue
        rest = line.block.text[lead + found.end :].lstrip()
        if found.start:
            _take_glued(paper, line, lead + found.start, known)
        paper.take_front(line, len(line.block.text) - len(rest), "The dateline, now a part of its own")
        paper.dateline, paper.dateline_agency, paper.dateline_date = found.place, found.agency, found.date
        break
    if not paper.dateline and paper.item.dateline:
        _from_field(paper, known)


def _take_glued(paper: Paper, line: Line, length: int, known: set[str]) -> None:
    """Take out what was glued before a dateline: a byline is read, anything else is asked about."""
    glued = line.block.text[:length].strip()
    if not glued.startswith(("By ", "BY ")):
        paper.take_front(line, length, f"Words glued before the dateline: “{glued[:60]}”")
        return
    names, agency = read_byline(glued, known)
    paper.take_front(line, length, "The byline, which was glued before the dateline")
    paper.names, paper.byline_agency = paper.names or names, paper.byline_agency or agency


def _from_field(paper: Paper, known: set[str]) -> None:
    given = paper.item.dateline.strip()
    found = find_dateline(given if _LONE_DASH.search(given) else f"{given} — ", known)
    if found is None:
        paper.dateline = given.rstrip(" —–-_")
        return
    paper.dateline = found.place
    paper.dateline_agency = paper.dateline_agency or found.agency
    paper.dateline_date = paper.dateline_date or found.date


def is_call_sign(text: str) -> bool:
    """Say whether a text is the call sign of an American station."""
    return bool(_CALL_SIGN.match(text))
