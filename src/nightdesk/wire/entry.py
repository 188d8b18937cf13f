"""One entry of a feed while it is read: which of its texts is the body, which link is the page, which picture leads."""

from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from nightdesk.wire.blocks import from_elements, from_html
from nightdesk.wire.document import Document
from nightdesk.wire.draft import Draft
from nightdesk.wire.entry_media import Shots
from nightdesk.wire.figures import place
from nightdesk.wire.item import Block, Item, Link, Rendition
from nightdesk.wire.words import said, untagged

_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"


class Feed:
    """What the feed says once for all its entries."""

    def __init__(self, document: Document, format: str) -> None:
        self.document = document
        self.format = format
        self.base = document.url
        self.language = self.copyright = self.title = ""
        self.authors: list[str] = []
        self.has_bases = "xml:base" in document.text
        self.enter(document.root)

    def enter(self, element: Any) -> None:
        """Take over the base and the language of the element that holds the entries."""
        if self.has_bases:
            self.base = based(self.base, element)
        self.language = element.get(_LANG) or element.get("lang") or self.language


def based(base: str, element: Any) -> str:
    """Return the base address inside an element."""
    own = element.get(_BASE)
    return join(base, own) if own else base


def join(base: str, href: str) -> str:
    """Return the absolute address, or the words as they are when they make none."""
    try:
        return urljoin(base, href.strip()) if base else href.strip()
    except ValueError:
        return href.strip()


class Entry:
    """An entry's draft, and the candidates that ``item()`` decides between."""

    def __init__(self, feed: Feed, element: Any) -> None:
        self.feed = feed
        self.draft = Draft(feed.document, feed.format)
        self.base = based(feed.base, element) if feed.has_bases else feed.base
        self.draft.guid = (element.get(_RDF_ABOUT) or "").strip()
        self.draft.language = element.get(_LANG) or element.get("lang") or ""
        self.summaries: list[Any] = []
        self.contents: list[Any] = []
        self.authors: list[str] = []
        self.updated: datetime | None = None
        self.permalink = ""
        self.shots = Shots()
        self.spare: dict[str, Any] = {}  # what podcasts' own elements say, for want of better

    def item(self) -> Item:
        draft, feed = self.draft, self.feed
        if "author" in self.spare and not self.authors:
            self.authors.append(said(self.spare["author"]))
        if not self.summaries and not self.contents and "summary" in self.spare:
            self.summaries.append(self.spare["summary"])
        draft.bylines = self.authors
        draft.headline = draft.headline or self.shots.first("title")
        draft.created_at = self.updated or draft.published_at or draft.first_created_at
        draft.url = draft.url or self.permalink
        self._show_pictures()
        self._write_body()
        if not draft.guid:
            draft.make_guid()
        draft.bylines = draft.bylines or list(feed.authors)
        draft.language = draft.language or feed.language
        draft.copyright = draft.copyright or feed.copyright
        draft.source = draft.source or feed.title
        return draft.item()

    def text_base(self, element: Any) -> str:
        return based(self.base, element) if self.feed.has_bases else self.base

    def _write_body(self) -> None:
        """The longest content is the body and the summary its deck; without content the longest summary is the body."""
        if not self.contents and len(self.summaries) > 1:
            self.summaries.sort(key=lambda element: len(element.text or ""))
            self.contents.append(self.summaries.pop())
        bodies = [blocks for element in self.contents if (blocks := self._blocks(element))]
        if bodies:
            self.draft.blocks.extend(max(bodies, key=lambda blocks: sum(len(block.text) for block in blocks)))
            self.draft.deck = self._deck()
        elif self.summaries:
            self.draft.blocks.extend(self._blocks(self.summaries[0]))
        elif not self.draft.pictures:
            self.draft.deck = self.shots.first("caption")

    def _deck(self) -> str:
        """Return the words of the summary, unless the body is these very words."""
        if not self.summaries:
            return ""
        words = plain(max(self.summaries, key=lambda element: len(element.text or "")))
        blocks = self.draft.blocks
        return "" if len(blocks) == 1 and blocks[0].text == words else words

    def _blocks(self, element: Any) -> tuple[Block, ...]:
        base = self.text_base(element)
        if len(element):
            return from_elements((element,), base=base, pictures=self.draft.pictures)
        text = element.text or ""
        kind = (element.get("type") or "").lower()
        if (
            kind in ("text", "text/plain")
            and element.get("mode") != "escaped"
            and "}" in element.tag
            and "atom" in element.tag.lower()
        ):
            text = text.replace("&", "&amp;").replace("<", "&lt;") if "<" in text else text
        return from_html(text, base=base, pictures=self.draft.pictures)

    def _show_pictures(self) -> None:
        self.draft.unread += self.shots.unread
        for picture in self.shots.pictures():
            place(self.draft.pictures, picture)

    def link(self, href: str, rel: str, mime: str = "", title: str = "") -> None:
        """Take a link: the alternate one is the story's own page."""
        if not href:
            return
        if rel == "alternate" and (not self.draft.url or (mime == "text/html" and self.draft.url != href)):
            self.draft.url = href
        elif rel == "enclosure" and mime.startswith("image/"):
            self.shots.show(Rendition(href, mime, role="enclosure"))
        elif rel != "self":
            self.draft.links.append(Link(href, title, rel or "alternate"))


def plain(element: Any) -> str:
    """Return the words of a text construct, without the markup that its type allows."""
    if len(element):
        return said(element)
    text = element.text or ""
    if "<" in text:
        return " ".join(block.text for block in from_html(text) if block.text).replace("\n", " ")
    return untagged(text)
