"""Numbers before a unit: “two and a half”, “several”, “45”, “a”; written as TIMEX3 counts, X for what is vague."""

from nightdesk.copydesk.grammar import PREPOSITIONS
from nightdesk.copydesk.times.line import Line
from nightdesk.copydesk.times.vocabulary import SMALL, TENS, VAGUE
from nightdesk.copydesk.wordlist import listed

_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_FRACTIONS = {"1/2": 0.5, "1/4": 0.25, "3/4": 0.75, "½": 0.5, "¼": 0.25, "¾": 0.75}


def number_of(word: str) -> float | None:
    """Return the number that one token says: “12”, “2.5”, “1,000”, “twelve”, “twenty-two”."""
    if word[0].isdecimal():
        digits = word.replace(",", "")
        try:
            return float(digits) if len(digits) < 12 else None
        except ValueError:
            return None
    if word in SMALL:
        return SMALL[word]
    if word in TENS:
        return TENS[word]
    ten, _, one = word.partition("-")
    return TENS[ten] + SMALL[one] if ten in TENS and one in SMALL else None


def plain(number: float) -> str:
    return str(int(number)) if number == int(number) else f"{number:g}"


def count_before(line: Line, end: int) -> tuple[int, str] | None:
    """Return (first token, count) of the number that ends at token ``end``; the count is “X” when vague."""
    low = line.low(end)
    if end < line.floor:
        return None
    if low in VAGUE:
        first = end - 1 if line.low(end - 1) == "a" and end - 1 >= line.floor else end
        return first, "X"
    if low == "of" and line.low(end - 1) in (
        "couple",
        "number",
        "dozens",
        "hundreds",
        "thousands",
        "tens",
        "matter",
        "handful",
    ):
        first = end - 2 if line.low(end - 2) == "a" else end - 1
        return max(first, line.floor), "2" if line.low(end - 1) == "couple" else "X"
    if low == "half" and line.low(end - 1) == "a" and line.low(end - 2) == "and":
        return _with_half(line, end - 3)
    if low in _SCALES:
        return _scaled(line, end)
    if low in _FRACTIONS:
        whole = number_of(line.low(end - 1)) if line.low(end - 1) and end - 1 >= line.floor else None
        return (end, str(_FRACTIONS[low])) if whole is None else (end - 1, plain(whole + _FRACTIONS[low]))
    number = number_of(low)
    if number is None:
        return (end, "12") if low == "dozen" else None
    if line.low(end - 1) in ("and", "point") and line.low(end - 2) in _SCALES:
        higher = _scaled(line, end - 2)
        return (higher[0], plain(float(higher[1]) + number)) if higher else (end, plain(number))
    return end, plain(number)


def _with_half(line: Line, end: int) -> tuple[int, str] | None:
    number = number_of(line.low(end)) if line.low(end) else None
    return (end, f"{plain(number)}.5") if number is not None and end >= line.floor else None


def _scaled(line: Line, end: int) -> tuple[int, str] | None:
    scale = _SCALES[line.low(end)]
    number = number_of(line.low(end - 1)) if line.low(end - 1) else None
    if number is None:
        return (end - 1, str(scale)) if line.low(end - 1) == "a" else None
    return max(end - 1, line.floor), plain(number * scale)


def is_next_in_order(line: Line, at: int) -> bool:
    """“a second term”: a number in a row, and no length of time."""
    after = line.low(at + 1)
    return bool(after) and after[0].isalpha() and after not in PREPOSITIONS and after not in _AFTER_SECOND


_AFTER_SECOND = listed("and or but before later ago earlier that when if as the he she they it is was to too")
