"""Quarters and halves of a year: “the third quarter of 2012”, “the first half of the year”."""

from nightdesk.copydesk.times.dates import ANY
from nightdesk.copydesk.times.line import Found, Line
from nightdesk.copydesk.times.vocabulary import ORDINALS


def quarter(line: Line, at: int, before: str) -> Found | None:
    """“the third quarter”, “the fourth quarter of 2012”."""
    number = ORDINALS.get(before, 0)
    if not 0 < number < 5 or line.low(at + 1) in ("when", "touchdown") or line.is_capital(at):
        return None
    first = at - 2 if line.low(at - 2) == "the" and at - 2 >= line.floor else at - 1
    year, last = None, at + 1
    if line.low(at + 1) == "of" and line.low(at + 2)[:4].isdecimal() and len(line.low(at + 2)) == 4:
        year, last = int(line.low(at + 2)), at + 3
    elif line.today is not None:
        is_here = number <= (line.today.month + 2) // 3 or line.is_future(first, at + 1)
        year = line.today.year if is_here else line.today.year - 1
    value = f"{year if year is not None else ANY}-Q{number}"
    return Found(first, last, "DATE", value, rule="quarter")


def half(line: Line, at: int) -> Found | None:
    """“the first half of 2012”, “the second half of the year”."""
    number = {"first": 1, "second": 2}.get(line.low(at - 1), 0)
    if not number or line.low(at + 1) != "of":
        return None
    first = at - 2 if line.low(at - 2) == "the" and at - 2 >= line.floor else at - 1
    word = line.low(at + 2)
    if word.isdecimal() and len(word) == 4:
        return Found(first, at + 3, "DATE", f"{word}-H{number}", rule="half")
    shift = {"this": 0, "the": 0, "last": -1, "next": 1}.get(word)
    if shift is None or line.low(at + 3) != "year" or line.today is None or first < line.floor:
        return None
    return Found(first, at + 4, "DATE", f"{line.today.year + shift}-H{number}", rule="half")
