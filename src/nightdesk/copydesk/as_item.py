"""Copy as an item again: what ``check --apply`` writes, and what reads back as the same copy."""

from dataclasses import replace
from html import escape

from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.markup import in_step
from nightdesk.wire.item import Block, Item, Note


def as_item(copy: Copy, item: Item) -> Item:
    """Return the item with the copy's words; parts that no format has a field for stand below the body.

    Reading it again finds the same parts and changes nothing more.
    """
    return replace(
        item,
        headline=copy.headline,
        labels=copy.labels,
        deck=copy.deck,
        bylines=_byline(copy),
        dateline=_dateline(copy),
        blocks=(*_with_dateline(copy), *_below(copy)),
        pictures=tuple(
            replace(cut.picture, caption=cut.caption, credit=cut.credit, alt=cut.alt) for cut in copy.cutlines
        ),
        notes=tuple(Note(words) for words in copy.private_notes),
        copyright=copy.copyright,
    )


def _byline(copy: Copy) -> tuple[str, ...]:
    words = ", ".join(part for part in (" and ".join(copy.bylines), copy.byline_agency) if part)
    return (words,) if words else ()


def _dateline(copy: Copy) -> str:
    place = ", ".join(part for part in (copy.dateline, copy.dateline_date) if part)
    return f"{place} ({copy.dateline_agency})".strip() if copy.dateline_agency else place


def _with_dateline(copy: Copy) -> tuple[Block, ...]:
    """Return the body with its dateline in front, as agencies send it."""
    dateline = _dateline(copy)
    for number, block in enumerate(copy.blocks):
        if block.kind == "paragraph" and dateline:
            front = escape(f"{dateline} — ", quote=False)
            led = in_step(replace(block, html=front + block.html))
            return (*copy.blocks[:number], led, *copy.blocks[number + 1 :])
    return copy.blocks


def _below(copy: Copy) -> list[Block]:
    lines = [f"Editor’s note: {note}" for note in copy.public_notes]
    lines += [f"Correction: {copy.correction}"] if copy.correction else []
    lines += [line for line in (copy.update_note, copy.contributors, copy.disclaimer) if line]
    return [in_step(Block("paragraph", text=line)) for line in lines]
