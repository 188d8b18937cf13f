"""Read a story's times: each token that can begin or end one asks its rule; a word is used once."""

from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from nightdesk.copydesk.times import clock, dates, joined, quarters, units
from nightdesk.copydesk.times.days import FEAST_STARTS
from nightdesk.copydesk.times.expression import TimeExpression
from nightdesk.copydesk.times.intervals import interval
from nightdesk.copydesk.times.line import Found, Line
from nightdesk.copydesk.times.vocabulary import LONG, MONTHS, PARTS, PLURALS, REFS, SEASONS, SETS, UNITS, WEEKDAYS
from nightdesk.copydesk.tokens import Token, tokens
from nightdesk.copydesk.wordlist import listed

Rule = Callable[[Line, int], Found | None]


def _now(line: Line, at: int) -> Found | None:
    if (
        line.low(at - 1) == "from"
        or (line.low(at - 1) == "and" and line.low(at - 2) in ("then", "here", "between"))
        or line.low(at + 1) == "-"
        or (line.is_capital(at) and line.is_capital(at + 1) and not line.opens(at))
    ):
        return None
    first = at - 1 if line.low(at - 1) in ("right", "just") and at - 1 >= line.floor else at
    return Found(first, at + 1, "DATE", "PRESENT_REF", rule="ref")


def _ref(line: Line, at: int) -> Found | None:
    if line.low(at - 1) == "as" and line.low(at + 1) in ("as", "to") or line.low(at + 1) == "after":
        return None  # “as soon as possible”, “soon after”
    return Found(at, at + 1, "DATE", REFS[line.low(at)], rule="ref")


def _past_or_future(line: Line, at: int) -> Found | None:
    """“in the past”, “the near future”; “past the house” is no time."""
    low, before = line.low(at), line.low(at - 1)
    first = at - 1
    if before in ("near", "recent", "distant", "foreseeable", "not-too-distant"):
        before, first = line.low(at - 2), at - 2
    if (
        before != "the"
        or first < line.floor
        or line.low(first - 1) not in ("in", "for", "of", "from", "into", "about", "to")
    ):
        return None
    following = line.low(at + 1)
    if following and following[0].isalnum() and following not in _ENDS_REF:
        return None
    return Found(first, at + 1, "DATE", "PAST_REF" if low == "past" else "FUTURE_REF", rule="ref")


_ENDS_REF = listed("""
    and or but that when if as is was has have to he she they we i it who by with for on at the
""")


def _set(line: Line, at: int) -> Found | None:
    low = line.low(at)
    if line.is_capital(at) and (line.is_capital(at + 1) or (at and line.is_capital(at - 1))):
        return None
    return Found(at, at + 1, "SET", SETS[low], rule="set")


def _moment(line: Line, at: int) -> Found | None:
    """“at the moment”, “at this time”, “these days”."""
    if line.low(at) == "moment" and line.low(at - 1) in ("the", "this") and line.low(at - 2) in ("at", "for"):
        return Found(at - 1, at + 1, "DATE", "PRESENT_REF", rule="ref")
    if line.low(at) == "time" and line.low(at - 1) == "this" and line.low(at - 2) == "at":
        return Found(at - 1, at + 1, "DATE", "PRESENT_REF", rule="ref")
    return None


def _table() -> dict[str, Rule]:
    """Return the rule that each word wakes."""
    rules: dict[str, Rule] = dict.fromkeys(WEEKDAYS, dates.weekday)
    rules |= dict.fromkeys(UNITS, units.at_unit) | dict.fromkeys(PLURALS, units.at_unit)
    rules |= dict.fromkeys(SEASONS, dates.season) | dict.fromkeys(PARTS, clock.part)
    rules |= dict.fromkeys(MONTHS, dates.month_name) | dict.fromkeys(LONG, joined.long)
    rules |= dict.fromkeys(SETS, _set) | dict.fromkeys(REFS, _ref)
    rules |= dict.fromkeys(("today", "yesterday", "tomorrow", "tonight"), dates.deictic)
    rules |= dict.fromkeys(("a.m.", "p.m.", "am", "pm", "a.m", "p.m"), clock.half_day)
    rules |= {
        "half": quarters.half,
        "now": _now,
        "past": _past_or_future,
        "future": _past_or_future,
        "noon": clock.word,
        "midnight": clock.word,
        "o'clock": clock.oclock,
        "overnight": clock.overnight,
        ":": clock.colon,
        "moment": _moment,
        "time": _moment,
    }
    rules["night"] = _night
    rules["nights"] = lambda line, at: units.at_unit(line, at) or clock.part(line, at)
    return rules


def _night(line: Line, at: int) -> Found | None:
    return (
        units.at_unit(line, at)
        if line.low(at - 1) in ("last", "next", "one", "two")
        else clock.part(line, at) or _nights(line, at)
    )


_BEFORE_NIGHT = frozenset({"a", "per", "previous", "following", "that", "the"})


def _nights(line: Line, at: int) -> Found | None:
    return units.at_unit(line, at) if line.low(at - 1) in _BEFORE_NIGHT else None


RULES = _table()


def read(paragraphs: Sequence[str], *, published_at: datetime | None, zone: str = "UTC") -> tuple[TimeExpression, ...]:
    """Return every time expression of a story in reading order.

    ``published_at`` is aware; without it nothing that is counted from the story's day gets a place on the calendar.
    ``zone`` is the station's (“America/Chicago”). Raises ZoneInfoNotFoundError for a zone that nobody knows.
    """
    place = ZoneInfo(zone)
    moment = published_at.astimezone(place) if published_at is not None else None
    made: list[TimeExpression] = []
    line: Line | None = None
    for number, text in enumerate(paragraphs):
        line = _next_line(tokens(text), moment, line)
        for found in _found(line):
            made.append(_expression(number, text, line, found, moment, place))
    return tuple(made)


def _next_line(words: Sequence[Token], moment: datetime | None, before: Line | None) -> Line:
    line = Line(words, moment)
    if before is not None:
        line.reference, line.named_month = before.reference, before.named_month
        line.happened = before.happened
        line.named_quarter = before.named_quarter
    return line


def _found(line: Line) -> list[Found]:
    made: list[Found] = []
    for at, low in enumerate(line.lows):
        if at < line.floor:
            continue
        found = _at(line, at, low)
        if found is None:
            continue
        if found.first < line.floor:
            found.first = line.floor
        made.append(found)
        line.floor = found.last
        if found.day is not None:
            line.reference, line.is_near = found.day, True
            if line.today is not None and found.day <= line.today:
                line.happened = found.day
        if found.rule in ("year", "quarter", "half", "month") and found.value[:4].isdecimal():
            line.named_year = int(found.value[:4])
        if "-Q" in found.value:
            line.named_quarter = found.value
    return made


def _at(line: Line, at: int, low: str) -> Found | None:
    if rule := RULES.get(low):
        return rule(line, at)
    if low in FEAST_STARTS:
        for words in FEAST_STARTS[low]:
            if found := dates.feast(line, at, words):
                return found
        return None
    if low[0].isdecimal():
        return _figure(line, at, low)
    return joined.hyphened(line, at) if "-" in low else None


def _figure(line: Line, at: int, low: str) -> Found | None:
    if low.isdecimal() and len(low) == 4:
        if line.low(at + 1) == "gmt":
            return clock._dated(line, at, at + 1, f"{low[:2]}:{low[2:]}") if int(low) < 2400 else None
        return dates.year(line, at)
    if "-" in low or "–" in low:
        return joined.hyphened(line, at)
    if "/" in low:
        return joined.slashed(line, at)
    if low.endswith(("am", "pm")):
        return clock.glued(line, at)
    if low.endswith("0s") and low[:-1].isdecimal():
        return (
            dates.year(line, at)
            if len(low) == 5 and 1700 <= int(low[:4]) < 2100
            else dates.short_decade(line, at)
            if len(low) == 3
            else None
        )
    return None


def _expression(
    number: int, text: str, line: Line, found: Found, moment: datetime | None, place: ZoneInfo
) -> TimeExpression:
    start, end = line.words[found.first].start, line.words[found.last - 1].end
    begins, ends = interval(found.value, found.type, found.anchor, moment, place)
    is_relative = found.rule in ("now", "relative", "deictic", "weekday", "past", "edge")
    anchor = moment.date().isoformat() if moment is not None and is_relative else ""
    return TimeExpression(
        number,
        start,
        end,
        text[start:end],
        found.type,
        found.value,
        found.mod,
        found.quant,
        begins,
        ends,
        anchor,
        found.rule,
    )
