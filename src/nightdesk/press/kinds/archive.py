"""All that ever ran, by date: a page that lists the months, and a calendar of each month's days."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from nightdesk.press.reading import Reading
from nightdesk.press.sheets import Baked, Birth, Page
from nightdesk.press.subjects import Subject
from nightdesk.reader import addresses
from nightdesk.reader import render as printer
from nightdesk.reader.cards import ArchiveView, MonthView, NavLink

NAME = "archive"
RANK = 50


def births(subject: Subject, reading: Reading) -> Iterator[Birth]:
    """A day with its first story changes the calendar it stands in, the list of months, and the months beside it."""
    if subject.kind == "front" and subject.key.startswith("day:") and subject.aspect == "first":
        yield Birth(addresses.ARCHIVE, "months")
        for first in _near(_first(date.fromisoformat(subject.key[4:])), reading):
            yield _month(first)
    elif subject.kind == "station":
        yield Birth(addresses.ARCHIVE, "months")
        for first in _months(reading):
            yield _month(first)


def _month(first: date) -> Birth:
    return Birth(addresses.month(first), f"month:{first:%Y-%m}")


def _near(first: date, reading: Reading) -> list[date]:
    months = _months(reading)
    at = months.index(first) if first in months else len(months)
    return months[max(0, at - 1) : at + 2]


def _months(reading: Reading) -> list[date]:
    """Return the first day of every month in which stories ran, the oldest first."""
    return sorted({_first(day) for day in reading.days(date.min, date.max)})


def _first(day: date) -> date:
    return day.replace(day=1)


def render(about: str, path: str, reading: Reading) -> Baked:
    station = reading.station()
    months = _months(reading)
    if about == "months":
        years: dict[int, list[NavLink]] = {}
        for first in reversed(months):
            years.setdefault(first.year, []).append(_link(first))
        return Page(printer.archive(station, ArchiveView(tuple((year, tuple(some)) for year, some in years.items()))))
    first = date.fromisoformat(f"{about.partition(':')[2]}-01")
    if first not in months or path != addresses.month(first):
        return None
    at = months.index(first)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    view = MonthView(
        first,
        frozenset(reading.days(first, last)),
        older=_link(months[at - 1]) if at else None,
        newer=_link(months[at + 1]) if at + 1 < len(months) else None,
    )
    return Page(printer.month(station, view))


def _link(first: date) -> NavLink:
    return NavLink(f"{first:%B %Y}", addresses.month(first))
