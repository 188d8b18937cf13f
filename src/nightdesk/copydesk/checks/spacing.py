"""A space missing where the desk may not set it unasked: inside a quotation, or in copy that may not be altered."""

from collections.abc import Iterator
from itertools import islice

from nightdesk.copydesk.cleaning.spacing import stops
from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.lines import lines
from nightdesk.copydesk.query import Edit, Query
from nightdesk.copydesk.terms import Terms
from nightdesk.wire.item import Item

NAME = "spacing"
ROWS = (16,)

_MOST = 20  # proposals in one line: more than that is no English


def check(copy: Copy, item: Item, terms: Terms) -> Iterator[Query]:
    """Propose the space."""
    for field, number, text in lines(copy):
        for change in islice(stops(text, copy.language), _MOST):
            start, end = max(0, change.start - 1), min(len(text), change.end + 1)
            before = text[start:end]
            after = before[: change.start - start] + change.after + before[change.end - start :]
            edit = Edit(field, number, start, before, after, change.why)
            words = text[max(0, start - 12) : end + 12]
            yield Query(NAME, f"A space is missing: “{words}”.", "propose", field, number, start, end, edit)
