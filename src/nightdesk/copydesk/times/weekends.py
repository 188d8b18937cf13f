"""“this weekend”, “the past weekend”, “every weekend”."""

from datetime import timedelta

from nightdesk.copydesk.times import days
from nightdesk.copydesk.times.dates import ANY
from nightdesk.copydesk.times.line import Found, Line


def weekend(line: Line, at: int, before: str, plural: bool) -> Found | None:
    if plural:
        return Found(at, at + 1, "SET", f"{ANY}-WXX-WE", rule="weekend") if before in ("on", "and", "") else None
    if before in ("every", "each"):
        return Found(at - 1, at + 1, "SET", f"{ANY}-WXX-WE", quant=before.upper(), rule="weekend")
    if before not in ("this", "last", "next", "the", "past", "coming", "that", "day", "all"):
        return None
    first = at - 2 if before in ("past", "coming") and line.low(at - 2) in ("the", "this") else at - 1
    if line.today is None or first < line.floor:
        return Found(max(first, line.floor), at + 1, "DATE", f"{ANY}-WXX-WE", rule="weekend")
    shift = {"last": -1, "past": -1, "next": 1}.get(before, 0)
    if before == "the" and not line.is_future(first, at + 1) and line.today.isoweekday() < 6:
        shift = -1
    if (
        before == "this"
        and line.today.isoweekday() < 4
        and not line.is_future(first, at + 1)
        and line.low(at - 2) == "past"
    ):
        shift = -1
    week = days.week_of(line.today + timedelta(weeks=shift))
    return Found(first, at + 1, "DATE", f"{week}-WE", rule="weekend")
