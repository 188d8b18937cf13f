"""Copy: an item after the copy desk, as named parts and blocks. Plain text, but for ``Block.html``."""

from dataclasses import dataclass
from datetime import datetime

from nightdesk.copydesk.query import Edit
from nightdesk.wire.item import Block, Link, Picture, Subject


@dataclass(frozen=True, slots=True)
class Cutline:
    """A picture as readers see it: the caption without the credit, the credit without markup."""

    picture: Picture
    caption: str = ""
    credit: str = ""  # whole, as printed: "Name/Agency/Library via Distributor"
    credit_parts: tuple[str, ...] = ()  # the same, part by part
    alt: str = ""
    is_file_photo: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """The characters a part came from: ``words`` is exactly what stands at ``start`` in that field of the item."""

    part: str  # the field of Copy: "bylines", "dateline", "private_notes" …
    field: str  # the field of Item: "block", "headline", "bylines", "caption" …
    number: int | None
    start: int
    words: str


@dataclass(frozen=True, slots=True)
class Copy:
    """Every public part in a field of its own, and what is never public in ``private_notes``."""

    headline: str = ""
    labels: tuple[str, ...] = ()  # taken from the headline's front: "UPDATE 1", "CORRECTED", "1st Ld-Writethru"
    slugline: str = ""
    deck: str = ""
    bylines: tuple[str, ...] = ()  # names only: ("Ada Quill", "Ben Marsh")
    byline_agency: str = ""  # "Meridian Wire": what stood behind or below the names
    dateline: str = ""  # "WASHINGTON", "Cleveland, Ohio": the place, without agency or dash
    dateline_agency: str = ""  # "AP", "CNN": what stood in the brackets
    dateline_date: str = ""  # "Jan. 30", when the dateline carries one
    blocks: tuple[Block, ...] = ()
    cutlines: tuple[Cutline, ...] = ()  # same order and length as Item.pictures
    public_notes: tuple[str, ...] = ()  # EDITOR'S NOTE — …: for readers
    private_notes: tuple[str, ...] = ()  # Eds: …: never public
    correction: str = ""  # the preamble of a corrected story, for readers
    update_note: str = ""  # "This story has been updated with …"
    contributors: str = ""  # "CNN's A, B and C contributed to this report."
    disclaimer: str = ""
    copyright: str = ""
    credit: str = ""
    market: str = ""  # contributor's market, when a market embargo is said in the text
    language: str = ""
    subjects: tuple[Subject, ...] = ()
    links: tuple[Link, ...] = ()
    published_at: datetime | None = None
    updated_at: datetime | None = None
    edits: tuple[Edit, ...] = ()
    sources: tuple[Source, ...] = ()  # where each part stood; empty for takes stored before it was kept
    places: tuple[int, ...] = ()  # for each block, its number in the item
