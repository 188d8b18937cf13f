"""Invisible characters where the desk may not take them out unasked: inside a quotation, or in unaltered copy."""

from collections.abc import Iterator

from nightdesk.copydesk.cleaning.unseen import characters
from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.lines import lines
from nightdesk.copydesk.query import Edit, Query
from nightdesk.copydesk.terms import Terms
from nightdesk.wire.item import Item

NAME = "unseen"
ROWS = (20,)


def check(copy: Copy, item: Item, terms: Terms) -> Iterator[Query]:
    """Propose to take the first of them in each line out."""
    for field, number, text in lines(copy):
        for change in characters(text, copy.language):
            edit = Edit(field, number, change.start, text[change.start : change.end], change.after, change.why)
            yield Query(NAME, f"{change.why} stands here.", "propose", field, number, change.start, change.end, edit)
            break
