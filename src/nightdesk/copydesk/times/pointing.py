"""“the quarter”, “the year”, “the day”: a unit with nothing but “the” before it points at the last one of its kind."""

from datetime import date

from nightdesk.copydesk.times import days
from nightdesk.copydesk.times.dates import ANY
from nightdesk.copydesk.times.line import Found, Line
from nightdesk.copydesk.wordlist import listed

_BEFORE = listed("for of in during throughout over earlier later into by on within")
_ENDS = listed("was were is has had to with and but while when compared it they he she the from rose fell at")
_SPANS = listed("ended ending to through that since")  # “in the year to March”: a length, not that year


def pointed(line: Line, at: int, unit: str) -> Found | None:
    """Return what “the” and a unit at ``at`` mean, or None when something behind them says which one it is."""
    first, after = at - 1, line.low(at + 1)
    if first < line.floor or line.low(first) != "the":
        return None
    if unit in ("Y", "MO", "Q") and line.low(first - 1) in ("in", "for") and after in _SPANS and after != "that":
        return Found(first, at + 1, "DURATION", f"P1{unit[0]}", rule="one")
    if unit == "D" and line.low(first - 1) == "in" and line.low(first - 2) in ("later", "earlier", "early", "late"):
        day = line.reference or line.today  # “later in the day”
        value = day.isoformat() if day is not None else ""
        return Found(max(first - 2, line.floor), at + 1, "DATE", value, rule="relative", day=day) if value else None
    is_period = unit == "Q" and line.low(first - 1) in ("for", "in", "of", "during")
    is_open = not is_period and bool(after) and after[0].isalnum() and after not in _ENDS
    is_placed = line.low(first - 1) in _BEFORE or first == 0 or line.low(first - 1) in (".", "“", '"')
    if is_open or not is_placed or after in ("that", "when", "he", "she", "they", "the"):
        return None
    value, day = _value(line, unit)
    return Found(first, at + 1, "DATE", value, rule="relative", day=day) if value else None


def _value(line: Line, unit: str) -> tuple[str, date | None]:
    today = line.today
    if unit == "Q":
        return line.named_quarter or (last_quarter(today) if today is not None else ""), None
    if unit == "D":
        day = line.reference if line.is_near and line.reference is not None else None
        return (day.isoformat(), day) if day is not None else ("", None)
    if unit == "MO" and line.named_month is not None:
        return f"{line.named_month[0]}-{line.named_month[1]:02}", None
    if today is None:
        return (ANY if unit == "Y" else ""), None
    values = {"Y": f"{today.year}", "MO": f"{today:%Y-%m}", "W": days.week_of(today), "DE": f"{today.year // 10}"}
    return values.get(unit, ""), None


def last_quarter(today: date) -> str:
    """Return the quarter that ended last: what a company reports on when it says “the quarter”."""
    number = (today.month - 1) // 3
    return f"{today.year}-Q{number}" if number else f"{today.year - 1}-Q4"


def quarter_beside(value: str, shift: int) -> str:
    """Return the quarter so many after another; “” when the value is no quarter."""
    year, _, number = value.partition("-Q")
    if not number.isdecimal() or not year.isdecimal():
        return ""
    count = int(year) * 4 + int(number) - 1 + shift
    return f"{count // 4:04}-Q{count % 4 + 1}" if count >= 4 else ""
