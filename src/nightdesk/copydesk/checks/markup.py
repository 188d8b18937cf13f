"""Tags and references that leaked into the words of the body: shown to readers as they stand."""

import re
from collections.abc import Iterator

from nightdesk.copydesk.cleaning.leaks import LEAKED_REFERENCE, LEAKED_TAG
from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.query import Query
from nightdesk.copydesk.terms import Terms
from nightdesk.wire.item import Item

NAME = "markup"
ROWS = (5,)

_ESCAPED = re.compile(
    r"&(?:amp;)?(?:lt|gt);|<(?:a|img|p|div|span|iframe|script) [a-z-]{2,20}=[\"'][^<>]{0,200}$|</?(?:tweet|blockquote|"
    r"video|audio|embed|object|source|picture|section|article|aside|header|footer|nav|form|input|button|label|time|mark|"
    r"svg|path|center|amp-[a-z-]{2,20})(?: [a-z-]{2,20}=[^<>]{0,400})?/?>"
)
_SHORTCODE = re.compile(
    r"\[/?(?:caption|gallery|embed|video|audio|playlist|youtube|twitter|tweet|instagram|iframe|cnn-video|wpvideo|"
    r"(?:vc|et_pb|su|wp|ad|ads|fusion)_\w{2,30})(?: [^\[\]\n]{0,300})?/?\]|\{\{[^{}\n]{1,80}\}\}|"
    r"\b(?:googletag\.cmd|adsbygoogle|document\.(?:write|getElementById)|window\.[a-zA-Z_]{2,30} ?=|"
    r"function ?\([a-z, ]{0,20}\) ?\{)"
)


def check(copy: Copy, item: Item, terms: Terms) -> Iterator[Query]:
    """Flag leaks in the body, and those in other lines that cleaning had to leave (quotations, unaltered copy)."""
    for number, block in enumerate(copy.blocks):
        if block.kind != "preformatted":
            yield from _leaks("block", number, block.text)
    yield from _leaks("headline", None, copy.headline)
    yield from _leaks("deck", None, copy.deck)
    for number, cut in enumerate(copy.cutlines):
        yield from _leaks("caption", number, cut.caption)
        yield from _leaks("alt", number, cut.alt)


def _leaks(field: str, number: int | None, text: str) -> Iterator[Query]:
    patterns = (LEAKED_TAG, LEAKED_REFERENCE, _ESCAPED) if "<" in text or "&" in text else ()
    for pattern in (*patterns, _SHORTCODE):
        if found := pattern.search(text):
            yield Query(
                NAME, f"Markup among the words: “{found[0][:60]}”.", "flag", field, number, found.start(), found.end()
            )
