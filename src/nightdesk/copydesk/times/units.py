"""Expressions around a unit of time: “three days”, “two years ago”, “last week”, “every month”, “the next day”."""

from datetime import date, timedelta

from nightdesk.copydesk.grammar import PREPOSITIONS
from nightdesk.copydesk.times import days
from nightdesk.copydesk.times.counted import count_before, is_next_in_order
from nightdesk.copydesk.times.dates import ANY
from nightdesk.copydesk.times.line import Found, Line
from nightdesk.copydesk.times.pointing import pointed, quarter_beside
from nightdesk.copydesk.times.quarters import quarter
from nightdesk.copydesk.times.vocabulary import EDGES, ORDINALS, PLURALS, UNITS
from nightdesk.copydesk.times.weekends import weekend
from nightdesk.copydesk.wordlist import listed

_CLOCK = {"S", "M", "H"}
_BARE = listed("""
    for in over after within takes took take spent spend past last of during through back
""")
_SHIFTS = {
    "last": -1,
    "previous": -1,
    "past": -1,
    "this": 0,
    "next": 1,
    "coming": 1,
    "following": 1,
    "same": 0,
    "that": 0,
    "current": 0,
}
HALVES = {"H": "PT30M", "M": "PT30S", "D": "PT12H", "Y": "P6M", "DE": "P5Y", "CE": "P50Y"}
_TIMES = frozenset(["twice", "once", "times", "time", "thrice"])


def period(count: str, unit: str) -> str:
    """Return a TIMEX3 period: P3D, PT20M, P1DE; a weekend, a night and a quarter in their own units."""
    if unit in _CLOCK:
        return f"PT{count}{unit}"
    if unit == "Q":
        return f"P{count}Q"
    code = {"MO": "M", "N": "D", "FN": "W", "SEM": "M"}.get(unit, unit)
    return f"P{count}{code}"


def at_unit(line: Line, at: int) -> Found | None:
    """Read the expression whose unit is token ``at``."""
    low = line.low(at)
    plural = low in PLURALS
    unit = PLURALS[low] if plural else UNITS[low]
    before = line.low(at - 1) if at - 1 >= line.floor else ""
    if unit == "WE":
        counted = count_before(line, at - 1) if plural else None
        return _counted(line, counted[0], at, counted[1], "WE") if counted else weekend(line, at, before, plural)
    is_no_second = before not in ("a", "one", "per", "every", "split") or is_next_in_order(line, at)
    if unit == "S" and not plural and is_no_second:
        return None
    if unit == "Q" and (found := quarter(line, at, before)) is not None:
        return found
    if unit == "Q" and line.low(at + 1) == "of":
        return None
    if plural:
        return _plural(line, at, unit, before)
    return _singular(line, at, unit, before)


def _plural(line: Line, at: int, unit: str, before: str) -> Found | None:
    counted = count_before(line, at - 1)
    if counted is None and before in (
        "business",
        "full",
        "consecutive",
        "straight",
        "long",
        "more",
        "working",
        "calendar",
        "whole",
    ):
        counted = count_before(line, at - 2)
    if counted is not None:
        first, count = counted
        if line.low(first) == "recent" or line.low(at - 1) == "recent":
            return Found(first, at + 1, "DATE", "PAST_REF", rule="recent")
        return _counted(line, first, at, count, unit)
    if before in ("coming", "following"):
        first = at - 2 if line.low(at - 2) == "the" and at - 2 >= line.floor else at - 1
        return Found(first, at + 1, "DATE", "FUTURE_REF", rule="coming")
    if line.low(at + 1) in ("ago", "before", "earlier"):
        return Found(at, at + 2, "DATE", "PAST_REF", rule="vague ago") if line.low(at + 1) != "before" else None
    if line.low(at + 1) == "later":
        return Found(at, at + 2, "DATE", "FUTURE_REF", rule="vague later")
    if before in ("last", "past") and line.low(at - 2) in ("the", "in"):
        return Found(at - 2, at + 1, "DATE", "PAST_REF", rule="recent")
    if before in _BARE or line.low(at + 1) in ("of",):
        if low_is_count_of_other(line, at):
            return None
        return Found(at, at + 1, "DURATION", period("X", unit), rule="bare plural")
    return None


def low_is_count_of_other(line: Line, at: int) -> bool:
    """“days of the week”, “hours of operation”: no length of time."""
    return line.low(at + 1) == "of" and line.low(at + 2) in ("the", "operation", "our", "his", "her", "their")


def _counted(line: Line, first: int, at: int, count: str, unit: str) -> Found | None:
    """A number and a unit: ago, later, old, or just as long."""
    last = at + 1
    after = line.low(last)
    first, mod = line.modified(first)
    if after == "'" or after == "’":
        after = line.low(last)
    if after == "ago" or (after == "from" and line.low(last + 1) == "now"):
        sign, last = (-1, last + 1) if after == "ago" else (1, last + 2)
        return _shifted(line, first, last, count, unit, sign, line.today, mod)
    if after == "later" and count == "X" and unit in _CLOCK:
        return Found(first, last, "DURATION", period(count, unit), mod, rule="counted")
    if after in ("earlier", "later") and line.low(last + 1) not in ("than",):
        sign = -1 if after == "earlier" else 1
        is_old = line.today is not None and line.today.year - line.named_year > 2 and sign < 0
        if unit == "Y" and count == "1" and after == "earlier" and line.named_quarter[:4] > "1000":
            told = date(int(line.named_quarter[:4]), 1, 1)  # “12 cents a share a year earlier”, told of a quarter
            return _shifted(line, first, last + 1, count, unit, sign, told, mod, "reference")
        base = line.reference or line.today if unit == "MO" or is_old else _last_named(line, unit)
        if sign < 0 and base is not None and line.today is not None and base > line.today:
            base = line.happened or line.today  # “a day earlier” is not counted from next week
        return _shifted(line, first, last + 1, count, unit, sign, base, mod, "reference")
    if after == "old":
        last += 1
    determined = line.low(first - 1) if first - 1 >= line.floor else ""
    anchor = ""
    if determined in ("last", "past", "next", "first", "coming", "previous", "final", "another", "every", "following"):
        if determined == "every":
            return Found(first - 1, last, "SET", period(count, unit), quant="EVERY", rule="every")
        first, anchor = (
            first - 1,
            {"next": "next", "coming": "next"}.get(determined, "past" if determined in ("last", "past") else ""),
        )
        if line.low(first - 1) in ("the", "these", "his", "her", "its", "their") and first - 1 >= line.floor:
            first -= 1
    elif determined in ("these", "those", "the") and first - 1 >= line.floor:
        first -= 1
    if after == "a" and line.low(last + 1) in ("week", "month", "year", "day"):
        return Found(first, last + 2, "SET", f"P1{line.low(last + 1)[0].upper()}", rule="rate")
    value = period(count, unit)
    if line.low(last) == "and" and line.low(last + 1) == "a" and line.low(last + 2) == "half" and count.isdecimal():
        value, last = period(f"{count}.5", unit), last + 3
    return Found(first, last, "DURATION", value, mod, rule="counted", anchor=anchor)


def _shifted(line: Line, first: int, last: int, count: str, unit: str, sign: int, base: date | None, mod: str,
             rule: str = "now") -> Found:  # fmt: skip
    vague = "PAST_REF" if sign < 0 else "FUTURE_REF"
    if rule == "reference" and unit in _CLOCK:
        return Found(first, last, "DURATION", period(count, unit), mod, rule="counted")
    if count == "X" or base is None:
        return Found(first, last, "DATE", vague if count == "X" else _unknown(unit), mod, rule=rule)
    amount = sign * float(count)
    value, day = _moved(line, base, amount, unit)
    if rule == "reference" and sign > 0 and _is_ahead(line, value) and not line.is_future(first, last):
        return Found(first, last, "DURATION", period(count, unit), mod, rule="counted")  # from what, we cannot tell
    kind = "TIME" if unit in _CLOCK else "DATE"
    return Found(first, last, kind, value, mod, rule=rule, day=day)


def _is_ahead(line: Line, value: str) -> bool:
    return line.today is not None and value[:4].isdecimal() and value[:10] > line.today.isoformat()[: len(value)]


def _unknown(unit: str) -> str:
    return {"Y": ANY, "MO": f"{ANY}-XX", "W": f"{ANY}-WXX", "D": f"{ANY}-XX-XX"}.get(unit, "PAST_REF")


def _moved(line: Line, base: date, amount: float, unit: str) -> tuple[str, date | None]:
    """Return the value so many units from a day, as exact as the unit is."""
    whole = int(amount)
    if abs(amount) > 9000 and unit not in ("D", "S", "M", "H"):
        return ("PAST_REF" if amount < 0 else "FUTURE_REF"), None
    try:
        if unit in ("D", "N"):
            day = base + timedelta(days=whole)
            return day.isoformat(), day
        if unit in ("W", "FN"):
            day = base + timedelta(weeks=whole * (2 if unit == "FN" else 1))
            return days.week_of(day), None
        if unit in ("MO", "Q") or (unit == "Y" and amount != whole):
            year, month = days.moved_months(base, round(amount * {"MO": 1, "Q": 3, "Y": 12}[unit]))
            return (f"{year}-Q{(month + 2) // 3}" if unit == "Q" else f"{year}-{month:02}"), None
        if unit in ("Y", "SEM"):
            return f"{base.year + whole:04}", None
        if unit in ("DE", "CE"):
            size = 1 if unit == "DE" else 2
            year = base.year + whole * (10 if unit == "DE" else 100)
            return (f"{year:04}"[: 4 - size]) if 0 < year < 10000 else "PAST_REF", None
    except OverflowError:
        return ("PAST_REF" if amount < 0 else "FUTURE_REF"), None
    return _clock_moved(line, amount, unit)


def _clock_moved(line: Line, amount: float, unit: str) -> tuple[str, date | None]:
    if line.published is None:
        return "PAST_REF" if amount < 0 else "FUTURE_REF", None
    try:
        moment = line.published + timedelta(**{{"H": "hours", "M": "minutes", "S": "seconds"}[unit]: amount})
    except OverflowError:
        return "PAST_REF" if amount < 0 else "FUTURE_REF", None
    return moment.strftime("%Y-%m-%dT%H" if unit == "H" else "%Y-%m-%dT%H:%M"), moment.date()


def _singular(line: Line, at: int, unit: str, before: str) -> Found | None:
    after = line.low(at + 1)
    two = line.low(at - 2) if at - 2 >= line.floor else ""
    if before in ("fiscal", "calendar") and unit == "Y" and two in ("current", "this", "last", "next", "previous"):
        first = at - 3 if line.low(at - 3) == "the" and at - 3 >= line.floor else at - 2
        return _named(line, first, at, unit, _SHIFTS[two], line.today)
    if before in ("every", "each"):
        last = at + 1
        return Found(at - 1, last, "SET", period("1", unit), quant=before.upper(), rule="every")
    if before == "per":
        return Found(at - 1, at + 1, "SET", period("1", unit), rule="rate")
    if before == "other" and two == "every":
        return Found(at - 2, at + 1, "SET", period("2", unit), quant="EVERY", rule="every")
    if before in ("a", "an", "one", "half", "another", "1") or (
        before in ("full", "whole", "single") and two in ("a", "one")
    ):
        return _one(line, at, unit, before, after)
    if before == "the" and after in ("before", "after") and unit in ("D", "N", "Y", "W", "MO"):
        return _beside(line, at, unit, after)
    if before in _SHIFTS:
        return _relative(line, at, unit, before, two)
    if before in ORDINALS and unit in ("CE",):
        return _century(at - 2 if two == "the" else at - 1, at, ORDINALS[before])
    if unit == "CE" and before[:-2].isdecimal() and before[-2:] in ("th", "st", "nd", "rd"):
        return _century(at - 2 if two == "the" else at - 1, at, int(before[:-2]))
    if (
        before == "the"
        and two == "of"
        and line.low(at - 3) in ("end", "beginning", "start", "rest", "remainder", "middle")
    ):
        return _edge_of(line, at, unit)
    if before == "the" and two == "of" and unit == "Y" and line.low(at - 3) in ("months", "quarter", "half", "weeks"):
        return Found(at - 1, at + 1, "DATE", str(line.today.year), rule="relative") if line.today is not None else None
    if before == "the" and two in ("through", "during", "into") and unit == "N":
        return _named(line, at - 1, at, unit, 0, line.reference or line.today)
    if before == "all" and unit in ("D", "W", "Y", "N"):
        return Found(at - 1, at + 1, "DURATION", period("1", unit), rule="all")
    return pointed(line, at, unit)


def _century(first: int, at: int, number: int) -> Found | None:
    return Found(first, at + 1, "DATE", f"{number - 1:02}", rule="century") if 0 < number < 100 else None


def _edge_of(line: Line, at: int, unit: str) -> Found | None:
    first = at - 4 if line.low(at - 4) == "the" and at - 4 >= line.floor else at - 3
    if line.today is None or unit not in ("Y", "MO", "W", "DE", "CE") or first < line.floor:
        return None
    value, _ = _moved(line, line.today, 0, unit)
    return Found(first, at + 1, "DATE", value, EDGES.get(line.low(at - 3), ""), rule="edge")


def _beside(line: Line, at: int, unit: str, after: str) -> Found | None:
    """“the day before.”, “the year after.”: counted from the day named last; with an event behind it we cannot tell."""
    following = line.low(at + 2)
    base = _last_named(line, unit)
    if base is None or (
        following and (following[0].isalnum() and following not in ("and", "that", "when", "in", "as", "at"))
    ):
        return None
    if following in ("that", "when"):
        return None
    value, day = _moved(line, base, -1 if after == "before" else 1, unit)
    return Found(at - 1, at + 2, "DATE", value, rule="reference", day=day)


def _one(line: Line, at: int, unit: str, before: str, after: str) -> Found | None:
    """“a year”, “one day”, “half an hour”, “a week ago”, and the “a year” of “$5 million a year”."""
    first = at - 1
    count = "1"
    if before in ("full", "whole", "single"):
        first = at - 2
    elif before == "half":
        count = ".5"
        first = at - 2 if line.low(at - 2) == "a" else at - 1
    elif before in ("a", "an") and line.low(at - 2) == "half":
        count, first = ".5", at - 2
    if first < line.floor or line.low(first - 1) in ("wait", "wait,", "hold", "hang"):
        return None
    if after in ("ago", "earlier", "later", "from", "old") or count == ".5":
        whole = count if count == "1" else "0.5"
        found = _counted(line, first, at, whole, unit)
        if count == ".5" and found is not None and found.type == "DURATION":
            found.value = HALVES.get(unit, found.value)
        return found
    outside = line.low(first - 1)
    if before == "a" and _is_rate(line, first, outside):
        start = first - 1 if outside in ("twice", "once") else first
        return Found(start, at + 1, "SET", period("1", unit), rule="rate")
    if before == "one" and unit in ("D", "N") and not (outside in PREPOSITIONS or outside in ("than", "only", "just")):
        return None
    if before == "a" and unit == "D" and after in ("when", "that"):
        return None
    if before == "a" and unit == "D" and after not in ("after", "before", "of", "in") and outside not in PREPOSITIONS:
        return None
    if after == "and" and line.low(at + 2) == "a" and line.low(at + 3) == "half":
        begin, mod = line.modified(first)
        value = {"H": "PT90M", "Y": "P18M", "D": "PT36H", "M": "PT90S"}.get(unit, period("1.5", unit))
        return Found(begin, at + 4, "DURATION", value, mod, rule="counted")
    begin, mod = line.modified(first)
    return Found(begin, at + 1, "DURATION", period("1", unit), mod, rule="one")


def _is_rate(line: Line, first: int, outside: str) -> bool:
    if outside in _TIMES or outside in (
        "million",
        "billion",
        "percent",
        "thousand",
        "dollars",
        "%",
        "trillion",
        "hundred",
    ):
        return True
    if outside[:1].isdecimal():
        return True
    return (
        outside.endswith("s")
        and len(outside) > 4
        and outside not in PREPOSITIONS
        and (
            line.low(first - 2)[:1].isdecimal() or line.low(first - 2) in ("million", "billion", "thousand", "hundred")
        )
    )


def _relative(line: Line, at: int, unit: str, before: str, two: str) -> Found | None:
    """“last week”, “this month”, “the past year”, “the next day”, “that year”."""
    shift, first = _SHIFTS[before], at - 1
    is_counted_from_reference = before in ("previous", "following", "same", "that") or (
        before == "next" and two == "the"
    )
    if two in ("the", "this", "these") and at - 2 >= line.floor:
        first = at - 2
    if before in ("past", "coming", "last") and two in ("the", "this") and unit not in ("D", "N"):
        if before == "last" and two == "the" and unit == "W" or before == "past" and two == "this":
            return _named(line, first, at, unit, -1, line.today)
        if before != "coming":
            return Found(first, at + 1, "DURATION", period("1", unit), rule="past", anchor="past")
    if unit in ("S", "M", "H"):
        return (
            None
            if before == "that" or (before, unit) == ("last", "M")
            else Found(first, at + 1, "DURATION", period("1", unit), rule="past")
        )
    if before == "that" and unit in ("D", "N", "W", "MO", "Y") and line.reference is None and line.named_month is None:
        return None
    base = _last_named(line, unit) if is_counted_from_reference else line.today
    start = first
    edge = ""
    outside = line.low(first - 1)
    if outside in ("earlier", "later", "early", "late", "sometime") and first - 1 >= line.floor:
        start, edge = first - 1, EDGES.get(outside, "")
    elif outside == "of" and line.low(first - 2) in ("end", "beginning", "start") and first - 2 >= line.floor:
        start = first - 3 if line.low(first - 3) == "the" and first - 3 >= line.floor else first - 2
        edge = EDGES[line.low(first - 2)]
    found = _named(line, start, at, unit, shift, base)
    if found is not None:
        found.mod = edge
    return found


def _last_named(line: Line, unit: str) -> date | None:
    """The day that “the month before” and “that year” are counted from; a month may be named without a day."""
    if unit == "MO" and line.named_month is not None:
        return date(*line.named_month, 1)
    if unit == "Y" and line.named_year and not line.is_near:
        return date(line.named_year, 1, 1)
    return line.reference or line.today


def _named(line: Line, first: int, at: int, unit: str, shift: int, base: date | None) -> Found | None:
    if base is None:
        return Found(first, at + 1, "DATE", _unknown(unit), rule="relative")
    if unit == "Q" and shift < 0 and line.low(at - 1) == "previous" and line.named_quarter:
        value = quarter_beside(line.named_quarter, shift)
        return Found(first, at + 1, "DATE", value, rule="reference") if value else None
    if unit == "Q":
        year, month = days.moved_months(base, 3 * shift)
        return Found(first, at + 1, "DATE", f"{year}-Q{(month + 2) // 3}", rule="relative")
    value, day = _moved(line, base, shift, unit)
    if unit == "N":
        return Found(first, at + 1, "TIME", value + "TNI", rule="relative", day=day)
    return Found(first, at + 1, "DATE", value, rule="relative", day=day)
