"""Read an item as the copy desk does: take it apart, clean what is safe, ask about the rest. Pure."""

from types import ModuleType

from nightdesk.copydesk.anatomy import dissect
from nightdesk.copydesk.checks import CHECKS
from nightdesk.copydesk.clean import clean
from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.query import Query
from nightdesk.copydesk.settle import settled
from nightdesk.copydesk.terms import Terms
from nightdesk.wire.item import Item

_NO_TERMS = Terms()


def read(item: Item, *, terms: Terms = _NO_TERMS, also: tuple[ModuleType, ...] = ()) -> tuple[Copy, tuple[Query, ...]]:
    """Return the item as copy, and every question about it, in the order in which the desk reads them.

    ``also`` are checks that are off by default (``checks.DEFAULT_OFF``).
    Never raises on any item. ``Query.block`` counts the blocks of the copy; ``Edit.number`` of a block that anatomy
    took out counts those of the item.
    """
    copy = settled(clean(dissect(item, terms), terms), item, terms)
    return copy, tuple(query for check in (*CHECKS, *also) for query in check.check(copy, item, terms))
