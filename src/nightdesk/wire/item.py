"""One message of a wire, parsed: what the agency said, in frozen values, before any judgement of ours.

Nothing naive and nothing guessed: a date without a zone that cannot be placed is ``None`` and its
words are kept in ``unknown``. Text fields are plain text; only ``Block.html`` carries markup, and
that markup is made by our own allow-list (see ``wire.blocks``).
"""

from dataclasses import dataclass
from datetime import datetime

BLOCK_KINDS = (
    "paragraph",  # html: inline
    "subhead",  # html: inline; level 2..4
    "list",  # html: <li>…</li>…; ordered
    "quote",  # html: inline or <p>…</p>; a block quotation or pull quotation
    "table",  # html: <caption>, <thead>, <tbody>, <tr>, <th>, <td>
    "picture",  # picture: index into Item.pictures; html: empty
    "embed",  # url: what was embedded; html: the fallback text, inline
    "break",  # a section break; html: empty
    "preformatted",  # html: escaped text with line breaks kept
)


PART_NOTES = (  # sources of notes that hold a part of the story which its sender had set apart from the body
    "byline-agency", "correction", "update-note", "contributors", "disclaimer",
)  # fmt: skip


class WireFault(ValueError):
    """A document that cannot be read as copy. ``part`` names what failed, ``says`` is for an editor."""

    def __init__(self, part: str, says: str) -> None:
        super().__init__(f"{part}: {says}")
        self.part = part
        self.says = says


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the body. ``html`` is safe inner markup; ``text`` is the same words without it."""

    kind: str
    html: str = ""
    text: str = ""
    level: int = 0
    ordered: bool = False
    picture: int | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Rendition:
    """One file of a picture: ``href`` as the document gives it (a URL, or a path beside the document)."""

    href: str
    mime: str = ""
    width: int = 0
    height: int = 0
    role: str = ""  # the agency's own word, lower case: "main", "web", "thumbnail" …
    size_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the item; the best rendition stands first."""

    renditions: tuple[Rendition, ...] = ()
    guid: str = ""
    caption: str = ""
    credit: str = ""
    copyright: str = ""
    usage: str = ""
    alt: str = ""
    headline: str = ""
    byline: str = ""
    taken_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject, place, person or organisation that the agency names."""

    kind: str  # "subject" | "place" | "person" | "organisation" | "keyword" | "genre" | "section"
    name: str
    code: str = ""  # a qcode or URI, as given
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class Ref:
    """Another document this one points at. ``role``: "replaces" | "cancels" | "evolved-from" | "related" | "part"."""

    role: str
    guid: str
    version: str = ""


@dataclass(frozen=True, slots=True)
class Embargo:
    """Not before ``until``. ``until`` is None when the words cannot be read: then the item is held."""

    until: datetime | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    href: str
    text: str = ""
    rel: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """``private`` notes are for editors and never public; the others are for readers.

    A public note from one of ``PART_NOTES`` is no note but that part of the story.
    """

    words: str
    private: bool = True
    source: str = ""  # the element it came from: "ednote", "ed-msg" …


@dataclass(frozen=True, slots=True)
class Repair:
    """Something the reader had to mend to read the document: recovery, encoding, a wrong date."""

    what: str  # "encoding" | "markup" | "date" | "truncated" | "feed" …
    says: str


@dataclass(frozen=True, slots=True)
class Item:
    """One message. Identity is (wire, ``guid``); ``guid`` is raw, never glued to the version."""

    format: str  # "rss 2.0" | "atom 1.0" | "json feed 1.1" | "ninjs 2.1" | "newsml-g2" | "nitf" | "newsml 1.2" …
    guid: str
    version: str = ""
    ids: tuple[tuple[str, str], ...] = ()  # the agency's other ids: (scheme, value)
    refs: tuple[Ref, ...] = ()

    status: str = ""  # "usable" | "withheld" | "canceled" | "" when unsaid | otherwise the agency's word, lower case
    # "text" | "composite" (a body and more) | "picture" | "video" | "audio" | "graphic" | "package" (others only) | …
    item_class: str = "text"
    editorial_types: tuple[str, ...] = ()  # as given: "Corrective", "Kill", "Advisory", "Writethru" …
    signals: tuple[str, ...] = ()
    embargo: Embargo | None = None
    expires_at: datetime | None = None
    sent_at: datetime | None = None
    created_at: datetime | None = None  # this version's moment: versioncreated, updated, pubDate
    first_created_at: datetime | None = None
    published_at: datetime | None = None

    headline: str = ""
    labels: tuple[str, ...] = ()  # headline labels the format itself gives apart from the headline
    slugline: str = ""
    deck: str = ""  # standfirst, summary, description
    bylines: tuple[str, ...] = ()  # as given, one each
    dateline: str = ""
    language: str = ""
    blocks: tuple[Block, ...] = ()
    pictures: tuple[Picture, ...] = ()
    subjects: tuple[Subject, ...] = ()
    notes: tuple[Note, ...] = ()
    credit: str = ""
    copyright: str = ""
    usage: str = ""
    source: str = ""
    urgency: int | None = None
    links: tuple[Link, ...] = ()
    url: str = ""  # the agency's own page of the story

    repairs: tuple[Repair, ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()  # elements no reader of ours knows: (path, text)
