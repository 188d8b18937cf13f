"""Take the desk's changes back, from the record alone: what it cleaned, and what anatomy took out of the body."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from nightdesk.copydesk.anatomy.captions import parts_of
from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.markup import Change, change_block, change_text, in_step
from nightdesk.copydesk.query import Edit
from nightdesk.wire.item import Block

_CUTLINE = ("caption", "credit", "alt")


def undo(copy: Copy, keep: int = 0) -> Copy:
    """Return the copy as it was before cleaning, its changes taken back, the latest first.

    ``keep`` says how many of ``Copy.edits`` stay. What anatomy moved (``of="item"``) stays moved; ``received`` has it.
    """
    edits = list(copy.edits)
    while len(edits) > keep and edits[-1].of == "copy":
        copy = _taken_back(copy, edits.pop())
    return replace(copy, edits=tuple(edits))


def received(copy: Copy) -> dict[int, str]:
    """Return the words of every block that is recorded, as the item had them, under its number in the item."""
    copy = undo(copy)
    words = {number: block.text for number, block in zip(copy.places, copy.blocks, strict=True)}
    for edit in reversed(copy.edits):
        if edit.of == "item" and edit.field == "block" and edit.number is not None:
            words[edit.number] = change_text(words.get(edit.number, ""), [reversal(edit)])
    return words


def reversal(edit: Edit) -> Change:
    """Return the smallest change that puts back what an edit changed."""
    lead = 0
    while lead < min(len(edit.before), len(edit.after)) and edit.before[lead] == edit.after[lead]:
        lead += 1
    tail = 0
    most = min(len(edit.before), len(edit.after)) - lead
    while tail < most and edit.before[-1 - tail] == edit.after[-1 - tail]:
        tail += 1
    start, end = edit.start + lead, edit.start + len(edit.after) - tail
    return Change(start, end, edit.before[lead : len(edit.before) - tail], edit.why)


def reversals(made: Sequence[Edit]) -> list[Change]:
    """Return what takes back all edits of one pass at once; each says where it stood before any was made."""
    changes, shift = [], 0
    for edit in sorted(made, key=lambda edit: edit.start):
        change = reversal(edit)
        changes.append(replace(change, start=change.start + shift, end=change.end + shift))
        shift += len(edit.after) - len(edit.before)
    return changes


def block_before(block: Block, edit: Edit) -> Block:
    """Return a block as it was before an edit."""
    if edit.markup:
        return in_step(replace(block, html=edit.markup))
    return change_block(block, [reversal(edit)])


def _taken_back(copy: Copy, edit: Edit) -> Copy:
    if edit.field == "block" and edit.number is not None:
        blocks = list(copy.blocks)
        blocks[edit.number] = block_before(blocks[edit.number], edit)
        return replace(copy, blocks=tuple(blocks))
    if edit.field in _CUTLINE and edit.number is not None:
        cuts = list(copy.cutlines)
        words = change_text(getattr(cuts[edit.number], edit.field), [reversal(edit)])
        changed: dict[str, Any] = {edit.field: words}
        if edit.field == "credit":
            changed["credit_parts"] = parts_of(words)
        cuts[edit.number] = replace(cuts[edit.number], **changed)
        return replace(copy, cutlines=tuple(cuts))
    came = getattr(copy, edit.field)
    if edit.number is None:
        whole: Any = change_text(came, [reversal(edit)])
    else:
        words = change_text(came[edit.number], [reversal(edit)])
        whole = (*came[: edit.number], words, *came[edit.number + 1 :])
    return replace(copy, **{edit.field: whole})
