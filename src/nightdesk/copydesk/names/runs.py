"""Stretches of capital words, as candidates for names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nightdesk.copydesk.grammar import FUNCTION, is_adverb
from nightdesk.copydesk.names.words import BODIES, CALENDAR, COURTESY, FEMALE, MALE, PARTICLES, TITLES
from nightdesk.copydesk.tokens import Token

_JOINS = frozenset({"of", "for", "on"})
_HEADS = frozenset({"secretary", "university", "bank", "director", "minister", "attorney", "house", "chief", "church"})
_STOPS = frozenset({".", "!", "?", "…", "“", '"', "‘", ":", "•", "—", "–", "..."})
_SPOKEN = frozenset(
    {"added", "said", "says", "asked", "wrote", "replied", "agreed", "continued", "tweeted", "recalled"}
)
_LONGEST = 14  # words; nobody's name is longer


@dataclass(slots=True)
class Run:
    """Tokens ``first``..``last`` (exclusive) of a paragraph; ``opens`` when a sentence begins with it."""

    paragraph: int
    first: int
    last: int
    opens: bool
    words: list[Token]


def inner_capitals(words: Sequence[Token]) -> Iterator[Token]:
    """Yield the capital words that no sentence begins with."""
    return (word for at, word in enumerate(words) if word.is_capital and not _opens(words, at))


def runs(paragraph: int, words: Sequence[Token], small: frozenset[str], large: frozenset[str]) -> Iterator[Run]:
    """Yield the runs of a paragraph.

    ``small`` are the words that the story also writes with a small letter, ``large`` those that have a capital inside
    a sentence too.
    """
    at, count = 0, len(words)
    while at < count:
        token = words[at]
        if not _can_begin(token, words, at, small, large):
            at += 1
            continue
        end = _end(words, at)
        yield Run(
            paragraph,
            at,
            end,
            _opens(words, at),
            [token for token in words[at:end] if token.is_word or token.text == "&"],
        )
        at = end


def _opens(words: Sequence[Token], at: int) -> bool:
    return at == 0 or words[at - 1].text in _STOPS


def _can_begin(token: Token, words: Sequence[Token], at: int, small: frozenset[str], large: frozenset[str]) -> bool:
    if not token.is_capital or token.low in CALENDAR or token.low[:2] in ("d-", "r-", "i-"):
        return False
    if token.low in FUNCTION and token.low not in MALE:
        return token.low == "us" and token.text == "US"
    if "'" in token.low and token.low.partition("'")[0] in FUNCTION:
        return False  # “I’m”, “We’ll”
    if not _opens(words, at):
        return True
    low = token.low
    if low in large and low not in small:
        return True
    if low in _SPOKEN:
        return False  # “Added Marsh: …”
    if low in MALE or low in FEMALE or low in TITLES or low in COURTESY or low in BODIES or "." in low:
        return True
    following = words[at + 1] if at + 1 < len(words) else None
    is_alone = following is None or not following.is_capital or following.low in FUNCTION
    if is_adverb(low) or (low in small and is_alone):
        return False
    return not (is_alone and low.endswith(("ing", "ed")) and len(low) > 5)


_NAMED = frozenset({"US", "Today"})  # small words that names are made of: “Nation Today”


def _end(words: Sequence[Token], at: int) -> int:
    end, count = at + 1, min(len(words), at + _LONGEST)
    has_body = _is_head(words[at])
    while end < count:
        token = words[end]
        if token.is_capital and token.low not in CALENDAR and (token.low not in FUNCTION or token.text in _NAMED):
            has_body = has_body or _is_head(token)
            end += 1
        elif (
            token.low in PARTICLES
            and end + 1 < count
            and words[end + 1].is_capital
            or token.text == "&"
            and end + 1 < count
            and words[end + 1].is_capital
        ):
            end += 2
        elif token.text in "“\"‘'" and end + 3 < count and _is_nickname(words, end):
            end += 4
        elif has_body and (jump := _joined(words, end, count)):
            end += jump
        else:
            break
    return end


def _is_nickname(words: Sequence[Token], at: int) -> bool:
    """“Bernard “Jack” Yardley”: one capital word between marks between two."""
    return (
        words[at + 1].is_capital
        and words[at + 2].text in "”\"’'"
        and words[at + 3].is_capital
        and words[at - 1].is_capital
    )


def _is_head(token: Token) -> bool:
    return token.low in BODIES or token.low in _HEADS


def _joined(words: Sequence[Token], at: int, count: int) -> int:
    """Return how many tokens “of”, “of the” and the capital word after them are; 0 when none follows."""
    low = words[at].low
    if low == "and" and at + 1 < count and words[at - 1].is_capital:
        is_list = at > 1 and words[at - 2].low in _JOINS or (at > 2 and words[at - 3].low in _JOINS)
        return 2 if is_list and words[at + 1].is_capital and words[at + 1].low not in FUNCTION else 0
    if low not in _JOINS or at + 1 >= count:
        return 0
    if words[at + 1].is_capital and words[at + 1].low not in CALENDAR and words[at + 1].low not in FUNCTION:
        return 2
    return 3 if words[at + 1].low == "the" and at + 2 < count and words[at + 2].is_capital and low == "of" else 0
