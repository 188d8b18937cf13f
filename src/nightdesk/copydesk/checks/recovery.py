"""What the reader of the document had to mend, said to an editor."""

from collections.abc import Iterator

from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.query import Query
from nightdesk.copydesk.terms import Terms
from nightdesk.wire.item import Item

NAME = "recovery"
ROWS = (21,)

_BLOCKING = frozenset({"truncated", "contradiction", "rights"})
_READ_ANYHOW = frozenset({("shape", "“version” is not text.")})  # agencies number their versions; nothing is lost


def check(copy: Copy, item: Item, terms: Terms) -> Iterator[Query]:
    """Ask about every repair; one that may have lost words, or leaves status or rights in dispute, blocks."""
    for repair in item.repairs:
        if (repair.what, repair.says) in _READ_ANYHOW:
            continue
        severity = "block" if repair.what in _BLOCKING else "flag"
        yield Query(NAME, f"The document was mended ({repair.what}): {repair.says}", severity, "document")
