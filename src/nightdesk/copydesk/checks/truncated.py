"""A story that stops in mid-sentence, is too thin to run, or has no headline."""

from collections.abc import Iterator

from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.query import Query
from nightdesk.copydesk.terms import Terms
from nightdesk.wire.item import Item

NAME = "truncated"

_PROSE = ("paragraph", "quote", "list")
_STOPS = (".", "!", "?", "…", ":", ")", "]", "”", "’", '"', "'", "»", "*")
_FLAT = ("table", "list", "preformatted", "picture", "embed")


def check(copy: Copy, item: Item, terms: Terms) -> Iterator[Query]:
    """Block a story without headline or words; ask about a thin one and one whose last sentence has no end."""
    if not copy.headline.strip():
        yield Query(NAME, "It has no headline.", "block", "headline")
    prose = [(number, block) for number, block in enumerate(copy.blocks) if block.kind in _PROSE]
    words = sum(len(block.text.split()) for block in copy.blocks)
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
    if text and not text.endswith(_STOPS) and len(text.split()) > 6:
        yield Query(
            NAME,
            f"It ends without a full stop: “…{text[-40:]}”.",
            "flag",
            "block",
            number,
            max(0, len(text) - 40),
            len(text),
        )
