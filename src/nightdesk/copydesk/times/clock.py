"""Times of day: “9:30 p.m. EDT Tuesday”, “noon”, “this morning”, “overnight”."""

from datetime import date

from nightdesk.copydesk.times.dates import ANY, deictic, month_name, weekday
from nightdesk.copydesk.times.line import Found, Line
from nightdesk.copydesk.times.vocabulary import MONTHS, PARTS, WEEKDAYS, ZONES

_FAR = 7  # days
_HALVES = {"a.m.": 0, "p.m.": 12, "am": 0, "pm": 12, "a.m": 0, "p.m": 12}


def half_day(line: Line, at: int) -> Found | None:
    """A clock time that ends in a.m. or p.m. at token ``at``, with the day beside it."""
    shift = _HALVES[line.low(at)]
    hour, minute, first = _figures(line, at - 1)
    if hour is None or not 0 < hour < 13:
        return None
    return _dated(line, first, at + 1, f"{hour % 12 + shift:02}:{minute:02}")


def glued(line: Line, at: int) -> Found | None:
    """“9pm”, “10am”."""
    low = line.low(at)
    hour = low[:-2]
    if not hour.isdecimal() or not 0 < int(hour) < 13:
        return None
    return _dated(line, at, at + 1, f"{int(hour) % 12 + (12 if low.endswith('pm') else 0):02}:00")


def _figures(line: Line, at: int) -> tuple[int | None, int, int]:
    """Return (hour, minute, first token) of figures that end at ``at``."""
    word = line.low(at)
    if at < line.floor or not word.isdecimal() or len(word) > 2:
        return None, 0, at
    if (
        line.text(at - 1) in (":", ".")
        and line.low(at - 2).isdecimal()
        and at - 2 >= line.floor
        and len(line.low(at - 2)) <= 2
    ):
        return int(line.low(at - 2)), int(word), at - 2
    return int(word), 0, at


def colon(line: Line, at: int) -> Found | None:
    """“21:30” with a zone or “at” beside it; “3:16” alone may be a verse, a score or a lap."""
    hour, minute = line.low(at - 1), line.low(at + 1)
    if at - 1 < line.floor or not (hour.isdecimal() and minute.isdecimal() and len(hour) <= 2 and len(minute) == 2):
        return None
    if int(hour) > 24 or int(minute) > 59 or line.low(at + 2) in _HALVES:
        return None
    if line.low(at + 2) not in ZONES and line.low(at - 2) not in (
        "at",
        "around",
        "by",
        "until",
        "from",
        "before",
        "after",
    ):
        return None
    return _dated(line, at - 1, at + 2, f"{int(hour):02}:{minute}")


def word(line: Line, at: int) -> Found | None:
    """“noon”, “midnight”."""
    low = line.low(at)
    if line.is_capital(at) and line.is_capital(at + 1):
        return None
    return _dated(line, at, at + 1, "12:00" if low == "noon" else "24:00")


def oclock(line: Line, at: int) -> Found | None:
    hour, _, first = _figures(line, at - 1)
    return _dated(line, first, at + 1, f"{hour:02}:00") if hour is not None and hour < 25 else None


def _dated(line: Line, first: int, last: int, clock: str) -> Found:
    """Join a time of day with the day that stands beside it, else with the day named last."""
    if line.low(last) in ZONES:
        last += 2 if line.low(last + 1) in ("time", "standard", "daylight") else 1
        if line.low(last) == "time":
            last += 1
    at = last
    if line.low(at) in ("on", ","):
        at += 1
    beside = _day_at(line, at)
    if beside is not None and beside.first == at:
        day = beside.value if beside.type == "DATE" else beside.value.split("T")[0]
        return Found(first, beside.last, "TIME", f"{day}T{clock}", rule="clock", day=beside.day)
    day = _reference(line, first)
    return Found(first, last, "TIME", f"{day}T{clock}", rule="clock")


def _day_at(line: Line, at: int) -> Found | None:
    low = line.low(at)
    floor, line.floor = line.floor, at
    try:
        if low in WEEKDAYS and not low.endswith("days"):
            return weekday(line, at)
        if low in MONTHS:
            return month_name(line, at)
        if low in ("today", "tomorrow", "yesterday", "tonight"):
            return deictic(line, at)
    finally:
        line.floor = floor
    return None


def _reference(line: Line, first: int = -1) -> str:
    """Return the day of an hour without one: the day named last, unless that is far off or yet to come."""
    day: date | None = line.reference or line.today
    if day is not None and line.today is not None:
        is_far = not line.is_near and abs((day - line.today).days) > _FAR
        is_ahead = day > line.today and first >= 0 and not line.is_future(first, first + 1)
        day = line.today if is_far or is_ahead else day
    return day.isoformat() if day is not None else f"{ANY}-XX-XX"


_EDGES_OF_DAY = frozenset({"dawn", "sunrise", "daybreak", "nightfall", "dusk", "sunset"})


def part(line: Line, at: int) -> Found | None:
    """“this morning”, “last night”, “every evening”, “the afternoon of Jan. 6”."""
    low, before = line.low(at), line.low(at - 1) if at - 1 >= line.floor else ""
    code = PARTS[low]
    if before in ("every", "each"):
        return Found(at - 1, at + 1, "SET", f"{ANY}-XX-XXT{code}", quant=before.upper(), rule="part")
    if before in ("this", "that"):
        day = line.today if before == "this" else (line.reference or line.today)
        value = day.isoformat() if day else f"{ANY}-XX-XX"
        first = at - 2 if line.low(at - 2) in ("earlier", "late", "early") and at - 2 >= line.floor else at - 1
        return Found(first, at + 1, "TIME", f"{value}T{code}", rule="part", day=day)
    if line.low(at + 1) in ("of", "on") and before in ("the", "late", "early"):
        beside = _day_at(line, at + 2)
        if beside is not None and beside.type == "DATE" and beside.first == at + 2:
            return Found(at - 1, beside.last, "TIME", f"{beside.value}T{code}", rule="part", day=beside.day)
    if low in _EDGES_OF_DAY and before in ("at", "before", "by", "until", "after", "near"):
        beside = _day_at(line, at + 1)
        if beside is not None and beside.type == "DATE" and beside.first == at + 1:
            return Found(at, beside.last, "TIME", f"{beside.value}T{code}", rule="part", day=beside.day)
        return Found(at, at + 1, "TIME", f"{_reference(line)}T{code}", rule="part")
    if line.low(at + 1) in ("trading", "session") or line.low(at + 1) == "news" and before == "a":
        return Found(at, at + 1, "TIME", f"{_reference(line)}T{code}", rule="part")
    if before == "the" and line.low(at - 2) in ("in", "during") and low in ("morning", "afternoon", "evening"):
        return Found(at - 1, at + 1, "TIME", f"{_reference(line)}T{code}", rule="part")
    return None


def overnight(line: Line, at: int) -> Found | None:
    """“overnight” from one day to the next; as an adjective (“an overnight stay”) it is no time."""
    if line.low(at - 1) in ("an", "the", "a", "its", "and") or line.is_capital(at) and at:
        return None
    return Found(at, at + 1, "TIME", f"{_reference(line)}TNI", rule="part")
