"""The working paper: one story laid out on the desk while its parts are found and taken out."""

import re
from dataclasses import dataclass, field, replace

from nightdesk.copydesk.markup import cut_front, in_step
from nightdesk.copydesk.query import Edit
from nightdesk.copydesk.terms import Terms
from nightdesk.wire.item import Block, Item

_NOT_SAID = re.compile(r"[\W_]+")


@dataclass(slots=True, eq=False)
class Line:
    """A block of the body and its number as it was received."""

    number: int
    block: Block

    @property
    def text(self) -> str:
        return self.block.text.strip()

    @property
    def is_prose(self) -> bool:
        return self.block.kind == "paragraph"


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

    def take(self, line: Line, why: str) -> str:
        """Take a whole block out of the body and return its words."""
        self.lines.remove(line)
        self.edits.append(Edit("block", line.number, 0, line.block.text, "", why, of="item"))
        return line.text

    def take_front(self, line: Line, length: int, why: str) -> str:
        """Take the first ``length`` characters of a block's text out and return them."""
        front = line.block.text[:length]
        self.edits.append(Edit("block", line.number, 0, front, "", why, of="item"))
        line.block = cut_front(line.block, length)
        return front

    def set_block(self, line: Line, **changed: object) -> None:
        """Change a block's kind or level; its words stay."""
        line.block = replace(line.block, **changed)  # type: ignore[arg-type]

    def head(self, count: int) -> list[Line]:
        """Return the first paragraphs of what is left."""
        return [line for line in self.lines[: count * 2] if line.is_prose][:count]

    def known_agencies(self) -> set[str]:
        """Return the lower-case names by which this copy's agency goes."""
        item = self.item
        named = (*self.terms.agencies, item.source, item.credit, self.byline_agency, *self.terms.station_names)
        return {name.strip().lower() for name in named if name.strip()}


def lay_out(item: Item, terms: Terms) -> Paper:
    """Return the item as a working paper, its texts and markup in step and its empty blocks gone."""
    paper = Paper(item, terms, headline=item.headline.strip(), deck=item.deck.strip(), labels=list(item.labels))
    for number, block in enumerate(item.blocks):
        block = in_step(block)
        if block.kind in ("paragraph", "subhead") and not block.text.strip():
            continue
        paper.lines.append(Line(number, block))
    for note in item.notes:
        (paper.private_notes if note.private else paper.public_notes).append(note.words.strip())
    return paper


def joined(first: str, second: str, mark: str = " ") -> str:
    """Return two parts that belong together as one; a part that is there already is not repeated."""
    if not first or not second or second in first:
        return first or second
    return f"{first}{mark}{second}"


def sameness(text: str) -> str:
    """Return a text as it is compared: letters and digits alone, lower case."""
    return _NOT_SAID.sub("", text.lower())
