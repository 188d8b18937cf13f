"""A weekday that is not that date’s, and a date that is in no calendar."""

import re
from collections.abc import Iterator
from datetime import date

from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.lines import lines
from nightdesk.copydesk.query import Query
from nightdesk.copydesk.terms import Terms
from nightdesk.wire.item import Item

NAME = "dates"
ROWS = (12,)

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>Jan(?:\.|uary)?|Feb(?:\.|ruary)?|Mar(?:\.|ch)?|Apr(?:\.|il)?|May|June?\.?|July?\.?|Aug(?:\.|ust)?|"
    r"Sept?(?:\.|ember)?|Oct(?:\.|ober)?|Nov(?:\.|ember)?|Dec(?:\.|ember)?)"
)
_WEEKDAY = r"\b(?P<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})\b"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_DATES = (
    re.compile(rf"{_WEEKDAY}(?:,| \(|,? the)? {_MONTH} {_DAY}(?![0-9:])(?:,? {_YEAR})?"),
    re.compile(rf"{_WEEKDAY}(?:,| \(|,? the)? {_DAY} (?:of )?{_MONTH}(?![a-z])(?:,? {_YEAR})?"),
    re.compile(rf"\b{_MONTH} {_DAY},? {_YEAR}, a {_WEEKDAY[2:]}\b"),
)
_IMPOSSIBLE = re.compile(
    r"\b(?:(?:Feb(?:\.|ruary)?) (?:3[0-9])|(?:April|Apr\.?|June|Sept?(?:\.|ember)|Nov(?:\.|ember)) 31|"
    r"(?:Jan(?:\.|uary)|March|May|July|Aug(?:\.|ust)|Oct(?:\.|ober)|Dec(?:\.|ember)) 3[2-9])(?![0-9:.,]|st|nd|rd|th)"
)
_NEAR_DAYS = 60  # a date without its year, farther from the story than this, may be any year's


def check(copy: Copy, item: Item, terms: Terms) -> Iterator[Query]:
    """Flag a weekday that the calendar contradicts. A date without its year is read as the one nearest to the story."""
    told = copy.published_at.date() if copy.published_at else None
    for field, number, text in lines(copy):
        if "day" in text:
            for pattern in _DATES:
                for found in pattern.finditer(text):
                    if (right := _contradicted(found, told)) is not None:
                        says = f"“{found[0]}”: that day is a {_DAYS[right.weekday()]} ({right.isoformat()})."
                        yield Query(NAME, says, "flag", field, number, *found.span())
        for found in _IMPOSSIBLE.finditer(text):
            yield Query(NAME, f"There is no {found[0]}.", "flag", field, number, *found.span())


def _contradicted(found: re.Match[str], told: date | None) -> date | None:
    """Return the date that is meant, when its weekday is another than the one that stands there."""
    month, day = _MONTHS.index(found["month"][:3].lower()) + 1, int(found["day"])
    weekday = next(number for number, name in enumerate(_DAYS) if name.startswith(found["weekday"]))
    meant = _date(int(found["year"]), month, day) if found["year"] else _nearest(told, month, day)
    return meant if meant is not None and meant.weekday() != weekday else None


def _nearest(told: date | None, month: int, day: int) -> date | None:
    if told is None:
        return None
    years = [moment for year in (-1, 0, 1) if (moment := _date(told.year + year, month, day))]
    near = [moment for moment in years if abs((moment - told).days) <= _NEAR_DAYS]
    return near[0] if near else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
