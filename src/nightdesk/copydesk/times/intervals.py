"""The stretch of time that a TIMEX3 value means, from its first moment to the first after it."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_PARTS = {
    "MO": (5, 12),
    "MI": (11, 13),
    "AF": (12, 18),
    "EV": (17, 21),
    "NI": (20, 29),
    "DT": (8, 18),
}  # hours; 29 is 5 the next day
_SEASONS = {"SP": (3, 1), "SU": (6, 1), "FA": (9, 1), "WI": (12, 1)}
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_PERIOD = re.compile(r"P(T?)(\d+(?:\.\d+)?)(DE|CE|[YMWDHSQ])")
_NAMED = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)")
_SECONDS = {"H": 3600, "M": 60, "S": 1}

Interval = tuple[datetime | None, datetime | None]
_NONE: Interval = (None, None)


def interval(value: str, kind: str, anchor: str, moment: datetime | None, zone: ZoneInfo) -> Interval:
    """Return (start, end), both aware in the zone; (None, None) for what has no place on the calendar."""
    try:
        if kind == "DURATION":
            return _stretch(value, anchor, moment) if moment is not None else _NONE
        if kind == "SET":
            return _NONE
        if "T" in value and kind == "TIME":
            return _moment(value, zone)
        return _days(value, zone)
    except (ValueError, OverflowError):
        return _NONE  # a day that no calendar has, or that ours cannot hold


def _at(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)


def _between(first: date, after: date, zone: ZoneInfo) -> Interval:
    return _at(first, zone), _at(after, zone)


def _days(value: str, zone: ZoneInfo) -> Interval:
    if match := _DATE.fullmatch(value):
        year, month, day = int(match[1]), match[2], match[3]
        if day:
            first = date(year, int(month), int(day))
            return _between(first, first + timedelta(days=1), zone)
        return _months(year, int(month), 1, zone) if month else _months(year, 1, 12, zone)
    if match := _WEEK.fullmatch(value):
        first = date.fromisocalendar(int(match[1]), int(match[2]), 6 if match[3] else 1)
        return _between(first, first + timedelta(days=2 if match[3] else 7), zone)
    if match := _NAMED.fullmatch(value):
        year, name = int(match[1]), match[2]
        if name[0] == "Q":
            return _months(year, 3 * int(name[1]) - 2, 3, zone)
        return (
            _months(year, 6 * int(name[1]) - 5, 6, zone)
            if name[0] == "H"
            else _months(year, _SEASONS[name][0], 3, zone)
        )
    if value.isdecimal() and len(value) in (2, 3):
        size = 10 if len(value) == 3 else 100
        return _between(date(int(value) * size, 1, 1), date((int(value) + 1) * size, 1, 1), zone)
    return _NONE


def _months(year: int, month: int, count: int, zone: ZoneInfo) -> Interval:
    after = month - 1 + count
    return _between(date(year, month, 1), date(year + after // 12, after % 12 + 1, 1), zone)


def _moment(value: str, zone: ZoneInfo) -> Interval:
    words, _, clock = value.partition("T")
    day = date.fromisoformat(words)
    if clock in _PARTS:
        first, last = _PARTS[clock]
        return _at_hour(day, first, zone), _at_hour(day, last, zone)
    hour, _, minute = clock.partition(":")
    start = _at_hour(day, int(hour), zone, int(minute or 0))
    return start, _at_hour(day, int(hour), zone, int(minute or 0) + 1) if minute else _at_hour(day, int(hour) + 1, zone)


def _at_hour(day: date, hour: int, zone: ZoneInfo, minute: int = 0) -> datetime:
    return datetime.combine(day, time(), zone) + timedelta(hours=hour, minutes=minute)  # wall time: as a reader counts


def _stretch(value: str, anchor: str, moment: datetime) -> Interval:
    """“the past three days” ends now, “the next three days” begin now; any other length floats."""
    match = _PERIOD.fullmatch(value)
    if match is None or anchor not in ("past", "next"):
        return _NONE
    amount, unit = float(match[2]), match[3]
    if match[1]:
        length = timedelta(seconds=amount * _SECONDS[unit])
    else:
        length = timedelta(
            days=amount * {"D": 1, "W": 7, "M": 30.44, "Q": 91.3, "Y": 365.25, "DE": 3652.5, "CE": 36525}[unit]
        )
    return (moment - length, moment) if anchor == "past" else (moment, moment + length)
