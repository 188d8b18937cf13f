"""What the station writes otherwise: proposed one by one, never in quotations, never where copy is unaltered."""

from collections.abc import Iterator

from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.housestyle import NO_HOUSE, proposals
from nightdesk.copydesk.lines import lines
from nightdesk.copydesk.query import Edit, Query
from nightdesk.copydesk.terms import Terms
from nightdesk.wire.item import Item

NAME = "house"
ROWS = ()


def check(copy: Copy, item: Item, terms: Terms) -> Iterator[Query]:
    """Propose the house's own form of dashes, states, “U.S.”, numerals and hours."""
    if terms.house == NO_HOUSE or terms.is_unaltered or copy.language.lower()[:2] not in ("en", ""):
        return
    for field, number, text in lines(copy):
        for change in proposals(text, terms.house, is_headline=field == "headline"):
            before = text[change.start : change.end]
            edit = Edit(field, number, change.start, before, change.after, change.why)
            says = f"{change.why}: “{before.strip()}” is written “{change.after.strip()}” here."
            block = number if field == "block" else None
            yield Query(NAME, says, "propose", field, block, change.start, change.end, edit)
