"""Safe cleaning: faults that have one right answer, mended and recorded; never inside a quotation.

A cleaner is a function from a text to the changes it wants. Cleaning twice changes nothing more.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from nightdesk.copydesk.anatomy.captions import parts_of
from nightdesk.copydesk.cleaning import glyphs, leaks, spacing, unseen
from nightdesk.copydesk.copy import Copy, Cutline
from nightdesk.copydesk.markup import Change, change_block, change_text
from nightdesk.copydesk.query import Edit
from nightdesk.copydesk.quotation import is_quoted, quoted
from nightdesk.copydesk.terms import Terms
from nightdesk.copydesk.undo import reversals
from nightdesk.wire.item import Block

Cleaner = Callable[[str, str], Iterable[Change]]  # (text, language) → changes

LINE_CLEANERS: tuple[Cleaner, ...] = (
    leaks.tags, leaks.references, glyphs.telegraph, unseen.characters, unseen.spaces, spacing.stops, unseen.edges,
)  # fmt: skip
BODY_CLEANERS: tuple[Cleaner, ...] = (glyphs.telegraph, unseen.characters, unseen.spaces, spacing.stops, unseen.edges)
_CLEANED_KINDS = frozenset({"paragraph", "subhead", "quote", "list"})
_LINES = (
    "headline", "deck", "byline_agency", "dateline", "dateline_agency", "dateline_date", "correction", "update_note",
    "contributors", "disclaimer", "copyright",
)  # fmt: skip
_LISTS = ("bylines", "public_notes")
_ROUNDS = 5  # a change may lay another fault bare; what does not settle by then is left as it came, for an editor


def clean(copy: Copy, terms: Terms | None = None) -> Copy:
    """Return the copy with every safe correction made and recorded in ``edits``, in the order made.

    Edits undo in reverse order: each says where ``before`` stood when it was changed. Nothing is changed when the
    terms forbid it.
    """
    if terms is not None and terms.is_unaltered:
        return copy
    edits: list[Edit] = []
    copy_with_marks = _one_kind_of_marks(copy, edits)
    blocks = tuple(
        _clean_block(block, number, copy.language, edits) for number, block in enumerate(copy_with_marks.blocks)
    )
    lines: dict[str, Any] = {
        name: _clean_line(getattr(copy, name), name, None, copy.language, edits) for name in _LINES
    }
    for name in _LISTS:
        lines[name] = tuple(
            _clean_line(words, name, number, copy.language, edits) for number, words in enumerate(getattr(copy, name))
        )
    cutlines = tuple(_clean_cutline(cut, number, copy.language, edits) for number, cut in enumerate(copy.cutlines))
    if not edits:
        return copy
    return replace(copy, **lines, cutlines=cutlines, blocks=blocks, edits=(*copy.edits, *edits))


def _one_kind_of_marks(copy: Copy, edits: list[Edit]) -> Copy:
    """Return the copy with one kind of quotation marks and one kind of apostrophes, where both pair beyond doubt."""
    style = glyphs.style_of(block.text for block in copy.blocks if block.kind in _CLEANED_KINDS)
    if not style.marks and not style.apostrophes:
        return copy
    blocks = list(copy.blocks)
    for cleaner in (glyphs.marks, glyphs.apostrophes):
        for number, block in enumerate(blocks):
            if block.kind in _CLEANED_KINDS and block.text and not _is_code(block):
                blocks[number] = _with_changes(block, number, cleaner(block.text, style), edits)
    return replace(copy, blocks=tuple(blocks))


def _with_changes(block: Block, number: int, changes: Iterable[Change], edits: list[Edit]) -> Block:
    made = sorted(changes, key=lambda change: change.start, reverse=True)
    if not made:
        return block
    changed = change_block(block, made)
    edits.extend(_exact(list(_edits(block.text, made, "block", number)), block, changed))
    return changed


def _is_code(block: Block) -> bool:
    return any(tag in block.html for tag in ("<p", "<code", "<pre", "<kbd", "<samp"))


def _clean_line(text: str, field: str, number: int | None, language: str, edits: list[Edit]) -> str:
    cleaned, made = text, list[Edit]()
    for _ in range(_ROUNDS if text else 0):
        before = cleaned
        for cleaner in LINE_CLEANERS:
            if changes := _allowed(cleaned, cleaner(cleaned, language)):
                made.extend(_edits(cleaned, changes, field, number))
                cleaned = change_text(cleaned, changes)
        if cleaned == before:
            edits.extend(made)
            return cleaned
    return text


def _clean_cutline(cut: Cutline, number: int, language: str, edits: list[Edit]) -> Cutline:
    caption = _clean_line(cut.caption, "caption", number, language, edits)
    credit = _clean_line(cut.credit, "credit", number, language, edits)
    alt = _clean_line(cut.alt, "alt", number, language, edits)
    if (caption, credit, alt) == (cut.caption, cut.credit, cut.alt):
        return cut
    return replace(cut, caption=caption, credit=credit, credit_parts=parts_of(credit), alt=alt)


def _clean_block(block: Block, number: int, language: str, edits: list[Edit]) -> Block:
    if block.kind not in _CLEANED_KINDS or not block.text:
        return block
    if _is_code(block):
        return block
    cleaned, made = block, list[Edit]()
    for _ in range(_ROUNDS):
        before = cleaned
        for cleaner in BODY_CLEANERS:
            if changes := _allowed(cleaned.text, cleaner(cleaned.text, language)):
                made_now = list(_edits(cleaned.text, changes, "block", number))
                changed = change_block(cleaned, changes)
                made.extend(_exact(made_now, cleaned, changed))
                cleaned = changed
        if cleaned == before:
            edits.extend(made)
            return cleaned
    return block


def _exact(made: list[Edit], before: Block, after: Block) -> list[Edit]:
    """Return the edits such that undoing them brings the block's very markup back.

    Where words alone do not (a reference or a line break had stood in the markup), the first edit carries it.
    """
    if change_block(after, reversals(made)) == before:
        return made
    return [replace(made[0], markup=before.html), *made[1:]]


def _allowed(text: str, changes: Iterable[Change]) -> list[Change]:
    """Return the changes that touch no quotation but its white space and its marks, the last in the text first."""
    wanted = list(changes)
    if not wanted:
        return wanted
    spans = quoted(text)
    outside = [
        change
        for change in wanted
        # no word is changed
        if not is_quoted(spans, change.start, change.end) or _is_white(text, change) or glyphs.are_marks(text, change)
    ]
    return sorted(outside, key=lambda change: change.start, reverse=True)


def _is_white(text: str, change: Change) -> bool:
    """Say whether a change is of white space alone, and parts no words and joins none."""
    is_at_edge = change.start == 0 or change.end == len(text)
    return text[change.start : change.end].isspace() and (change.after == " " or (not change.after and is_at_edge))


def _edits(text: str, changes: list[Change], field: str, number: int | None) -> Iterator[Edit]:
    """Yield the record of each change; an insertion is recorded with the characters on both sides of it."""
    for change in changes:
        if change.start < change.end:
            yield Edit(field, number, change.start, text[change.start : change.end], change.after, change.why)
            continue
        start, end = max(0, change.start - 1), min(len(text), change.end + 1)
        left, right = text[start : change.start], text[change.start : end]
        yield Edit(field, number, start, left + right, left + change.after + right, change.why)
