"""What a house would write otherwise in one text: each rule yields changes outside quotations. Linear."""

import re
from collections.abc import Callable, Iterator

from nightdesk.copydesk.housestyle.house import House
from nightdesk.copydesk.housestyle.states import POSTAL, SHORT
from nightdesk.copydesk.markup import Change
from nightdesk.copydesk.quotation import is_quoted, quoted
from nightdesk.copydesk.wordlist import listed_in_order

Rule = Callable[[str, House], Iterator[Change]]

_DASH = re.compile(r"(?<=[\w.,!?%)”’\"]) ?(?:—|--) ?(?=[\w“‘\"($])|(?<=[\w%)”’\"]) – (?=[\w“‘\"($])")


def dashes(text: str, house: House) -> Iterator[Change]:
    """Between words a dash has a space on both sides, or on none."""
    wanted = {"spaced": " — ", "closed": "—"}[house.dashes]
    for found in _DASH.finditer(text):
        if found[0] != wanted:
            yield Change(found.start(), found.end(), wanted, "House style: dashes")


_TOWN = r"(?<=[a-z], )"
_STATE = {
    "short": re.compile(_TOWN + "(" + "|".join(sorted(SHORT, key=len, reverse=True)) + r")(?=[,;.) ]|$)"),
    "full": re.compile(_TOWN + "(" + "|".join(map(re.escape, sorted(SHORT.values(), key=len, reverse=True))) + ")"),
}
_POST = re.compile(_TOWN + "(" + "|".join(POSTAL) + r")(?=[,;.) ]|$)")
_FULL = {short: full for full, short in SHORT.items()}


def states(text: str, house: House) -> Iterator[Change]:
    """A state behind a town is abbreviated, or written in full; never a postal code."""
    for found in _STATE[house.states].finditer(text):
        if house.states == "short":
            end = found.end() + (text[found.end() : found.end() + 1] == ".")
            yield Change(found.start(), end, SHORT[found[1]], "House style: states")
        else:
            stop = "." if found.end() == len(text) or text[found.end() : found.end() + 2].rstrip().isupper() else ""
            yield Change(found.start(), found.end(), _FULL[found[1]] + stop, "House style: states")
    for found in _POST.finditer(text):
        full = POSTAL[found[1]]
        short = SHORT.get(full, full) if house.states == "short" else full
        end = found.end() + (short.endswith(".") and text[found.end() : found.end() + 1] == ".")
        yield Change(found.start(), end, short, "House style: states")


_COUNTRY = {"U.S.": re.compile(r"(?<![\w.$-])US(?![\w$.-]|’|')"), "US": re.compile(r"(?<![\w.])U\.S\.(?![A-Z]\.)")}


def country(text: str, house: House) -> Iterator[Change]:
    """“U.S.” or “US”, one of them; a text in capitals is left alone."""
    if text.isupper():
        return
    for found in _COUNTRY[house.country].finditer(text):
        ends = house.country == "US" and re.match(r"$| [A-Z“]", text[found.end() : found.end() + 2])
        stop = "." if ends and (found.end() == len(text) or _starts_sentence(text, found.end() + 1)) else ""
        yield Change(found.start(), found.end(), house.country + stop, "House style: U.S.")


def _starts_sentence(text: str, at: int) -> bool:
    """Say whether a word that only a sentence begins with stands there."""
    return bool(re.match(r"(?:The|He|She|It|They|We|But|And|In|On|At|A|An|That|This|There)\b", text[at : at + 8]))


_WORDS = listed_in_order("""
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
""")
_FIGURES = {word: str(number) for number, word in enumerate(_WORDS) if number > 9}
_UNITS = (
    r"percent|million|billion|trillion|mile|feet|foot|inch|a\.m|p\.m|am\b|pm\b|point|degree|cent|dollar|pound|ounce|yard"
    r"|meter|kilo|and |to |or |of |o[’']clock|cup|tablespoon|teaspoon|km|kg|mph"
)
_SMALL = re.compile(rf"(?<=[a-z] )([2-9]) (?=[a-z]+)(?!{_UNITS})")
_NUMBERED = re.compile(
    r"(?:page|room|district|route|highway|channel|ward|chapter|level|grade|No\.|age|aged|by|about|at) $"
)
_LARGE = re.compile(r"(?<=[a-z] )(" + "|".join(_FIGURES) + r") (?=[a-z]{3,})")


def numerals(text: str, house: House) -> Iterator[Change]:
    """Nine and below in words, 10 and above in figures; not units, ages, and numbers that are names."""
    for found in _SMALL.finditer(text):
        if not _NUMBERED.search(text, max(0, found.start() - 12), found.start()):
            yield Change(found.start(1), found.end(1), _WORDS[int(found[1])], "House style: numerals")
    for found in _LARGE.finditer(text):
        yield Change(found.start(1), found.end(1), _FIGURES[found[1]], "House style: numerals")


_HOUR = re.compile(r"(?<![\w:.$-])(\d{1,2})(:\d\d)? ?([aApP])\.?([mM])(?:\.(?=[mM\W]|$)|(?![\w.]))")


def hours(text: str, house: House) -> Iterator[Change]:
    """“9 a.m.” or “9 AM”; full hours without “:00”."""
    for found in _HOUR.finditer(text):
        minutes = "" if found[2] in (None, ":00") else found[2]
        half = (f"{found[3]}.m." if house.hours == "a.m." else f"{found[3]}M").lower()
        wanted = f"{int(found[1])}{minutes} {half if house.hours == 'a.m.' else half.upper()}"
        if 0 < int(found[1]) < 13 and found[0] != wanted:
            yield Change(found.start(), found.end(), wanted, "House style: hours")


RULES: tuple[tuple[str, Rule], ...] = (
    ("dashes", dashes),
    ("states", states),
    ("country", country),
    ("numerals", numerals),
    ("hours", hours),
)


def proposals(text: str, house: House, *, is_headline: bool = False) -> list[Change]:
    """Return what the house would write otherwise, in order and apart; nothing inside quotations."""
    wanted = [
        change
        for name, rule in RULES
        if getattr(house, name) and not (is_headline and name in ("country", "states"))
        for change in rule(text, house)
    ]
    if not wanted:
        return wanted
    spans = quoted(text)
    made: list[Change] = []
    for change in sorted(wanted, key=lambda change: (change.start, change.end)):
        if not is_quoted(spans, change.start, change.end) and (not made or change.start >= made[-1].end):
            made.append(change)
    return made
