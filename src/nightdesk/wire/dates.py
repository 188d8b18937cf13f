"""Moments as wires write them: every one aware and in UTC, none of them guessed."""

import email.utils
import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

import ciso8601

from nightdesk.wire.item import Embargo, WireFault

LONGEST = 80  # characters; a longer text is no date
LANGUAGES = ["en", "fr", "de", "es", "it", "pt", "nl", "sv", "da", "nb"]  # in which spelt-out dates are tried
_WIDEST = timedelta(hours=14)
_STEP = timedelta(minutes=15)  # no zone of today lies between two quarters of an hour

# Hours from UTC of the zone names that mean one thing to a newsroom; IST, which means three, is left out.
ZONES = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2,
    "EET": 2, "EEST": 3, "MSK": 3, "SAST": 2, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "AWST": 8, "NZST": 12,
    "NZDT": 13, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9,
    "AKDT": -8, "HST": -10,
}  # fmt: skip
_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}

_LONGEST_DAY = len("2026-11-25")
# Months as others write them where RFC 822 wants English; none of them means two.
_MONTHS |= {
    "mai": 5, "maj": 5, "mag": 5, "okt": 10, "ott": 10, "out": 10, "dez": 12, "des": 12, "dic": 12, "ene": 1, "gen": 1,
    "fev": 2, "abr": 4, "giu": 6, "lug": 7, "ago": 8, "set": 9,
}  # fmt: skip
_DAY_ONLY = re.compile(r"\d{4}(?:-?\d\d(?:-?\d\d)?)?")
_ISO = re.compile(
    r"(\d{4})[-/]?(\d\d)[-/]?(\d\d)[Tt\s]?\s*(\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d{1,9}))?)?\s*"
    r"([A-Za-z]{1,5}|(?:GMT|UTC)?[+\u2212-]\d{1,2}:?(?:\d\d)?)?(?:\[[A-Za-z_/+-]{1,40}\])?"
)
_RFC822 = re.compile(
    r"(?:[A-Za-z]{2,9}\.?,?\s*)?(\d{1,2})[\s-]+([A-Za-z]{3,9})\.?,?[\s-]+(\d{4}|\d\d)[\s,T]+"
    r"(\d{1,2}):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?\s*([A-Za-z]{1,5}|(?:GMT|UTC)?[+\u2212-]\d{1,2}:?(?:\d\d)?)?(?:\s*\([^()]*\))?"
)
_ANPA = re.compile(r"(\d\d)-(\d\d)-(\d\d)[\s,]+(\d\d)(\d\d)\s*([A-Za-z]{1,4})?")
_SLASHES = re.compile(r"\b(\d{1,2})/(\d{1,2})/\d")  # month or day first: nobody can tell
_HALF_DAY = re.compile(r"\d\s*[ap]\.?m\b", re.IGNORECASE)
_OFFSET_AT_END = re.compile(r"\d([+-])(\d\d):?(\d\d)$")
_OFFSET = re.compile(r"(?:GMT|UTC)?([+\u2212-])(\d{1,2}):?(\d\d)?")
_SPELT = re.compile(r"(?=.*\b\d{4}\b)(?=.*\b\d{1,2}[:.h]\d\d)(?=.*[^\W\d_]{3,})", re.DOTALL)


def parse_date(text: str, *, zone: tzinfo | None = None, spelt: bool = True) -> datetime:
    """Return the moment a wire means, in UTC.

    A time without a zone is read in ``zone``, which a profile or the message itself gives; without one it
    cannot be placed. ``spelt=False`` leaves out the slow last resort (dates spelt out in a language).
    Raises WireFault("date", …) when no dialect fits, when a day has no time, or when the offset cannot be.
    """
    words = text.strip()
    if not words or len(words) > LONGEST:
        raise WireFault("date", "There is no date here." if not words else "This is too long for a date.")
    try:
        return _place(_read(words, zone, spelt), zone, words)
    except (ValueError, OverflowError) as fault:
        if isinstance(fault, WireFault):
            raise
        raise WireFault("date", f"“{words}” is no date that we can read.") from fault


def parse_embargo(text: str, *, zone: tzinfo | None = None) -> Embargo:
    """Return the embargo that the words mean; words that cannot be read hold the item until told otherwise."""
    words = " ".join(text.split())
    try:
        return Embargo(parse_date(words, zone=zone), words)
    except WireFault:
        return Embargo(None, words)


def offset_of(text: str) -> timezone | None:
    """Return the offset that a numeric moment names, or None; ``Z`` says how it was sent and nothing about where."""
    found = _OFFSET_AT_END.search(text.strip())
    if not found:
        return None
    away = timedelta(hours=int(found[2]), minutes=int(found[3]))
    away = away if found[1] == "+" else -away
    return timezone(away) if abs(away) <= _WIDEST and not away % _STEP else None


def parse_day(text: str) -> date:
    """Return a day without a time; raises WireFault when it is none."""
    words = text.strip()
    try:
        if _DAY_ONLY.fullmatch(words) and len(words) >= 8:
            return date.fromisoformat(words)
    except ValueError:
        pass
    raise WireFault("date", f"“{words[:LONGEST]}” is no day that we can read.")


def _read(words: str, zone: tzinfo | None, spelt: bool) -> datetime:
    if len(words) <= _LONGEST_DAY:
        if _DAY_ONLY.fullmatch(words):
            raise WireFault("date", f"“{words}” names a day but no time.")
    else:
        try:
            return ciso8601.parse_datetime(words)
        except ValueError:
            pass
    if found := _ISO.fullmatch(words):
        return _moment(found[1], found[2], found[3], found[4], found[5], found[6], found[7], found[8])
    if found := _RFC822.fullmatch(words):
        month = _MONTHS.get(found[2][:3].lower())
        if month:
            return _moment(_year(found[3]), month, found[1], found[4], found[5], found[6], found[7], found[8])
    if found := _ANPA.fullmatch(words):
        return _moment(_year(found[3]), found[1], found[2], found[4], found[5], None, None, found[6])
    return _read_otherwise(words, spelt)


def _read_otherwise(words: str, spelt: bool) -> datetime:
    """Try the e-mail library, which forgives much, then dateparser for months spelt in a language."""
    if (found := _SLASHES.search(words)) and found[1] != found[2] and int(found[1]) <= 12 and int(found[2]) <= 12:
        raise WireFault("date", f"“{words}” can mean two days.")
    parts = email.utils.parsedate_tz(words)
    if parts and ":" in words and len(words) > 12 and not _HALF_DAY.search(words):
        offset = parts[9]
        known = offset is not None and (offset or re.search(r"(?:\b(?:GMT|UTC?|Z)|[+-]0000)\b", words))
        return datetime(
            *parts[:6], tzinfo=timezone(timedelta(seconds=offset)) if known and offset is not None else None
        )
    if spelt and _SPELT.match(words):
        import dateparser

        rules = {"STRICT_PARSING": True, "PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["day", "month", "year"]}
        if found := dateparser.parse(words, languages=LANGUAGES, settings=rules):
            return found
    raise WireFault("date", f"“{words}” is no date that we can read.")


def _moment(year: str | int, month: str | int, day: str, hour: str, minute: str, second: str | None,
            fraction: str | None, zone: str | None) -> datetime:  # fmt: skip
    micro = int((fraction or "0")[:6].ljust(6, "0"))
    leap = second == "60"
    known = _zone(zone) if zone else None
    moment = datetime(
        int(year), int(month), int(day), int(hour), int(minute), 59 if leap else int(second or 0), micro, known
    )
    return moment + timedelta(seconds=1) if leap else moment


def _zone(name: str) -> timezone:
    if (hours := ZONES.get(name.upper())) is not None:
        return timezone(timedelta(hours=hours))
    if found := _OFFSET.fullmatch(name):
        away = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
        return timezone(away if found[1] == "+" else -away)
    raise WireFault("date", f"“{name}” is a time zone that can mean more than one.")


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < 69 else 1900)


def _place(moment: datetime, zone: tzinfo | None, words: str) -> datetime:
    if moment.tzinfo is None:
        if zone is None:
            raise WireFault("date", f"“{words}” has no time zone.")
        moment = moment.replace(tzinfo=zone)
    away = moment.utcoffset()
    if away is None or abs(away) > _WIDEST or away % _STEP:
        raise WireFault("date", f"“{words}” has an offset that no time zone has.")
    return moment.astimezone(UTC)
