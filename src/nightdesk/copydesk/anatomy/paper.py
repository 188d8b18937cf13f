"""The working paper: one story laid out on the desk while its parts are found and taken out."""

import re
from dataclasses import dataclass, field, replace

from nightdesk.copydesk.copy import Source
from nightdesk.copydesk.markup import Change, change_block, cut_front, in_step
from nightdesk.copydesk.query import Edit
from nightdesk.copydesk.terms import Terms
from nightdesk.wire.item import PART_NOTES, Block, Item

_NOT_SAID = re.compile(r"[\W_]+")


@dataclass(slots=True, eq=False)
class Line:
    """A block of the body, its number as it was received, and the stretches of its text that were taken out."""

    number: int
    block: Block
    came: str = ""  # the text as it was received
    cuts: list[tuple[int, int]] = field(default_factory=list)  # (start, end) in ``came``, in order

    @property
    def text(self) -> str:
        return self.block.text.strip()

    @property
    def is_prose(self) -> bool:
        return self.block.kind == "paragraph"

    def origin(self, at: int) -> int:
        """Return where in ``came`` the character stands that is now at ``at``."""
        for start, end in self.cuts:
            if start > at:
                break
            at += end - start
        return at


@dataclass(slots=True)
class Paper:
    """What is left of the body (``lines``) and the parts found so far, under the names of ``Copy``."""

    item: Item
    terms: Terms
    headline: str = ""
    deck: str = ""
    lines: list[Line] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    byline_agency: str = ""
    dateline: str = ""
    dateline_agency: str = ""
    dateline_date: str = ""
    public_notes: list[str] = field(default_factory=list)
    private_notes: list[str] = field(default_factory=list)
    correction: str = ""
    update_note: str = ""
    contributors: str = ""
    disclaimer: str = ""
    copyright: str = ""
    market: str = ""
    edits: list[Edit] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)

    def take(self, line: Line, why: str, part: str = "") -> str:
        """Take a whole block out of the body and return its words; ``part`` is the field of Copy they go to."""
        self.lines.remove(line)
        self.edits.append(Edit("block", line.number, 0, line.block.text, "", why, of="item"))
        self._note_source(line, part, 0, len(line.block.text))
        return line.text

    def take_front(self, line: Line, length: int, why: str, part: str = "") -> str:
        """Take the first ``length`` characters of a block's text out and return them."""
        front = line.block.text[:length]
        self.edits.append(Edit("block", line.number, 0, front, "", why, of="item"))
        self._note_source(line, part, 0, length)
        before = len(line.block.text)
        line.block = cut_front(line.block, length)
        self._note_cut(line, 0, before - len(line.block.text))
        return front

    def take_stretch(self, line: Line, start: int, end: int, why: str, part: str = "") -> str:
        """Take the characters ``start``..``end`` out of a block's text and return them."""
        words = line.block.text[start:end]
        self.edits.append(Edit("block", line.number, start, words, "", why, of="item"))
        self._note_source(line, part, start, end)
        line.block = change_block(line.block, [Change(start, end, "", why)])
        self._note_cut(line, start, end - start)
        return words

    def note(self, part: str, field_name: str, number: int | None, words: str, start: int = 0) -> None:
        """Note that a part came from a field of the item's own."""
        self.sources.append(Source(part, field_name, number, start, words))

    def _note_source(self, line: Line, part: str, start: int, end: int) -> None:
        if part and end > start:
            first, last = line.origin(start), line.origin(end - 1) + 1
            self.sources.append(Source(part, "block", line.number, first, line.came[first:last]))

    def _note_cut(self, line: Line, start: int, length: int) -> None:
        if length:
            first, last = line.origin(start), line.origin(start + length - 1) + 1
            apart = [cut for cut in line.cuts if cut[1] <= first or cut[0] >= last]
            line.cuts = sorted([*apart, (first, last)])

    def set_block(self, line: Line, **changed: object) -> None:
        """Change a block's kind or level; its words stay."""
        line.block = replace(line.block, **changed)  # type: ignore[arg-type]

    def head(self, count: int) -> list[Line]:
        """Return the first paragraphs of what is left."""
        return [line for line in self.lines[: count * 2] if line.is_prose][:count]

    def known_agencies(self, *, byline: bool = True) -> set[str]:
        """Return the lower-case names by which this copy's agency goes; without ``byline`` but for what it says."""
        item = self.item
        named = (*self.terms.agencies, item.source, item.credit, *self.terms.station_names)
        named = (*named, self.byline_agency) if byline else named
        return {name.strip().lower() for name in named if name.strip()}


def lay_out(item: Item, terms: Terms) -> Paper:
    """Return the item as a working paper, its texts and markup in step and its empty blocks gone."""
    paper = Paper(item, terms, headline=item.headline.strip(), deck=item.deck.strip(), labels=list(item.labels))
    for number, block in enumerate(item.blocks):
        block = in_step(block)
        if block.kind in ("paragraph", "subhead") and not block.text.strip():
            continue
        paper.lines.append(Line(number, block, block.text))
    for number, note in enumerate(item.notes):
        part = "private_notes" if note.private else "public_notes"
        if not note.private and note.source in PART_NOTES:
            part = note.source.replace("-", "_")
            setattr(paper, part, joined(getattr(paper, part), note.words.strip()))
        else:
            getattr(paper, part).append(note.words.strip())
        paper.note(part, "notes", number, note.words)
    return paper


def joined(first: str, second: str, mark: str = " ") -> str:
    """Return two parts that belong together as one; a part that is there already is not repeated."""
    if not first or not second or second in first:
        return first or second
    return f"{first}{mark}{second}"


def sameness(text: str) -> str:
    """Return a text as it is compared: letters and digits alone, lower case."""
    return _NOT_SAID.sub("", text.lower())
