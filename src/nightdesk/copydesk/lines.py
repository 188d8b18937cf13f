"""The lines that readers see, one after the other, for checks that look at every one of them."""

from collections.abc import Iterator

from nightdesk.copydesk.copy import Copy

Line = tuple[str, int | None, str]  # (field, number, words), as in a Query

_PROSE = ("paragraph", "quote", "list", "subhead")


def lines(copy: Copy) -> Iterator[Line]:
    """Yield headline, standfirst, captions and the words of the body, in reading order."""
    yield "headline", None, copy.headline
    if copy.deck:
        yield "deck", None, copy.deck
    for number, cut in enumerate(copy.cutlines):
        yield "caption", number, cut.caption
    yield from prose(copy)


def prose(copy: Copy) -> Iterator[Line]:
    """Yield the words of the body, block by block."""
    for number, block in enumerate(copy.blocks):
        if block.kind in _PROSE:
            yield "block", number, block.text
