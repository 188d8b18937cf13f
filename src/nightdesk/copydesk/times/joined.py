"""Single tokens that hold a time: “three-day”, “35-year-old”, “mid-January”, “9/11”, “2024-01-26”, “weeklong”."""

import re
from datetime import date

from nightdesk.copydesk.times.counted import number_of, plain
from nightdesk.copydesk.times.dates import month_name, season
from nightdesk.copydesk.times.line import Found, Line
from nightdesk.copydesk.times.units import HALVES, period
from nightdesk.copydesk.times.vocabulary import LONG, MONTHS, ORDINALS, PLURALS, SEASONS, UNITS

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_RANGE = re.compile(r"((?:19|20)\d\d)[-–](\d{2}|\d{4})")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{2,4})")
_DECADE = re.compile(r"mid-(\d{3})0s")
_CENTURY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)-century")


def hyphened(line: Line, at: int) -> Found | None:
    """Read one token with a hyphen in it."""
    low = line.low(at)
    if found := _of_figures(low, at):
        return found
    if low in ("year-earlier", "year-ago") and line.today is not None:
        first = at - 1 if line.low(at - 1) in ("the", "a") and at - 1 >= line.floor else at
        return Found(first, at + 1, "DATE", str(line.today.year - 1), rule="relative")
    if low == "year-end" and line.today is not None:
        return Found(at, at + 1, "DATE", str(line.today.year), "END", rule="hyphened")
    if low.startswith("mid-") and low[4:] in MONTHS or low.startswith("mid-") and low[4:] in SEASONS:
        return _middle(line, at, low[4:])
    parts = low.split("-")
    if parts[-1] in ("old", "olds", "long", "plus"):
        parts = parts[:-1]
    unit = UNITS.get(parts[-1]) or PLURALS.get(parts[-1]) if parts else None
    if unit is None or unit == "Q" and len(parts) > 1 and parts[0] in ORDINALS:
        return _quarter(line, at, parts) if unit == "Q" else None
    if len(parts) == 1:
        count = "X" if parts[0] in PLURALS else "1"
        return Found(at, at + 1, "DURATION", period(count, unit), rule="hyphened")
    if parts[0] in ("mid", "early", "late") or parts[0] in ORDINALS and unit != "CE":
        return None
    if unit == "CE" and parts[0] in ORDINALS:
        return Found(at, at + 1, "DATE", f"{ORDINALS[parts[0]] - 1:02}", rule="hyphened")
    count = _count(parts[:-1])
    value = HALVES.get(unit, "") if count == ".5" else period(count, unit)
    return Found(at, at + 1, "DURATION", value, rule="hyphened") if count and value else None


def _count(parts: list[str]) -> str:
    if parts[0] in ("multi", "several", "many"):
        return "X"
    if parts[-3:] == ["and", "a", "half"] and parts[:-3]:
        number = number_of("-".join(parts[:-3]))
        return f"{plain(number)}.5" if number is not None else ""
    if parts[0] == "half":
        return ".5"
    number = number_of("-".join(parts))
    if number is None and parts[0] in ("a", "one"):
        return "1"
    return plain(number) if number is not None else ""


def _quarter(line: Line, at: int, parts: list[str]) -> Found | None:
    if line.today is None or parts[0] not in ORDINALS:
        return None
    number = ORDINALS[parts[0]]
    is_here = number <= (line.today.month + 2) // 3 or line.is_future(at, at + 1)
    year = line.today.year if is_here else line.today.year - 1
    return Found(at, at + 1, "DATE", f"{year}-Q{number}", rule="quarter") if number < 5 else None


def _middle(line: Line, at: int, low: str) -> Found | None:
    """“mid-January” is read as January is, of which it is the middle."""
    kept, line.lows[at] = line.lows[at], low
    line.middle = at
    try:
        found = month_name(line, at) if low in MONTHS else season(line, at)
    finally:
        line.lows[at] = kept
        line.middle = -1
    if found is not None:
        found.mod = "MID"
    return found


def _of_figures(low: str, at: int) -> Found | None:
    if match := _ISO.fullmatch(low):
        day = _date(int(match[1]), int(match[2]), int(match[3]))
        return Found(at, at + 1, "DATE", low, rule="figures", day=day) if day else None
    if match := _RANGE.fullmatch(low):
        return Found(at, at + 1, "DATE", match[1], rule="range")
    if match := _DECADE.fullmatch(low):
        return Found(at, at + 1, "DATE", match[1], "MID", rule="decade")
    if match := _CENTURY.fullmatch(low):
        return Found(at, at + 1, "DATE", f"{int(match[1]) - 1:02}", rule="century")
    if low.startswith("mid-") and low[4:].isdecimal() and len(low) == 8:
        return Found(at, at + 1, "DATE", low[4:], "MID", rule="year")
    return None


def slashed(line: Line, at: int) -> Found | None:
    low = line.low(at)
    if low == "9/11":
        return Found(at, at + 1, "DATE", "2001-09-11", rule="figures")
    if match := _SLASHED.fullmatch(low):
        year = int(match[3]) + (0 if len(match[3]) == 4 else 2000 if int(match[3]) < 50 else 1900)
        day = _date(year, int(match[1]), int(match[2]))
        return Found(at, at + 1, "DATE", day.isoformat(), rule="figures", day=day) if day else None
    return None


def long(line: Line, at: int) -> Found | None:
    count, unit = LONG[line.low(at)]
    return Found(at, at + 1, "DURATION", period(count, unit), rule="hyphened")


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
