"""Noun phrases around a place in a sentence: where they begin and end, what is their head, whether it can speak."""

from collections.abc import Sequence
from dataclasses import dataclass

from nightdesk.copydesk.grammar import (
    AUXILIARIES,
    COORDINATORS,
    DETERMINERS,
    FUNCTION,
    NOUN_LINKS,
    NUMBERS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    THIRD,
    is_adverb,
)
from nightdesk.copydesk.names import BODY, PERSON, PLACE, Name, Names
from nightdesk.copydesk.names.words import BODY_NOUNS, CALENDAR, COURTESY, PERSON_NOUNS, TITLES
from nightdesk.copydesk.quotations.cues import ING, PAST, SHAPE, STRENGTH
from nightdesk.copydesk.quotations.cues import THIRD as THIRD_PERSON
from nightdesk.copydesk.quotations.sentences import QUOTED
from nightdesk.copydesk.tokens import Token
from nightdesk.copydesk.wordlist import listed

_LONGEST = 22  # tokens
_LINKABLE = listed("""
    head member members part one some many most chief leader number group pair majority author
""")
_SPEAKING_PRONOUNS = listed("he she they it i we you")
_TIME = listed("""
    morning night afternoon evening week month year day weekend today yesterday tonight hours minutes days months
    years
""")
HUMAN, BODY_KIND, PRONOUN, THING = "person", "organisation", "pronoun", ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens ``first``..``last`` (exclusive) of a sentence. ``kind`` is "" for what cannot speak."""

    first: int
    last: int
    head: int
    kind: str
    name: Name | None = None


def is_noun(low: str) -> bool:
    return low in PERSON_NOUNS or low in BODY_NOUNS or low in TITLES


def is_time(token: Token) -> bool:
    is_figure = token.text[0].isdecimal() and not token.low.endswith(("old", "olds"))
    return token.low in CALENDAR or token.low in _TIME or is_figure


def phrase_before(items: Sequence[Token], end: int, names: Names, paragraph: int) -> Phrase | None:
    """Return the noun phrase whose last token is ``items[end]``."""
    token = items[end]
    if token.low in _SPEAKING_PRONOUNS:
        return Phrase(end, end + 1, end, PRONOUN)
    first = end + 1
    at = end
    while at >= 0 and end - at < _LONGEST:
        step = _leftward(items, at, end)
        if step == 0:
            break
        if step < 0:
            first = at
            break
        first, at = at - step + 1, at - step
    return _made(items, first, end + 1, names, paragraph) if first <= end else None


def _leftward(items: Sequence[Token], at: int, end: int) -> int:
    """Return how many tokens the phrase takes leftward from ``at``; 0 to stop before it, −1 to stop with it."""
    token = items[at]
    low, before = token.low, items[at - 1] if at else None
    if low == "'s":
        return 1 if before is not None and before.is_word else 0
    if token.text == QUOTED:
        is_nickname = before is not None and before.is_capital and at < end and items[at + 1].is_capital
        return 1 if is_nickname and token.end - token.start < 20 else 0
    if not token.is_word:
        return 1 if token.text in "&/" else 0
    if low in DETERMINERS or low in POSSESSIVES:
        links = (
            at > 1
            and before is not None
            and before.low in NOUN_LINKS
            and _takes_link(items[at - 2], before.low, items[at + 1])
        )
        return (1 if links else -1) if at < end else 0
    if low in NOUN_LINKS and at < end:
        return 2 if before is not None and _takes_link(before, low, items[at + 1]) else 0
    if low in COORDINATORS:
        return 1 if low == "and" and at < end and before is not None and _pairs(before, items[at + 1]) else 0
    if token.is_capital and at and low in AUXILIARIES and at < end and items[at + 1].is_capital:
        return 1  # “Will Hurley”
    if low in SUBORDINATORS or low in AUXILIARIES or low in PREPOSITIONS or low in PRONOUNS or low in CALENDAR:
        return 0
    if token.is_capital:
        return 1
    if is_adverb(low) or _is_verb(low):
        return 0
    if at < end and items[at + 1].is_capital and not is_noun(low) and items[end].is_capital:
        return 1 if before is not None and before.low in ("a", "an", "the") else 0  # “an incensed Marsh”
    return 1


def _takes_link(before: Token, link: str, after: Token) -> bool:
    low = before.low
    if before.is_capital and before.is_word:
        return link == "of" and low not in PREPOSITIONS
    if is_time(after) and link in ("on", "in", "at"):
        return False
    return (is_noun(low) or low in _LINKABLE or low in NUMBERS) and not (link == "to" and low not in _TO_WHOM)


_AMOUNTS = frozenset(
    {
        "more",
        "most",
        "many",
        "less",
        "hundreds",
        "thousands",
        "nearly",
        "about",
        "part",
        "then",
        "still",
        "last",
        "next",
    }
)
_TO_WHOM = listed("""
    aide aides adviser advisers advisor advisors ambassador envoy counsel assistant donor
""")


def _pairs(before: Token, after: Token) -> bool:
    return (before.is_capital and after.is_capital) or (before.low in PERSON_NOUNS and (after.low in PERSON_NOUNS))


def _is_verb(low: str) -> bool:
    return low in STRENGTH and bool(SHAPE[low] & (PAST | ING | THIRD_PERSON)) and not is_noun(low)


def phrase_after(
    items: Sequence[Token], at: int, names: Names, paragraph: int, *, loose: bool = False
) -> Phrase | None:
    """Return the noun phrase that begins with ``items[at]``.

    ``loose``: behind a verb of speech a small word before a name is no verb (“said Iowa soybean grower Jo Ross”).
    """
    if at >= len(items):
        return None
    if items[at].low in _SPEAKING_PRONOUNS:
        return Phrase(at, at + 1, at, PRONOUN)
    end = at
    while end < min(len(items), at + _LONGEST) and (_goes_on(items, at, end) or (loose and _leads_on(items, at, end))):
        end += 1
    return _made(items, at, end, names, paragraph) if end > at else None


def _is_capital_at(items: Sequence[Token], at: int) -> bool:
    return at < len(items) and items[at].is_capital


def _leads_on(items: Sequence[Token], first: int, at: int) -> bool:
    """Say whether two small words at most stand between a place and the next capital one."""
    for index in range(at, min(len(items), at + 3)):
        token = items[index]
        if token.is_capital and index > at and token.low not in CALENDAR and token.low not in FUNCTION:
            return at > first
        if not token.text[0].islower() or token.low in FUNCTION or is_adverb(token.low) or token.low in STRENGTH:
            return False
    return False


def _goes_on(items: Sequence[Token], first: int, at: int) -> bool:
    token = items[at]
    low, before = token.low, items[at - 1] if at > first else None
    if low == "'s":
        return before is not None
    if not token.is_word:
        is_nickname = token.text == QUOTED and before is not None and before.is_capital and token.end - token.start < 20
        if token.text == "," and 0 < at - first < 4 and items[first].low in DETERMINERS and at + 2 < len(items):
            return items[at + 1].text[0].islower() and is_noun(items[at + 2].low)  # “the angry, tired Democrat”
        return (token.text in "&/" and before is not None) or (
            is_nickname and at + 1 < len(items) and items[at + 1].is_capital
        )
    if low in DETERMINERS:
        return before is None or (before.low in NOUN_LINKS) or before.low in ("all", "of", "and")
    if low in NOUN_LINKS:
        return before is not None and at + 1 < len(items) and _takes_link(before, low, items[at + 1])
    if low == "and":
        return before is not None and at + 1 < len(items) and _pairs(before, items[at + 1])
    if token.is_capital and before is not None and low in AUXILIARIES and _is_capital_at(items, at + 1):
        return True  # “Will Hurley”
    if low in CALENDAR and before is not None and before.low in ("a", "an", "the") and at + 1 < len(items):
        return is_noun(items[at + 1].low)  # “a Wednesday editorial”
    if low in CALENDAR or low in PREPOSITIONS or low in SUBORDINATORS or low in AUXILIARIES or low in PRONOUNS:
        return False
    if token.is_capital:
        return True
    if before is not None and before.low == "'s":
        return True
    if is_adverb(low) or (before is not None and _is_verb(low)) or low in THIRD:
        return False
    is_noun_before = before is not None and before.low in PERSON_NOUNS and before.low not in NUMBERS
    if is_noun_before and token.text[0].islower() and not is_noun(low):
        return False  # “the president weighed”
    if before is not None and before.low in BODY_NOUNS and low.endswith("ed"):
        return False
    is_name = before is not None and before.is_capital and before.low not in NUMBERS  # “One undecided voter” is none
    if is_name and before is not None and before.low not in TITLES and not _is_joined(before):
        return is_noun(low) or (items[first].low in _A_CERTAIN and at > first + 1 and low not in STRENGTH)
    return True


_A_CERTAIN = frozenset({"a", "an", "one", "another"})  # “one former Reese confidant”: behind these no name stands alone


def _is_joined(token: Token) -> bool:
    """“Reese-backed”, but not “Fanjul-Ortiz”, which is a name."""
    return "-" in token.text and not token.text.rpartition("-")[2][:1].isupper()


def _made(items: Sequence[Token], first: int, last: int, names: Names, paragraph: int) -> Phrase:
    """Find the head of a phrase: what stands before its first “of” or “for”, or the name that ends it."""
    end = last
    for at in range(first + 1, last):
        if items[at].low in NOUN_LINKS and not _is_inside_name(items, at, names, paragraph):
            end = at
            break
    head = end - 1
    while head > first and (items[head].low == "'s" or not items[head].is_word):
        head -= 1
    name = names.at(paragraph, items[head].start) if items[head].is_capital else None
    if name is not None and head + 1 < last and items[head + 1].low == "'s":
        return Phrase(first, last, head, THING)
    return Phrase(first, last, head, _kind(items, first, head, name), name)


def _is_inside_name(items: Sequence[Token], at: int, names: Names, paragraph: int) -> bool:
    """Say whether the “of” at a place belongs to a name: “Department of Justice”."""
    before = names.at(paragraph, items[at - 1].start)
    return before is not None and names.at(paragraph, items[at].start) is before


def _kind(items: Sequence[Token], first: int, head: int, name: Name | None) -> str:
    low = items[head].low
    if low in DETERMINERS or low in PREPOSITIONS:
        return THING
    if name is not None:
        if name.kind == PERSON:
            return HUMAN
        if name.kind == BODY:
            return BODY_KIND
        return BODY_KIND if name.kind == PLACE else "name"
    if low in PERSON_NOUNS or low in COURTESY or low.endswith("-year-old"):
        return HUMAN
    if low in BODY_NOUNS:
        return BODY_KIND
    if items[head].is_capital and head == first and low not in FUNCTION and low not in _AMOUNTS and low not in CALENDAR:
        return "name"
    return HUMAN if low in NUMBERS and first == head else THING
