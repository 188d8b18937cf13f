"""A story that stops in mid-sentence, is too thin to run, or has no headline."""

import re
from collections.abc import Iterator, Sequence

from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.grammar import COORDINATORS, DETERMINERS
from nightdesk.copydesk.query import Query
from nightdesk.copydesk.terms import Terms
from nightdesk.copydesk.wordlist import listed
from nightdesk.wire.item import Block, Item

NAME = "truncated"
ROWS = (21,)

_PROSE = ("paragraph", "quote", "list")
_STOPS = (".", "!", "?", "…", ":", ")", "]", "”", "’", '"', "'", "»", "*")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+$|[@#]\w+$|\S+@\S+$|[0-9]{3}[-. )][0-9]{3,4}(?:[-. ][0-9]{4})?$|"
    r"\b[\w-]+\.(?:com|org|gov|edu|net)\S*$"
)
_WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:[.’'/&-][A-Za-zÀ-ÿ0-9]+)*[’']?$")
_NUMBER = re.compile(r"[0-9.,:/%$€£½+()–-]+(?:st|nd|rd|th|s|m|p|a|k)?$")
_ORDINARY = re.compile(r"\b(?:the|and|of|to|in|a|is|was|for|that|on|with)\b")
_OPEN = (
    DETERMINERS
    | COORDINATORS
    | listed("of for from at with to into as who which whose because although was were is are has had will would could")
)
_ROT13 = frozenset({"gur", "naq", "bs", "va", "gb", "vf", "jnf", "sbe", "gung", "jvgu", "fnvq"})
_LEAST_TOKENS = 12


def check(copy: Copy, item: Item, terms: Terms) -> Iterator[Query]:
    """Block a story without headline or words; ask about a thin one and one whose last sentence has no end."""
    if not copy.headline.strip():
        yield Query(NAME, "It has no headline.", "block", "headline")
    prose = [(number, block) for number, block in enumerate(copy.blocks) if block.kind in _PROSE]
    words = sum(len(block.text.split()) for block in copy.blocks)
    yield from _enciphered(prose)
    if not words:
        if item.item_class in ("text", ""):
            yield Query(NAME, "It has no body.", "block")
        return
    if words < terms.least_words:
        yield Query(NAME, f"It has {words} words: is the rest missing?")
    number, last = prose[-1] if prose else (0, None)
    if last is None or last.kind != "paragraph" or number < len(copy.blocks) - 1:
        return
    text = last.text.rstrip()
    if text and not text.endswith(_STOPS) and _breaks_off(text, copy) and not _ADDRESS.search(text):
        yield Query(
            NAME,
            f"It ends without a full stop: “…{text[-40:]}”.",
            "flag",
            "block",
            number,
            max(0, len(text) - 40),
            len(text),
        )


def _breaks_off(text: str, copy: Copy) -> bool:
    """Say whether a last line without a stop is the beginning of a sentence, and no signature, score or address."""
    words = text.split()
    if len(words) > 2 and words[-1].lower() in _OPEN and words[-1].islower():
        return True  # nothing ends in “the” or “with”
    if len(words) > 6:
        return _ends_elsewhere(copy)
    ends = [block.text.rstrip().endswith(_STOPS) for block in copy.blocks[:-1] if block.kind == "paragraph"]
    small = sum(word.islower() for word in words)
    return len(words) > 3 and small * 2 >= len(words) and text[0].isupper() and len(ends) > 2 and all(ends)


def _ends_elsewhere(copy: Copy) -> bool:
    """Say whether the paragraphs of this story end in full stops as a rule, so that one without is odd."""
    ends = [block.text.rstrip().endswith(_STOPS) for block in copy.blocks if block.kind == "paragraph"]
    return len(ends) < 3 or sum(ends) * 2 > len(ends)


def _enciphered(prose: Sequence[tuple[int, Block]]) -> Iterator[Query]:
    """Block text that was made unreadable, as paywalls do: few of its words are words."""
    for number, block in prose:
        if len(_ORDINARY.findall(block.text)) * 20 > len(block.text) // 5:
            continue  # English words enough for one in twenty; most paragraphs end here
        tokens = [token.strip(".,;:!?()[]“”‘’\"'—–-…$%") for token in block.text.split()]
        tokens = [token for token in tokens if token and not _NUMBER.match(token)]
        if len(tokens) < _LEAST_TOKENS or not block.text.isascii() and _letters_of_others(block.text):
            continue
        odd = sum(not _WORD.match(token) and "://" not in token for token in tokens)
        is_shifted = sum(token.lower() in _ROT13 for token in tokens) * 8 > len(tokens)
        if odd * 5 > len(tokens) * 2 or is_shifted:
            says = f"This paragraph is no text that can be read: “{block.text[:40]}…”."
            yield Query(NAME, says, "block", "block", number, 0, len(block.text))
            return


def _letters_of_others(text: str) -> bool:
    """Say whether many letters are of another script than ours."""
    return sum(ord(c) > 0x24F and c.isalpha() for c in text) * 10 > len(text)
