"""A story that calls itself new when it is not: “developing”, “today”, “tomorrow”.

What can be told from the item alone is asked when it comes in; ``at_run`` asks the rest when somebody is about to run
it, because only then is the moment known.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.lines import lines
from nightdesk.copydesk.query import Query
from nightdesk.copydesk.quotation import is_quoted, quoted
from nightdesk.copydesk.terms import Terms
from nightdesk.wire.item import Item

NAME = "stale"
ROWS = (8, 12)

_DEVELOPING = re.compile(
    r"\b(?:developing|breaking)(?: news)? story\b|\bcheck back for updates\b|\bwill be updated\b", re.I
)
_NEAR = re.compile(r"\b(?:[Tt]oday|[Tt]omorrow|[Tt]onight|[Yy]esterday|this (?:morning|afternoon|evening))\b(?!['’]s)")
_IDLE = timedelta(hours=24)
_OLD = timedelta(hours=36)


def check(copy: Copy, item: Item, terms: Terms) -> Iterator[Query]:
    """Flag “developing story” on a version that is made a day or more after the first."""
    if copy.published_at and copy.updated_at and copy.updated_at - copy.published_at > _IDLE:
        yield from _developing(copy, copy.updated_at - copy.published_at)


def at_run(copy: Copy, now: datetime) -> Iterator[Query]:
    """Ask what has gone stale by ``now``: “developing” after a day, “today” and “tomorrow” after a day and a half."""
    newest = copy.updated_at or copy.published_at
    if newest is None:
        return
    if now - newest > _IDLE:
        yield from _developing(copy, now - newest)
    if now - newest <= _OLD:
        return
    for field, number, text in lines(copy):
        spans = quoted(text) if _NEAR.search(text) else ()
        for found in _NEAR.finditer(text):
            if not is_quoted(spans, found.start(), found.end()):
                says = f"“{found[0]}” was said {(now - newest).days} days ago."
                yield Query(NAME, says, "flag", field, number, *found.span())
                break


def _developing(copy: Copy, age: timedelta) -> Iterator[Query]:
    if found := _DEVELOPING.search(copy.update_note):
        hours = int(age.total_seconds() // 3600)
        says = f"It still says “{found[0]}”, {hours} hours after the story began."
        yield Query(NAME, says, "flag", "update_note", None, *found.span())
