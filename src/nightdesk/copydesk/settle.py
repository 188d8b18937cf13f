"""Look again at what cleaning laid bare: a note behind an invisible character, a label behind a leaked tag.

Copy is settled when taking it apart once more would find nothing. Most copy is at the first look.
"""

from collections.abc import Iterator
from dataclasses import replace

from nightdesk.copydesk.anatomy import dissect
from nightdesk.copydesk.as_item import as_item
from nightdesk.copydesk.clean import clean
from nightdesk.copydesk.copy import Copy, Source
from nightdesk.copydesk.markup import in_step
from nightdesk.copydesk.query import Edit
from nightdesk.copydesk.terms import Terms
from nightdesk.wire.item import Item

_SHORT = 100  # characters; a paragraph longer than this that lost its dateline is a paragraph
_LOOKS = 4  # a part may hide another; what has not settled by then stays as it is, and the checks ask


def settled(copy: Copy, item: Item, terms: Terms) -> Copy:
    """Return the copy, taken apart and cleaned again until there is nothing more to take or to clean."""
    for _ in range(_LOOKS):
        if not _may_hide_more(copy):
            return copy
        again = clean(dissect(as_item(copy, item), terms), terms)
        if not again.edits and _parts(again) == _parts(copy):
            return copy
        copy = _joined(copy, again, item)
    return copy


def _may_hide_more(copy: Copy) -> bool:
    """Say whether cleaning changed something, or a paragraph lost its front or its tail and is another line now."""
    places = {place: number for number, place in enumerate(copy.places)}
    for edit in copy.edits:
        if edit.of == "copy":
            return True
        at = places.get(edit.number) if edit.field == "block" and edit.number is not None else None
        if at is not None and (len(copy.blocks[at].text) < _SHORT or not edit.why.startswith("The dateline")):
            return True
    return False


def _parts(copy: Copy) -> tuple[object, ...]:
    return (
        copy.blocks, copy.bylines, copy.byline_agency, copy.dateline, copy.dateline_agency, copy.dateline_date,
        copy.market, [(cut.caption, cut.credit, cut.is_file_photo) for cut in copy.cutlines],
    )  # fmt: skip


def _joined(copy: Copy, again: Copy, item: Item) -> Copy:
    """Return the later look with the whole record: edits and sources that count the blocks of the item as it came."""
    earlier = (
        replace(edit, number=_number(edit, copy) if edit.of == "copy" else edit.number, of="item")
        for edit in copy.edits
    )
    later = (replace(edit, number=_number(edit, copy)) if edit.of == "item" else edit for edit in again.edits)
    return replace(
        again,
        edits=(*earlier, *later),
        sources=(*copy.sources, *_sources(again, copy, item)),
        places=tuple(copy.places[place] for place in again.places),
    )


def _number(edit: Edit, copy: Copy) -> int | None:
    """Return which block of the item an edit is about that counts the blocks of the copy."""
    return edit.number if edit.field != "block" or edit.number is None else copy.places[edit.number]


def _sources(again: Copy, copy: Copy, item: Item) -> Iterator[Source]:
    """Yield where the parts stood that the later look found in the body."""
    for source in again.sources:
        if source.field != "block" or source.number is None:
            continue
        number = copy.places[source.number]
        came = in_step(item.blocks[number]).text
        at = came.find(source.words)
        yield replace(source, number=number, start=max(0, at), words=source.words if at >= 0 else came)
