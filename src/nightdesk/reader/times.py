"""Moments as a reader reads them: in the station's zone, with the zone said, and never guessed."""

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from markupsafe import Markup

_MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def spoken(moment: datetime, zone: str) -> str:
    """Return "Nov. 23, 2026, 9:04 a.m. EST"."""
    here = moment.astimezone(_zone(zone))
    half = "a.m." if here.hour < 12 else "p.m."
    day = f"{_MONTHS[here.month - 1]} {here.day}, {here.year}"
    return f"{day}, {here.hour % 12 or 12}:{here.minute:02} {half} {_abbreviation(here)}"


def machine(moment: datetime, zone: str) -> str:
    """Return RFC 3339 to the second with the station's offset: "2026-11-23T09:04:00-05:00"."""
    return moment.astimezone(_zone(zone)).isoformat(timespec="seconds")


def day_tag(on: date) -> Markup:
    """Return the time element that says a day."""
    return Markup('<time datetime="{}">{} {}, {}</time>').format(on, _MONTHS[on.month - 1], on.day, on.year)


@lru_cache(maxsize=4096)
def tag(moment: datetime, zone: str) -> Markup:
    """Return the time element that says a moment to people and to machines."""
    return Markup('<time datetime="{}">{}</time>').format(machine(moment, zone), spoken(moment, zone))


def _abbreviation(here: datetime) -> str:
    """Return "EST"; where the zone has no name, its distance from UTC."""
    name = here.tzname() or "UTC"
    return name if name[0].isalpha() else f"UTC{name}"
