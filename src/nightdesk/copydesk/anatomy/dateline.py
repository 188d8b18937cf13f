"""Where a story is filed from: the first words of the body, in every spelling that wires send."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nightdesk.copydesk.anatomy.byline import read_byline
from nightdesk.copydesk.anatomy.dateline_words import AGENCIES, NOT_PLACES, STATES
from nightdesk.copydesk.anatomy.paper import Line, Paper, sameness

_DASH = r"(?:--+|[—–_‒―]|\.?-(?=[\s\u00a0A-Z“\"])|\.-)"
_BRACKET = re.compile(rf"\(([^()\n]{{2,60}})\)[ \u00a0]*{_DASH}[ \u00a0]*")
_COLON = re.compile(r"\(([^()\n]{2,40})\) ?: (?=[\"“‘'A-Z0-9])")
_SLASHES = re.compile(r"/([A-Z][A-Za-z-]{2,12})/(?:[. ]*(?:--+|[—–-])[ \u00a0]*|\. )")
_UNDASHED = re.compile(r"\(([A-Za-z]{2,10}|THE CONVERSATION)\)(?:(?=[A-Z“\"])| (?=[A-Z“\"]))")
_FUSED = re.compile(r"(?<!Mc)(?<!Mac)(?<!De)(?<=[a-z])(?=[A-Z]{4})")
_LONE_DASH = re.compile(r"[ \u00a0]*(?:--+|[—–_‒―]| -(?=\s))[ \u00a0]*")
_DATE = re.compile(
    r",?\s*((?i:Jan|Feb|March|Mar|April|Apr|May|June|Jun|July|Jul|Aug|Sept|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s[0-9]{1,2}"
    r"(?:,\s[0-9]{4})?)$"
)
_PLACE_WORD = re.compile(
    r"(?:[^\W\d_a-z][\w.'’-]*|(?:of|de|del|la|le|les|di|da|sur|am|an|and|the|al|el|upon)|[A-Z]\.)$"
)
_CALL_SIGN = re.compile(r"[KW][A-Z]{2,3}(?:-[A-Z]{2,3})?(?:[ -]?[0-9]{1,2})?(?: News(?: [0-9]{1,2})?)?$")
_AGENCY_WORD = re.compile(
    r"(?:^|\s)(?:News|Press|Wire|Service|Agency|Network|Newsource|Radio|TV|Times|Post|Media|Herald|Tribune|Gazette|"
    r"Journal)"
    r"(?: [0-9]{1,2}| Service)?$"
)
_PLACE_BEFORE = re.compile(
    r"(?:[A-Z][A-Z.'’-]{2,}|[a-z][.!?”)] ?[A-Z][a-z]+|[A-Z][a-z]+\.? [0-9]{1,2}|, [A-Z][a-z]+\.?)$"
)
_CREDIT_WORD = re.compile(
    r"Photo|Image|Getty|Courtesy|Credit|Reuters|AFP|\bAP\b|Pool|Handout|/.*/|\bvia\b|[Cc]ontribut"
)
_AGENCY_BEFORE = re.compile(r"\b(?:AP|AFP|Reuters|REUTERS|Images|CNN|Press|Pool|Agency|EPA)\)?\.? (?=[A-Z])")
_APART = str.maketrans(",/[]", "    ")
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
    if "(" in front or "/" in front:
        for found in _marks(front):
            inner = found[1].strip()
            before = front[: found.start()].strip(" \u00a0-–—")
            if before[-2:-1].isdigit() or found.re is _SLASHES:
                before = before.rstrip(".")
            start, place, date = _place(before, known, inner)
            if found.re is _UNDASHED and text[found.end() - 1] == " " and before and not date:
                continue
            is_sound = not before or bool(place or date)
            if is_sound and _is_agency(inner, place, known) and _begins(text, found.end()):
                at = front.index(before) + start if before else 0
                return _with_place_after(text, Dateline(at, found.end(), place, inner, date))
            if not before and "," in inner and inner[:3].isupper():
                return Dateline(0, found.end(), inner)
    return _bare_place(front)


def glued_within(text: str, known: set[str]) -> Dateline | None:
    """Return a dateline that stands in the middle of a paragraph, where another story was glued to it."""
    for found in _BRACKET.finditer(text, min(len(text), 20)) if "(" in text else ():
        inner = found[1].strip()
        before = text[max(0, found.start() - 60) : found.start()].rstrip(" \u00a0")
        if not (inner.lower() in known or inner.lower() in AGENCIES or _CALL_SIGN.match(inner)):
            continue
        if not text[found.end() : found.end() + 1].isupper():
            continue
        capitals = _PLACE_BEFORE.search(before)
        if capitals or before.endswith((".", "!", "?", "”")):
            return Dateline(found.start(), found.end(), before[-20:], inner)
    return None


def _marks(front: str) -> Iterator[re.Match[str]]:
    """Yield where an agency may stand: in brackets before a dash or a colon, or between strokes."""
    yield from _BRACKET.finditer(front)
    for pattern in (_COLON, _SLASHES, _UNDASHED):
        for found in pattern.finditer(front):
            if found[1].lower() in AGENCIES:
                yield found


def _place(before: str, known: set[str], agency: str) -> tuple[int, str, str]:
    """Return (start, place, date) of the place that ends a text; start > 0 when other words are glued before it."""
    date = ""
    if found := _DATE.search(before):
        date, before = found[1], before[: found.start()]
    start = _glue_end(before)
    if before.startswith("By ") and f" {agency} " in before:
        start = before.rindex(f" {agency} ") + len(agency) + 2
    for name in known:
        if before[start:].lower().startswith(name + " "):
            start += len(name) + 1
            break
    place = before[start:].strip(" ,")
    words = place.translate(_APART).split()
    if len(words) > 9 or place.startswith("By ") or not all(_PLACE_WORD.match(word) for word in words):
        start, place = _last_place(before)
    return start, place, date


def _glue_end(before: str) -> int:
    """Return where the words end that were glued before a place: a full stop, a bracket, a line."""
    ends = [before.rfind(mark) + 1 for mark in (")", "\n", "!", "?", "|")]
    left, _, right = before.rpartition("/")
    if _CREDIT_WORD.search(before) or (left.istitle(), left.isupper()) != (right.istitle(), right.isupper()):
        ends.append(before.rfind("/") + 1)
    if _CREDIT_WORD.search(before):
        ends += [found.end() for found in _AGENCY_BEFORE.finditer(before)]
    ends += [found.end() for found in _FUSED.finditer(before)]
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
    parts = [part.strip() for part in re.split(r"[/,]| and | & ", inner)]
    if any(part.lower() in known or part.lower() in AGENCIES for part in parts):
        return True
    if any(
        inner.lower().startswith(name + " ")
        for name in (*known, "cnn", "ap", "reuters", "afp", "bbc", "nbc", "cbs", "abc", "fox")
    ):
        return True
    if not place and re.fullmatch(r"[A-Z][a-z]+(?:TV|News)", inner):
        return True
    if not place and inner.istitle() and 2 <= len(inner.split()) <= 4:
        return True
    if not inner[:1].isalnum() or inner[0].islower():
        return False
    if all(_CALL_SIGN.match(part) or _AGENCY_WORD.search(part) for part in parts if part):
        return len(place.split()) <= 5
    if _CALL_SIGN.match(inner) or (inner.isalpha() and inner.isupper() and 2 <= len(inner) <= 6):
        return not place or place.isupper() or "," in place or bool(_CALL_SIGN.match(inner))
    return len(inner.split()) <= 3 and (place.isupper() or ("," in place and len(place) < 40))


def _begins(text: str, at: int) -> bool:
    """Say whether a sentence begins here: what follows a dateline never goes on in small letters."""
    return not text[at : at + 1].islower()


_PLACE_AFTER = re.compile(
    r"([A-Z][A-Za-z.'’]{1,20}(?: [A-Z][A-Za-z.'’]{1,20}){0,3}(?:, [A-Z][A-Za-z.]{1,14})?"
    r"(?:, [A-Za-z]{3,9}\.? [0-9]{1,2})?) ?[—–-] ?(?=[A-Z“\"])"
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
    if _begins(front, found.end()) and (agency := _agency_behind(place)):  # “London CNN — ”, as pages print it
        return Dateline(0, found.end(), place[: -len(agency)].strip(" ,"), agency, date)
    first, _, state = (part.strip() for part in place.partition(","))
    if first in NOT_PLACES or any(c.isdigit() or c in ":;!?" for c in place):
        return None
    is_in_state = bool(state) and state in STATES
    if not is_in_state and (len(first) < 4 or not first.replace("Mc", "MC").isupper()):
        return None
    words = place.replace(",", " ").split()
    if len(words) > 6 or not all(_PLACE_WORD.match(word) for word in words):
        return None
    return Dateline(0, found.end(), place, "", date)


def _agency_behind(place: str) -> str:
    *before, last = place.split() or [""]
    is_agency = last.isupper() and last.lower() in AGENCIES
    return last if is_agency and len(before) < 5 and all(_PLACE_WORD.match(word) for word in before) else ""


def take_dateline(paper: Paper) -> None:
    """Move the dateline into its own fields, and drop what was glued in front of it."""
    known = paper.known_agencies()
    told = _told(paper, known)
    for number, line in enumerate(paper.head(3)):
        lead = len(line.block.text) - len(line.block.text.lstrip(" -–—\u00a0\n"))
        found = find_dateline(line.block.text[lead:], known)
        if found is None or (told and (found.start or (number and not _is_again(found, told)))):
            continue  # a place is told already: another one further in is a second dateline, and asked about
        rest = line.block.text[lead + found.end :].lstrip()
        if found.start:
            _take_glued(paper, line, lead + found.start, known)
        paper.take_front(line, len(line.block.text) - len(rest), "The dateline, now a part of its own", "dateline")
        if told and _is_again(found, told):
            found = Dateline(0, 0, told.place or found.place, told.agency or found.agency, told.date or found.date)
        paper.dateline, paper.dateline_agency, paper.dateline_date = found.place, found.agency, found.date
        told = found
    if not paper.dateline and paper.item.dateline:
        _from_field(paper, known)


def _take_glued(paper: Paper, line: Line, length: int, known: set[str]) -> None:
    """Take out what was glued before a dateline: a byline is read, anything else is asked about."""
    glued = line.block.text[:length].strip()
    if not glued.startswith(("By ", "BY ")):
        paper.take_front(line, length, f"Words glued before the dateline: “{glued[:60]}”")
        return
    names, agency = read_byline(glued, known)
    paper.take_front(line, length, "The byline, which was glued before the dateline", "bylines")
    paper.names, paper.byline_agency = names or paper.names, agency or paper.byline_agency


def _told(paper: Paper, known: set[str]) -> Dateline | None:
    """Return the dateline that is known already: from the body, or from the format's field."""
    if paper.dateline or paper.dateline_agency:
        return Dateline(0, 0, paper.dateline, paper.dateline_agency, paper.dateline_date)
    return _of_field(paper, known) if paper.item.dateline.strip() else None


def _is_again(found: Dateline, told: Dateline) -> bool:
    """Say whether a dateline contradicts nothing that is told already."""
    return (
        sameness(found.place) == sameness(told.place)
        and (not found.agency or not told.agency or found.agency == told.agency)
        and (not found.date or not told.date or found.date == told.date)
    )


def _of_field(paper: Paper, known: set[str]) -> Dateline:
    given = paper.item.dateline.strip()
    found = find_dateline(given if _LONE_DASH.search(given) else f"{given} — ", known) if given else None
    return found or Dateline(0, 0, given.rstrip(" —–-_"))


def _from_field(paper: Paper, known: set[str]) -> None:
    paper.note("dateline", "dateline", None, paper.item.dateline)
    found = _of_field(paper, known)
    paper.dateline = found.place
    paper.dateline_agency = paper.dateline_agency or found.agency
    paper.dateline_date = paper.dateline_date or found.date


def is_call_sign(text: str) -> bool:
    """Say whether a text is the call sign of an American station."""
    return bool(_CALL_SIGN.match(text))
