"""Several items of one document: a bad one does not stop the others, and the others say that it is missing."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from nightdesk.wire.item import Item, Repair, WireFault


def read_each(parts: Iterable[Any], read_one: Callable[[Any], Item]) -> Iterator[Item]:
    """Yield the item of each part. Parts that cannot be read are named in a repair on every item that can.

    Raises the first WireFault when not one can be read.
    """
    items: list[Item] = []
    faults: list[tuple[int, WireFault]] = []
    for number, part in enumerate(parts, 1):
        try:
            items.append(read_one(part))
        except WireFault as fault:
            faults.append((number, fault))
    if faults and not items:
        raise faults[0][1]
    if faults:
        number, first = faults[0]
        more = f" ({len(faults)} such items in all)" if len(faults) > 1 else ""
        repair = Repair("truncated", f"Item {number} of this delivery could not be read: {first.says}{more}")
        items = [replace(item, repairs=(*item.repairs, repair)) for item in items]
    return iter(items)
