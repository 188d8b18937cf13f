"""Copy as an item again: what ``check --apply`` writes, and what reads back as the same copy."""

from dataclasses import replace

from nightdesk.copydesk.copy import Copy
from nightdesk.wire.item import Item, Note


def as_item(copy: Copy, item: Item) -> Item:
    """Return the item with the copy's words: the body alone in its blocks, every other part in a field of its own.

    Parts that ``Item`` has no field for are notes with the part's name as their source (``wire.item.PART_NOTES``).
    Reading it again finds the same parts and changes nothing more.
    """
    return replace(
        item,
        headline=copy.headline,
        labels=copy.labels,
        deck=copy.deck,
        bylines=copy.bylines,
        dateline=_dateline(copy),
        blocks=copy.blocks,
        pictures=tuple(
            replace(cut.picture, caption=cut.caption, credit=cut.credit, alt=cut.alt) for cut in copy.cutlines
        ),
        notes=(*(Note(words) for words in copy.private_notes), *_public(copy)),
        copyright=copy.copyright,
        created_at=copy.updated_at or item.created_at,
    )


def _dateline(copy: Copy) -> str:
    place = ", ".join(part for part in (copy.dateline, copy.dateline_date) if part)
    return f"{place} ({copy.dateline_agency})".strip() if copy.dateline_agency else place


def _public(copy: Copy) -> list[Note]:
    """Return the notes for readers, and the parts that stood below or above the body."""
    parts = (
        ("byline-agency", copy.byline_agency),
        ("correction", copy.correction),
        ("update-note", copy.update_note),
        ("contributors", copy.contributors),
        ("disclaimer", copy.disclaimer),
    )
    notes = [Note(words, private=False) for words in copy.public_notes]
    return [*notes, *(Note(words, private=False, source=part) for part, words in parts if words)]
