"""A paragraph as sentences in which every quotation is one token, so that grammar is looked for outside it only."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from nightdesk.copydesk.grammar import FUNCTION, PREPOSITIONS, is_adverb
from nightdesk.copydesk.names.words import BODY_NOUNS, CALENDAR, COURTESY, PERSON_NOUNS, TITLES
from nightdesk.copydesk.quotations.cues import HEARERS, PAST, SHAPE, STRENGTH, STRONG, THIRD
from nightdesk.copydesk.quotations.marks import Span
from nightdesk.copydesk.tokens import Token

QUOTED = "“”"  # the text of the token that stands for a quotation
_ENDS = frozenset({".", "!", "?", "…", "..."})
_AHEAD = 9  # tokens; how far a speaker may stand from the verb when it follows a quotation that ends in “?”


@dataclass(slots=True)
class Sentence:
    """Tokens outside quotations, one for each quotation, and the numbers of those (among the story's)."""

    paragraph: int
    items: list[Token]
    quotes: dict[int, int] = field(default_factory=dict)  # index in items → number of the quotation
    words: int = 0  # outside quotations

    @property
    def is_all_quoted(self) -> bool:
        return len(self.quotes) > 0 and not self.words


def masked(words: Sequence[Token], spans: Sequence[Span]) -> list[Token]:
    """Return the tokens outside the quotations, with one token for each of these."""
    items: list[Token] = []
    at = 0
    for span in spans:
        while at < len(words) and words[at].start < span.start:
            items.append(words[at])
            at += 1
        items.append(Token(QUOTED, QUOTED, span.start, span.end))
        while at < len(words) and words[at].start < span.end:
            at += 1
    items.extend(words[at:])
    return items


def sentences(number: int, text: str, items: Sequence[Token], spans: Sequence[Span], first: int) -> list[Sentence]:
    """Cut a paragraph into sentences. ``first`` is the number of its first quotation in the story."""
    made: list[Sentence] = []
    current = Sentence(number, [])
    quote = first
    for at, item in enumerate(items):
        if item.text == QUOTED:
            current.quotes[len(current.items)] = quote
            quote += 1
        current.words += item.is_word
        current.items.append(item)
        if _ends_here(text, items, at, spans[quote - first - 1] if quote > first else None):
            made.append(current)
            current = Sentence(number, [])
    if current.items:
        made.append(current)
    return made


def _ends_here(text: str, items: Sequence[Token], at: int, span: Span | None) -> bool:
    item = items[at]
    following = items[at + 1] if at + 1 < len(items) else None
    if following is None:
        return True
    if item.text == QUOTED and span is not None:
        return _quotation_ends(text, items, at, span)
    starts = (
        following.is_capital or following.text == QUOTED or following.text[0].isdecimal() or following.text in "“\"'‘(—"
    )
    if item.text in _ENDS:
        return starts
    if item.text.endswith(".") and item.is_word and following.is_capital:
        is_name = item.low in COURTESY or item.low in TITLES or len(item.text) == 2
        return not is_name and following.low in FUNCTION and following.low != "i"
    return False


def _quotation_ends(text: str, items: Sequence[Token], at: int, span: Span) -> bool:
    inside = text[span.opens : span.closes].rstrip(" ’'")
    last = inside[-1:] if inside else ""
    following = items[at + 1]
    if last not in ".!?…" and not span.is_open:
        return False
    if following.text == QUOTED:
        return last in ".!?…"
    if following.is_word and following.text[0].isdecimal():
        return last == "."
    if not (following.is_word and following.is_capital):
        return False
    return not _speaker_follows(items, at + 1, is_strict=last == ".")


def _ends_a_tag(items: Sequence[Token], verb: int, *, is_strict: bool) -> bool:
    low, follows = items[verb].low, items[verb + 1] if verb + 1 < len(items) else None
    if follows is None or not follows.is_word:
        return True
    if is_strict:
        return False
    return follows.low in PREPOSITIONS or is_adverb(follows.low) or follows.low in CALENDAR or low in HEARERS


def _behind_aside(items: Sequence[Token], comma: int) -> int:
    """“Jo Ross, the editor of a magazine, wrote”: where the verb stands behind an aside; else 0."""
    for index in range(comma + 1, min(len(items), comma + _AHEAD)):
        low = items[index].low
        if low in ".;:" or items[index].text == QUOTED:
            return 0
        if low == ",":
            verb = index + 1
            is_verb = verb < len(items) and STRENGTH.get(items[verb].low) == STRONG
            return verb if is_verb and SHAPE[items[verb].low] & (PAST | THIRD) else 0
    return 0


def _speaker_follows(items: Sequence[Token], at: int, *, is_strict: bool) -> bool:
    """Say whether “Smith said” or “President Smith wrote on” stands there rather than a new sentence."""
    for index in range(at, min(len(items), at + _AHEAD)):
        low = items[index].low
        if STRENGTH.get(low) == STRONG and SHAPE[low] & (PAST | THIRD) and index > at and low not in BODY_NOUNS:
            return _ends_a_tag(items, index, is_strict=is_strict)
        if low == "," and index > at and (verb := _behind_aside(items, index)):
            return _ends_a_tag(items, verb, is_strict=is_strict)
        if not (items[index].is_capital or low in PERSON_NOUNS or low in TITLES or low == "'s"):
            return False
    return False
