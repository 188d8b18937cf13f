"""Limits that the agency sets on where and how long its copy and pictures may be used."""

import re
from collections.abc import Iterator

from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.query import Query
from nightdesk.copydesk.terms import Terms
from nightdesk.copydesk.territories import COUNTRIES
from nightdesk.wire.item import Item

NAME = "limits"
ROWS = (10,)

_KEEPING = re.compile(
    r"\bno[- ]archiv(?:e|ing|al)\b(?: use| permitted)?|\barchiv(?:e|ing) (?:is )?(?:not permitted|prohibited)\b|"
    r"\barchive out\b|"
    r"\bone[- ]time (?:use|only)\b|\bsingle use only\b|\b(?:no|not for) use after\b.{0,40}|"
    r"\bnot to be used after\b.{0,40}|"
    r"\bmust be (?:removed|deleted|taken down)\b.{0,60}|\bexpires? (?:on|at)\b.{0,40}|\bfor use (?:only )?(?:until|"
    r"within|through)\b.{0,40}",
    re.IGNORECASE,
)
_PLACES = re.compile(
    r"\b((?:[A-Z][A-Z.]+(?: |/|, ?| AND | & )){1,6})OUT\b|\b(?:NO|No) ((?:[A-Z][A-Za-z.]+(?: |/|"
    r", ?)){0,4}[A-Z][A-Za-z.]+) (?:USE|use)\b|"
    r"\b([A-Z][A-Za-z. ]{1,30}) ONLY\b"
)
_KINDS = re.compile(
    r"\b(?:no (?:internet|web|online|mobile|digital|social(?: media)?)(?: use)?|(?:internet|web|online|digital) out|"
    r"on-?line out|"
    r"print only|no sales|not for (?:web|online|internet) use|(?:no|not for) (?:use in )?galler(?:y|ies)|"
    r"gallery use only)\b",
    re.IGNORECASE,
)
_ALLOWED = re.compile(
    r"^(?:EDITORIAL(?: USE)?|NEWS(?: USE)?|EDITORIAL AND NEWS(?: USE)?|WEB|ONLINE|INTERNET|SUBSCRIBERS?|CLIENTS?)$"
)
_NOT_OURS = frozenset(
    {
        "MAGS",
        "MAG",
        "MAGAZINES",
        "MAGAZINE",
        "TV",
        "BOOKS",
        "TABLOIDS",
        "SALES",
        "COMMERCIAL",
        "ADVERTISING",
        "BROADCAST",
    }
)
_DAYS = re.compile(
    r"\b(?:no[- ]archiv(?:e|ing|al)(?: use)?|not to be (?:kept|archived|used)|no use|must be (?:removed|deleted)|"
    r"remove|delete|"
    r"for use (?:only )?within|use within|expires)(?: (?:after|beyond|within|in))? ([0-9]{1,4})[- ]days?\b",
    re.IGNORECASE,
)


def days_to_keep(words: str) -> int | None:
    """Return for how many days the agency lets something be kept, when it says so in days."""
    found = _DAYS.search(words)
    return int(found[1]) if found else None


def check(copy: Copy, item: Item, terms: Terms) -> Iterator[Query]:
    """Block a limit of time, of territory or of medium, unless the place that it shuts out is not ours."""
    for field, number, words in _said(copy, item):
        for pattern, says in ((_KEEPING, "may not be kept"), (_KINDS, "may not run here")):
            found = pattern.search(words)
            if found and not (pattern is _KEEPING and days_to_keep(words)):  # then the story's expiry keeps it
                yield _block(f"The agency says it {says}: “{found[0].strip()}”.", field, number)
        for found in _PLACES.finditer(words):
            if _is_against_us(found, terms):
                yield _block(f"The agency limits the territory: “{found[0].strip()}”.", field, number)
                break


def _said(copy: Copy, item: Item) -> Iterator[tuple[str, int | None, str]]:
    for note in copy.private_notes:
        yield "note", None, note
    yield "note", None, item.usage
    for number, picture in enumerate(item.pictures):
        yield "credit", number, "\n".join((picture.usage, picture.caption, picture.copyright))


def _is_against_us(found: re.Match[str], terms: Terms) -> bool:
    named = next(group for group in found.groups() if group)
    if found[3] and _ALLOWED.match(named.strip().upper()):
        return False
    if found[2] and _ALLOWED.match(named.strip().upper()):
        return False
    places = {place.strip(" .,&/") for place in re.split(r"/|,| AND | & ", named.upper()) if place.strip(" .,&/")}
    places -= _NOT_OURS
    ours = {place.upper() for place in terms.territories}
    if found[3]:
        return not places & ours if ours else _is_only_for_others(places, terms)
    return bool(places & ours) if ours else _may_be_ours(places, terms)


def _may_be_ours(places: set[str], terms: Terms) -> bool:
    """Say whether a place that is shut out may be ours, when the station has not said its territories.

    Foreign countries are not, where its country is known; a town, a state or a word that we do not know may be.
    """
    country = set(terms.country)
    return bool(places & country or places - COUNTRIES) if country else bool(places)


def _is_only_for_others(places: set[str], terms: Terms) -> bool:
    """Say whether the only places allowed are countries, and none of them is known to be ours."""
    return bool(places & COUNTRIES) and not places & set(terms.country)


def _block(says: str, field: str, number: int | None) -> Query:
    return Query(NAME, says, "block", field, number)
