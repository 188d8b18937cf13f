"""Dated statements about the future: what a newsroom writes into its daybook, to look later whether it came true. Pure.

A line is a sentence with a verb that says what will be, and a time after the story's own that has its place on the
calendar, in one clause. Precision first: conditions, negations, questions, wishes and quoted words make no line.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from nightdesk.copydesk import times
from nightdesk.copydesk.grammar import is_adverb
from nightdesk.copydesk.quotation import is_quoted, quoted
from nightdesk.copydesk.times import TimeExpression
from nightdesk.copydesk.tokens import Token, tokens
from nightdesk.copydesk.wordlist import listed

LONGEST = timedelta(days=32)  # a month is a time to look; a season or a year is none
FARTHEST = timedelta(days=400)
_AFTER, _BEFORE = 22, 18  # tokens between the verb and a time behind or in front of it
_NEAR = 7  # between a timetable's present tense and its time
_OPENING = 9  # a time in front of the verb opens the sentence

_CUE = re.compile(
    r"\b(?:will|scheduled|slated|set|due|expected|planned|plans?|intends?|begins|starts|opens|reopens|resumes|ends|closes"
    r"|expires|takes (?:effect|place))\b"
)
_NOUN_BEFORE = listed("""
    the a an his her their its my our your this that free good ill god's iron political strong any no of 's
""")
_NOT_AFTER = listed("not never n't have 've no nothing nobody hardly")
_ARRANGED = listed("set scheduled due expected slated planned")
_INTENDS = listed("plan plans intend intends")
_TIMETABLE = listed("begins starts opens reopens resumes ends closes expires")
_STOPS = listed("""
    said says told added announced who whom whose which because although though but while since if unless whether ;
""")
_DOUBTS = listed("""
    if unless whether could would might may should perhaps maybe possibly hope hopes hoped hoping wants wish wishes
    likely unlikely unclear otherwise
""")
_NAMES_DAY = re.compile(r"tonight|today|tomorrow|[A-Z][a-z]{2}|this|next|coming")
_OF_HOUR = re.compile(  # may stand behind “7 p.m.” in one sentence
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(?:day)?|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|Christmas|New|Thanksgiving"
    r"|Easter|Labor|Memorial|Independence|Eastern|Central|Mountain|Pacific|Alaska|Hawaii|Atlantic|Greenwich|British|Standard|GMT"
)
_PAST = listed("was were had been")
_ENDS = (".", "!", "?", "…")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence at ``start``..``end`` of a paragraph, the words of its time, and the stretch that they mean."""

    paragraph: int
    start: int
    end: int
    sentence: str
    words: str
    starts_at: datetime
    ends_at: datetime


def read(paragraphs: Sequence[str], *, published_at: datetime, zone: str = "UTC") -> tuple[Line, ...]:
    """Return the dated statements of a story about what came after ``published_at``, in reading order."""
    return tuple(line for number, text in enumerate(paragraphs) if _CUE.search(text)
                 for line in _of_paragraph(number, text, published_at, zone))  # fmt: skip


def _of_paragraph(number: int, text: str, published_at: datetime, zone: str) -> Iterator[Line]:
    spans = quoted(text)
    ahead = [
        one
        for one in times.read([text], published_at=published_at, zone=zone)
        if _is_ahead(one, published_at) and not is_quoted(spans, one.start, one.end)
    ]
    if not ahead:
        return
    for words in _sentences(text, tokens(text)):
        start, end = words[0].start, words[-1].end
        mine = [one for one in ahead if start <= one.start and one.end <= end]
        outside = [word for word in words if not is_quoted(spans, word.start, word.end)]
        if mine and (found := _dated(outside, mine)):
            sentence = " ".join(text[start:end].split())
            yield Line(number, start, end, sentence, found.text, *_stretch(found))


def _is_ahead(one: TimeExpression, published_at: datetime) -> bool:
    """Tell whether a time is a stretch of the calendar that begins after the story, short and near enough."""
    if one.type not in ("DATE", "TIME") or one.starts_at is None or one.ends_at is None:
        return False
    is_short = one.ends_at - one.starts_at <= LONGEST
    return is_short and published_at < one.starts_at <= published_at + FARTHEST


def _stretch(one: TimeExpression) -> tuple[datetime, datetime]:
    assert one.starts_at is not None and one.ends_at is not None
    return one.starts_at, one.ends_at


def _sentences(text: str, words: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield the tokens of each sentence; a stop ends one when a space and no small letter follow."""
    current: list[Token] = []
    for word in words:
        if current and word.start > current[-1].end and _ends(current[-1], word):
            yield current
            current = []
        current.append(word)
    if current:
        yield current


def _ends(last: Token, after: Token) -> bool:
    """Tell whether a sentence ends with a token: “… at 7 p.m. Harrow leads”, but “at 7 p.m. Saturday”."""
    if last.low in ("a.m.", "p.m."):
        return after.is_capital and not after.text.isupper() and not _OF_HOUR.match(after.text)
    return last.text in _ENDS and not after.text[0].islower()


def _dated(words: Sequence[Token], ahead: Sequence[TimeExpression]) -> TimeExpression | None:
    """Return the time that a sentence says something will happen at; the finer of two that mean the same."""
    lows = [word.low for word in words]
    if words[-1].text == "?" or any(low in _DOUBTS for low in lows if low != "may") or _has_may(words):
        return None
    places = {one.start: at for one in ahead for at, word in enumerate(words) if word.start == one.start}
    for verb, is_timetable in _verbs(words, lows):
        for one in ahead:
            at = places.get(one.start)
            if one.type == "TIME" and not _NAMES_DAY.search(one.text):
                continue  # “open from noon to 4 p.m.” is said of every day
            if at is not None and _belong(lows, verb, at, is_timetable=is_timetable):
                return _finer(one, ahead)
    return None


def _has_may(words: Sequence[Token]) -> bool:
    """Tell whether “may” is a verb here: the month has a capital."""
    return any(word.text == "may" for word in words)


def _verbs(words: Sequence[Token], lows: Sequence[str]) -> Iterator[tuple[int, bool]]:
    """Yield (place, is a timetable's present tense) of every verb that says what will be."""
    for at, low in enumerate(lows):
        before, after = lows[at - 1] if at else "", _next(lows, at + 1)
        if low == "will" and before not in _NOUN_BEFORE and words[at].text != "Will":
            if after and after[0].isalpha() and after not in _NOT_AFTER:
                yield at, False
        elif low in ("is", "are", "remains", "remain") and after in _ARRANGED:
            yield at, False
        elif low in ("scheduled", "slated", "set") and lows[at + 1 : at + 2] == ["for"]:
            if _PAST.isdisjoint(lows[at:]):  # “a vote scheduled for Dec. 4 was put off”
                yield at, False
        elif low in _INTENDS and lows[at + 1 : at + 2] == ["to"] and before not in _NOUN_BEFORE:
            yield at, False
        elif low in _TIMETABLE or (low == "takes" and after in ("effect", "place")):
            yield at, True


def _next(lows: Sequence[str], at: int) -> str:
    """Return the next word that is no adverb."""
    while at < len(lows) and is_adverb(lows[at]) and lows[at] not in _NOT_AFTER:
        at += 1
    return lows[at] if at < len(lows) else ""


def _belong(lows: Sequence[str], verb: int, time: int, *, is_timetable: bool) -> bool:
    """Tell whether a verb and a time stand in one clause."""
    if verb < time:
        is_near = time - verb <= (_NEAR if is_timetable else _AFTER)
        return is_near and not any(low in _STOPS for low in lows[verb:time])
    is_near = time < _OPENING and verb - time <= _BEFORE and not is_timetable
    return is_near and not any(low in _STOPS for low in lows[time:verb])


def _finer(one: TimeExpression, ahead: Sequence[TimeExpression]) -> TimeExpression:
    """Return a time within the one found that says it more exactly: “Dec. 2 at 9 a.m.”."""
    start, end = _stretch(one)
    within = [
        other for other in ahead if other is not one and start <= _stretch(other)[0] and _stretch(other)[1] <= end
    ]
    return within[0] if within else one
