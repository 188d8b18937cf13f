"""A contributor's copy may not run in the contributor's own market."""

from collections.abc import Iterator

from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.query import Query
from nightdesk.copydesk.terms import Terms
from nightdesk.wire.item import Item

NAME = "market"
ROWS = (3,)


def check(copy: Copy, item: Item, terms: Terms) -> Iterator[Query]:
    """Block a market embargo against a market of ours, or one that cannot be told; flag any other."""
    if not copy.market:
        return
    where = copy.market.casefold()
    ours = [market for market in terms.markets if market.casefold() in where or where in market.casefold()]
    if ours:
        yield Query(NAME, f"The contributor forbids it in its own market, {ours[0]}.", "block", "market")
    elif copy.market == "not said":
        yield Query(
            NAME, "There is a market embargo, and whether it is against this market cannot be told.", "block", "market"
        )
    else:
        yield Query(NAME, f"There is a market embargo for {copy.market}.", "flag", "market")
