"""Three versions of a story into one: what the station's edit started from, the station's words, the agency's newest.

    base     the take that the edit started from
    ours     the station's edit
    theirs   the newest take

A part that only one side changed comes from that side. A part that both changed is settled only where one side's
change contains the other's exactly; everything else is a question, never a guess. Pure: no Django, no clock.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

from nightdesk.matching.pairing import Block, pair

_MOST_WORDS = 1200  # of a paragraph that is compared word by word
_WORD = re.compile(r"(?:<[^>]*>|[^\s<]+)\s*")  # with the space after it, so that a text can be put together again

Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """A story as the merge sees it: values that change as a whole, and the blocks of the body."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    blocks: Blocks = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """Some blocks of the merged body: settled, or a conflict with what each of the three has there.

    In a conflict ``blocks`` is empty; ``base`` says what stood there when the edit started.
    """

    blocks: Blocks = ()
    is_conflict: bool = False
    base: Blocks = ()
    ours: Blocks = ()
    theirs: Blocks = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """A question to an editor. ``place`` is the name of a field, or "body" with the number of the piece."""

    place: str
    base: Any
    ours: Any
    theirs: Any
    number: int = 0


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of it. A field in conflict has our value, until an editor chooses."""

    fields: Mapping[str, Any]
    pieces: tuple[Piece, ...]
    conflicts: tuple[Conflict, ...]

    @property
    def is_clean(self) -> bool:
        return not self.conflicts

    @property
    def blocks(self) -> Blocks:
        """The body; where there is a conflict, our blocks."""
        return tuple(block for piece in self.pieces for block in (piece.ours if piece.is_conflict else piece.blocks))


def merge(base: Version, ours: Version, theirs: Version) -> Merged:
    """Return the one version that has both sides' changes, with the questions that are left."""
    fields, conflicts = {}, []
    for name in dict.fromkeys((*base.fields, *ours.fields, *theirs.fields)):
        old, own, new = base.fields.get(name), ours.fields.get(name), theirs.fields.get(name)
        is_settled, fields[name] = _unit(old, own, new)
        if not is_settled:
            conflicts.append(Conflict(name, old, own, new))
    pieces = _bodies(base.blocks, ours.blocks, theirs.blocks)
    for number, piece in enumerate(pieces):
        if piece.is_conflict:
            conflicts.append(Conflict("body", piece.base, piece.ours, piece.theirs, number))
    return Merged(fields, pieces, tuple(conflicts))


def _unit(base: Any, ours: Any, theirs: Any) -> tuple[bool, Any]:
    """Return whether a value is settled, and the value."""
    if ours == theirs or theirs == base:
        return True, ours
    if ours == base:
        return True, theirs
    return False, ours


def _bodies(base: Blocks, ours: Blocks, theirs: Blocks) -> tuple[Piece, ...]:
    if ours in (theirs, base) or theirs == base:
        chosen = theirs if ours == base else ours
        return (Piece(chosen),) if chosen else ()
    return _Bodies(base, ours, theirs).pieces()


class _Bodies:
    """The merge of three bodies. A block goes by its number in the base; a new one by its side and its number there.

    A new block that both sides brought alike is one block, and goes by our name for it.
    """

    def __init__(self, base: Blocks, ours: Blocks, theirs: Blocks) -> None:
        self.whole = Piece((), True, base, ours, theirs)
        self.base = base
        self.ours = _named("ours", ours, pair(base, ours))
        self.theirs = _named("theirs", theirs, pair(base, theirs))
        self._join_what_both_brought()
        self.dropped = {name for name in range(len(base)) if self._is_dropped(name)}

    def _join_what_both_brought(self) -> None:
        new_ours = [name for name in self.ours if not isinstance(name, int)]
        new_theirs = [name for name in self.theirs if not isinstance(name, int)]
        standing: dict[Block, list[Any]] = {}
        for name in new_ours:
            standing.setdefault(self.ours[name], []).append(name)
        same = {}
        for name in new_theirs:
            if alike := standing.get(self.theirs[name]):
                same[name] = alike.pop(0)
        self.theirs = {same.get(name, name): block for name, block in self.theirs.items()}

    def _is_dropped(self, name: int) -> bool:
        """Tell whether a block of the base went: one side took it out and the other had not touched it, or both did."""
        left = [side[name] for side in (self.ours, self.theirs) if name in side]
        return not left or (len(left) == 1 and left[0] == self.base[name])

    def pieces(self) -> tuple[Piece, ...]:
        """Return the merged body; one conflict over all of it when the two sides put blocks in orders of their own."""
        order = self._order()
        if order is None:
            return (self.whole,)
        gaps = self._gaps(order)
        if gaps is None:
            return (self.whole,)
        found = list(self._gap(*gaps[0]))
        for name, gap in zip(order, gaps[1:], strict=True):
            found.append(self._kept(name))
            found += self._gap(*gap)
        return _joined(found)

    def _order(self) -> list[Any] | None:
        """Return the blocks that both sides have, in the order of the side that moved any; None when both did."""
        ours = [name for name in self.ours if name in self.theirs]
        theirs = [name for name in self.theirs if name in self.ours]
        if ours == theirs:
            return ours
        old_ours, old_theirs = ([name for name in side if isinstance(name, int)] for side in (ours, theirs))
        moved_here, moved_there = old_ours != sorted(old_ours), old_theirs != sorted(old_theirs)
        if moved_here == moved_there:
            return None
        return ours if moved_here else theirs

    def _gaps(self, order: Sequence[Any]) -> list[tuple[list[Any], list[Any]]] | None:
        """Return what only one side has, before the first block of the order and after each; None when a gap is gone.

        A block is put between the two it was put between. When the other side moved one of those away, nobody
        can say where it belongs.
        """
        gaps: list[tuple[list[Any], list[Any]]] = [([], []) for _ in range(len(order) + 1)]
        place = {name: number for number, name in enumerate(order)}
        for number, side in enumerate((self.ours, self.theirs)):
            before, run = -1, []
            for name in (*side, None):
                if name is not None and name not in place:
                    run += [] if name in self.dropped else [name]
                    continue
                after = len(order) if name is None else place[name]
                if run and after != before + 1:
                    return None
                if run:
                    gaps[before + 1][number].extend(run)
                before, run = after, []
        return gaps

    def _kept(self, name: Any) -> Piece:
        """Return a block that both sides have."""
        ours, theirs = self.ours[name], self.theirs[name]
        base = self.base[name] if isinstance(name, int) else ours
        settled = _settle(base, ours, theirs)
        if settled is not None:
            return Piece((settled,))
        return Piece((), True, (base,), (ours,), (theirs,))

    def _gap(self, ours: list[Any], theirs: list[Any]) -> list[Piece]:
        """Return what stands between two blocks that both have."""
        if ours and theirs:
            known = [name for name in (*ours, *theirs) if isinstance(name, int)]
            base = tuple(self.base[name] for name in sorted(set(known)))
            own, other = tuple(self.ours[name] for name in ours), tuple(self.theirs[name] for name in theirs)
            return [Piece((), True, base, own, other)]
        found = []
        for name in ours:
            is_known = isinstance(name, int)  # changed here, taken out there
            block = (self.ours[name],)
            found.append(Piece((), True, (self.base[name],), block, ()) if is_known else Piece(block))
        for name in theirs:
            block = (self.theirs[name],)
            is_known = isinstance(name, int)
            found.append(Piece((), True, (self.base[name],), (), block) if is_known else Piece(block))
        return found


def _named(side: str, blocks: Blocks, pairs: Mapping[int, int]) -> dict[Any, Block]:
    """Return a side's blocks in their order, by name."""
    known = {number: name for name, number in pairs.items()}
    return {known.get(number, (side, number)): block for number, block in enumerate(blocks)}


def _settle(base: Block, ours: Block, theirs: Block) -> Block | None:
    """Return what a block becomes, or None when both sides changed it in ways of their own."""
    is_settled, block = _unit(base, ours, theirs)
    if is_settled:
        return block
    if not ours.kind == theirs.kind == base.kind or max(map(len, (base.words, ours.words, theirs.words))) > _MOST_WORDS:
        return None
    own, other = _edits(base, ours), _edits(base, theirs)
    if own > other:
        return ours
    return theirs if other > own else None


def _edits(base: Block, other: Block) -> set[tuple[int, int, tuple[str, ...]]]:
    """Return what was done to the marked-up words of a block: from, to, what stands there now."""
    return _replaced(base.marked, other.marked)


def both_changes(base: str, ours: str, theirs: str) -> str | None:
    """Return a text with the changes of both sides, for an editor to choose; None when they meet or touch markup.

    It is never taken unasked: words that do not meet may still contradict each other.
    """
    old, own, new = (_WORD.findall(text) for text in (base, ours, theirs))
    if max(map(len, (old, own, new))) > _MOST_WORDS:
        return None
    changes = sorted({*_replaced(old, own), *_replaced(old, new)})
    if any(one[1] >= other[0] for one, other in pairwise(changes)):
        return None
    if any("<" in word for start, end, words in changes for word in (*old[start:end], *words)):
        return None
    for start, end, words in reversed(changes):
        old[start:end] = words
    return "".join(old).strip()


def _replaced(old: Sequence[str], new: Sequence[str]) -> set[tuple[int, int, tuple[str, ...]]]:
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return {(i1, i2, tuple(new[j1:j2])) for tag, i1, i2, j1, j2 in codes if tag != "equal"}


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Join settled pieces that follow one another."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and not piece.is_conflict and not joined[-1].is_conflict:
            joined[-1] = Piece(joined[-1].blocks + piece.blocks)
        else:
            joined.append(piece)
    return tuple(joined)
