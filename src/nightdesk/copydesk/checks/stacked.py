"""Two full texts stacked under “UPDATE:” and “ORIGINAL:”: an editor must choose."""

from collections.abc import Iterator

from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.query import Query
from nightdesk.copydesk.terms import Terms
from nightdesk.wire.item import Item

NAME = "stacked"
ROWS = (8,)

_OLDER = ("ORIGINAL:", "ORIGINAL STORY:", "PREVIOUS:", "PREVIOUSLY:", "EARLIER STORY:", "Original story:")


def check(copy: Copy, item: Item, terms: Terms) -> Iterator[Query]:
    """Flag the block where the older text begins."""
    for number, block in enumerate(copy.blocks):
        if number and block.text.strip().startswith(_OLDER):
            label = block.text.strip().split(":")[0]
            yield Query(
                NAME,
                f"An older text of the same story begins here, under “{label}”.",
                "flag",
                "block",
                number,
                0,
                len(label) + 1,
            )
