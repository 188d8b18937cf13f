"""Dates with a name: weekdays, months and days of them, years, decades, feasts, seasons, “today”."""

from datetime import date, timedelta

from nightdesk.copydesk.grammar import PREPOSITIONS
from nightdesk.copydesk.times import days
from nightdesk.copydesk.times.line import Found, Line
from nightdesk.copydesk.times.vocabulary import EDGES, MONTHS, ORDINALS, PARTS, SEASONS, WEEKDAYS
from nightdesk.copydesk.wordlist import listed

ANY = "X" * 4  # a year, or a year and week, that cannot be told
_IN = listed("""
    in since of by until till from to through during for before after last next this late early mid into every each
""")


def weekday(line: Line, at: int) -> Found | None:
    """“Tuesday”, “last Tuesday morning”, “every Monday”, “Tuesdays”."""
    low = line.low(at)
    if not line.is_capital(at) or (low.endswith(".") and low[:3] in ("sat", "sun", "wed") and not line.low(at + 1)):
        return None
    number, first, last = WEEKDAYS[low], at, at + 1
    before = line.low(at - 1) if at - 1 >= line.floor else ""
    if low.endswith("s") and not low.endswith("."):
        if low not in _PLURAL_DAYS:
            return None
        return Found(at, last, "SET", f"{ANY}-WXX-{number}", quant="EVERY", rule="weekday")
    if before in ("every", "each"):
        return Found(at - 1, last, "SET", f"{ANY}-WXX-{number}", quant=before.upper(), rule="weekday")
    if (
        line.is_capital(at + 1)
        and line.low(at + 1) in ("night", "morning")
        and line.low(at + 2) in ("live", "football")
    ):
        return None
    if before in ("following", "previous") and line.low(at - 2) not in ("the", "this"):
        before = ""  # “Following Wednesday’s vote”: after it
    if before in ("last", "next", "this", "past", "coming", "previous", "following", "early", "late"):
        first = at - 1
        if (
            before in ("past", "coming", "following", "previous")
            and line.low(at - 2) in ("this", "the")
            and at - 2 >= line.floor
        ):
            first = at - 2
    month = at + 1 if line.low(at + 1) != "," else at + 2
    dated = month_name(line, month) if line.low(month) in MONTHS else None
    if dated is not None and (dated.day is not None or "-" in dated.value[5:]):
        dated.first = first
        return _with_part(line, dated)
    day = _weekday(line, number, before, first, last)
    value = day.isoformat() if day is not None else f"{ANY}-WXX-{number}"
    mod = EDGES.get(before, "") if before in ("early", "late") else ""
    return _with_part(line, Found(first, last, "DATE", value, mod, rule="weekday", day=day))


_PLURAL_DAYS = frozenset(name for name in WEEKDAYS if name.endswith("days"))


def _weekday(line: Line, number: int, before: str, first: int, last: int) -> date | None:
    today = line.today
    if today is None:
        return None
    if before in ("last", "past", "previous"):
        return days.weekday_on_or_before(today - timedelta(days=1), number)
    if before == "next":
        found = days.weekday_on_or_after(today + timedelta(days=1), number)
        return (
            found
            if (found - today).days > 3 or found.isocalendar()[1] != today.isocalendar()[1]
            else found + timedelta(days=7)
        )
    if before in ("coming", "following"):
        is_told = before == "following" and line.is_near and line.reference is not None and line.reference.year < 9000
        base = line.reference if is_told and line.reference is not None else today
        return days.weekday_on_or_after(base + timedelta(days=1), number)
    if before in ("this", "through") or line.is_future(first, last):
        return days.weekday_on_or_after(today, number)
    return days.weekday_on_or_before(today, number)


def _with_part(line: Line, found: Found) -> Found:
    """Add “morning” or “night” after a day."""
    at = found.last
    if line.low(at) == "'s":
        return found
    if line.low(at) in ("early", "late") and line.low(at + 1) in PARTS:
        at += 1
    if line.low(at) in PARTS and found.type == "DATE":
        found.last, found.type, found.value = at + 1, "TIME", f"{found.value}T{PARTS[line.low(at)]}"
    return found


def month_name(line: Line, at: int) -> Found | None:
    """“January”, “Jan. 26”, “January 26, 2024”, “26 January 2024”, “early March”."""
    low = line.low(at)
    if not line.is_capital(at):
        return None
    month, first, last = MONTHS[low], at, at + 1
    day = _day_number(line, at + 1)
    if day:
        last = at + 2
    elif at - 1 >= line.floor and (day := _day_number(line, at - 1)) and line.low(at - 2) != "$":
        first = at - 1
        if line.low(at - 2) == "the" and at - 2 >= line.floor:
            first = at - 2
    elif (
        at - 2 >= line.floor
        and line.low(at - 1) == "of"
        and (day := _day_number(line, at - 2) or ORDINALS.get(line.low(at - 2), 0))
    ):
        first = at - 3 if line.low(at - 3) == "the" and at - 3 >= line.floor else at - 2
    year, last = _year_after(line, last)
    if (month, day) == (9, 11) and line.low(last) in (
        "attack",
        "attacks",
        "terrorist",
        "terror",
        "hijackers",
        "hijackings",
    ):
        year = year or 2001
    before = line.low(first - 1) if first - 1 >= line.floor else ""
    if (
        low in ("may", "march", "august", "june", "april")
        and not day
        and not year
        and not _is_month_here(line, at, before)
    ):
        return None
    if before in ("every", "each") and not day and year is None:
        return Found(first - 1, last, "SET", f"{ANY}-{month:02}", quant=before.upper(), rule="month")
    first, mod = _edge(line, first, before)
    if year is None and (begun := _range_begins(line, first, before)) is not None:
        year = begun[0] if month >= begun[1] else begun[0] + 1
    if year is None:
        year = _year_of_month(line, month, day, before, first, last)
    if year is None:
        value, named = (f"{ANY}-{month:02}" + (f"-{day:02}" if day else "")), None
    else:
        value = f"{year}-{month:02}" + (f"-{day:02}" if day else "")
        named = _day(year, month, day) if day else None
        line.named_month, line.month_ends = (year, month), last
    return _with_part(line, Found(first, last, "DATE", value, mod, rule="month", day=named))


def _range_begins(line: Line, first: int, before: str) -> tuple[int, int] | None:
    """“between November and April”, “March 1 to April 30”: the end of a range comes after its beginning."""
    is_range = (
        before in ("to", "through", "until") or before == "and" and "between" in line.lows[max(0, first - 5) : first]
    )
    return line.named_month if is_range and line.month_ends == first - 1 else None


def _edge(line: Line, first: int, before: str) -> tuple[int, str]:
    """Take in “early”, “late”, “last” … and “the end of”."""
    if before in ("early", "late", "earlier", "later", "last", "next", "this"):
        return first - 1, EDGES.get(before, "")
    if before == "of" and line.low(first - 2) in ("end", "beginning", "start", "middle", "close"):
        start = first - 3 if line.low(first - 3) == "the" and first - 3 >= line.floor else first - 2
        return max(start, line.floor), EDGES[line.low(first - 2)]
    return first, ""


def _is_month_here(line: Line, at: int, before: str) -> bool:
    if line.low(at) not in ("may", "march"):
        return not line.is_capital(at + 1)  # “June Carter” is no month
    after = line.low(at + 1)
    if after and line.is_capital(at + 1) and after not in ("and",):
        return False
    if before in ("a", "his", "her", "the", "their") and after[:1].isalpha() and after not in PREPOSITIONS:
        return True  # “a March speech”, but not “the March for Bread”
    return (
        before in _IN
        or (before in ("and", "or", "between") and line.low(at - 2) in MONTHS)
        or line.low(at + 1) in ("and", "through")
    )


def _day_number(line: Line, at: int) -> int:
    word = line.low(at)
    if not word or not word[0].isdecimal():
        return 0
    digits = word.rstrip("stndrh") if word[-1] in "tdh" else word
    digits = digits.split("–")[0].split("-")[0]
    if line.low(at + 1) in ("percent", "%", "million", "people", "a.m.", "p.m.", ":", "years"):
        return 0
    return int(digits) if digits.isdecimal() and len(digits) <= 2 and 0 < int(digits) < 32 else 0


def _year_after(line: Line, at: int) -> tuple[int | None, int]:
    for skip in (0, 1):
        if skip and line.low(at) not in (",", "of"):
            break
        word = line.low(at + skip)
        if word.isdecimal() and len(word) == 4 and 1500 < int(word) < 2200:
            return int(word), at + skip + 1
    return None, at


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year_of_month(line: Line, month: int, day: int, before: str, first: int, last: int) -> int | None:
    today = line.today
    if today is None:
        return None
    here = (month, day or (today.day if month == today.month else 1))
    now = (today.month, today.day)
    if before == "last":
        return today.year if month < today.month else today.year - 1
    if before == "next" or line.low(last) == "delivery" or line.is_future(first, last):
        return today.year if here >= now or (not day and month == today.month) else today.year + 1
    if here <= now:
        return today.year
    ahead = (month - today.month) % 12
    is_soon = ahead <= 1 and day and month >= today.month and ahead * 30 + day - today.day <= 21
    is_nearer = ahead <= _NEARER and month > today.month and before != "since" and not line.is_past(first, last)
    return today.year if is_soon or is_nearer else today.year - 1


_NEARER = 4  # months: one that is so near and not told as past is the coming one


def year(line: Line, at: int) -> Found | None:
    """“2016”, “the 1990s”, “fiscal 2010”, “2008-2012”."""
    word, before = line.low(at), line.low(at - 1)
    if before in (
        "$",
        "€",
        "£",
        "no.",
        "about",
        "than",
        "route",
        "highway",
        "interstate",
        "nearly",
        "some",
        "room",
        "#",
        "least",
    ):
        return None
    if word.endswith("s"):
        first, mod = _edge(line, at, before if before != "the" else line.low(at - 2))
        value = word[:3] if word[3] != "0" or word[2] != "0" else word[:2]
        return Found(
            at - 1 if before == "the" and at - 1 >= line.floor else first, at + 1, "DATE", value, mod, rule="decade"
        )
    if not 1700 <= int(word[:4]) <= 2100 or line.low(at + 1) in _COUNTED:
        return None
    if line.text(at + 1) == "," and line.text(at + 2)[:1].isdecimal() and before in (",", "of"):
        return None
    first, mod = _edge(line, at, before)
    if before in ("fiscal", "year") and at - 1 >= line.floor:
        first = at - 2 if line.low(at - 2) == "fiscal" and at - 2 >= line.floor else at - 1
    return Found(first, at + 1, "DATE", word[:4], mod, rule="year")


_COUNTED = listed("""
    people votes jobs percent % miles feet square troops workers dollars points students homes residents acres
    pounds employees members soldiers deaths cases a.m. p.m. hours gmt est edt et block copies families
""")


def short_decade(line: Line, at: int) -> Found | None:
    """“the ’80s”: the mark is a token before."""
    word = line.low(at)
    if line.text(at - 1) not in ("’", "'", "‘"):
        return None
    first = at - 2 if line.low(at - 2) in ("the", "mid") else at - 1
    century = "20" if word[0] in "01" else "19"
    return Found(max(first, line.floor), at + 1, "DATE", century + word[0], rule="decade")


def feast(line: Line, at: int, words: tuple[str, ...]) -> Found | None:
    """“Christmas Eve”, “last Thanksgiving”, “Labor Day weekend”."""
    last = at + len(words)
    if tuple(line.lows[at:last]) != words or not line.is_capital(at):
        return None
    given, end = _year_after(line, last)
    before = line.low(at - 1)
    first = at - 1 if before in ("last", "next", "this") and at - 1 >= line.floor else at
    if given is None and line.today is None:
        return Found(first, last, "DATE", ANY, rule="feast")
    find = days.FEAST_TOKENS[words]
    if given is not None:
        found = find(given)
    else:
        end = last
        year_here = line.today.year if line.today else 1
        found = find(year_here)
        if line.today and (before == "next" or line.is_future(first, last)):
            found = found if found >= line.today else find(year_here + 1)
        elif line.today and found > line.today and (found - line.today).days > (45 if before != "last" else 0):
            found = find(year_here - 1)
    return _with_part(line, Found(first, end, "DATE", found.isoformat(), rule="feast", day=found))


def season(line: Line, at: int) -> Found | None:
    """“last summer”, “in the fall of 2012”, “spring 2014”."""
    low, before = line.low(at), line.low(at - 1)
    given, end = _year_after(line, at + 1)
    if before in ("every", "each") and at > line.floor:
        return Found(at - 1, at + 1, "SET", f"{ANY}-{SEASONS[low]}", quant=before.upper(), rule="season")
    is_placed = before in ("last", "this", "next", "past") or (
        before in ("the", "early", "late", "mid") and line.low(at - 2) in _IN | {"late", "early", "over", "throughout"}
    )
    if given is None and not (is_placed or (before in ("in", "by", "during", "since", "until") and low != "fall")):
        return None
    first = (
        at - 1 if before in ("last", "this", "next", "past", "the", "early", "late", "mid") and at > line.floor else at
    )
    if given is None:
        if line.today is None:
            return Found(first, at + 1, "DATE", f"{ANY}-{SEASONS[low]}", rule="season")
        given, end = _year_of_season(line, SEASONS[low], before, first), at + 1
    return Found(first, end, "DATE", f"{given}-{SEASONS[low]}", EDGES.get(before, ""), rule="season")


_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def _year_of_season(line: Line, code: str, before: str, first: int) -> int:
    assert line.today is not None
    today, month = line.today, _SEASON_STARTS[code]
    if before == "last":
        return today.year - 1 if month + 2 >= today.month or code == "WI" else today.year
    if before == "next":
        return today.year + 1 if today.month >= month else today.year
    if before == "this" or line.is_future(first, first + 1):
        return today.year if code != "WI" or today.month > 2 else today.year - 1
    return today.year if month <= today.month else today.year - 1


def _moved(line: Line, shift: int) -> date | None:
    return line.today + timedelta(days=shift) if line.today is not None else None


def deictic(line: Line, at: int) -> Found | None:
    """“today”, “yesterday”, “tomorrow”, “tonight”."""
    low = line.low(at)
    if line.is_capital(at) and line.low(at - 1) in ("usa", "sports"):
        return None
    shift = {"yesterday": -1, "tomorrow": 1}.get(low, 0)
    first = at
    if low in ("yesterday", "tomorrow") and line.low(at - 1) in ("before", "after") and line.low(at - 2) == "day":
        shift, first = shift * 2, at - 3 if line.low(at - 3) == "the" else at - 2
    day = _moved(line, shift)
    value = day.isoformat() if day is not None else f"{ANY}-XX-XX"
    if low == "tonight":
        return Found(first, at + 1, "TIME", value + "TNI", rule="deictic", day=day)
    if first == at and line.low(at - 1) in ("earlier", "late", "early", "later") and at > line.floor:
        first = at - 1
    return _with_part(line, Found(max(first, line.floor), at + 1, "DATE", value, rule="deictic", day=day))
