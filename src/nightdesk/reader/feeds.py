"""Feeds for people who follow: RSS 2.0, Atom 1.0 and JSON Feed 1.1, from one FeedView.

Dates come from the entries, never from the clock: the same view gives the same bytes. A full text
goes in only where the press has put one, which it does only where the wire's terms allow it.
"""

import json
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from lxml import etree

from nightdesk.reader.addresses import absolute
from nightdesk.reader.cards import CardView, FeedView, PictureFile, PictureView, StationView
from nightdesk.reader.characters import legible, safe_link
from nightdesk.reader.fragments import Fragments
from nightdesk.reader.times import machine

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"
MEDIA = "http://search.yahoo.com/mrss/"
_RSS_NAMES = {"atom": ATOM, "content": CONTENT, "dc": DC, "media": MEDIA}
# Of a feed that has never carried a story. Validators believe no date before 1990.
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)
_Writer = Callable[[StationView, CardView, str], bytes]
_GENERATOR = "Nightdesk"
_RSS_END = b"</channel></rss>"
_ATOM_END = b"</feed>"
_JSON_END = "]}"
_ENTRIES: Fragments[bytes] = Fragments(1500)  # of all dialects; one with its full text has some 5 kB


def rss(station: StationView, view: FeedView) -> bytes:
    """Return the feed as RSS 2.0 with the Atom, content, Dublin Core and media modules."""
    root = etree.Element("rss", nsmap=_RSS_NAMES, version="2.0")
    channel = etree.SubElement(root, "channel")
    _add(channel, "title", view.title)
    _add(channel, "link", absolute(station.url, view.home_path))
    _add(channel, "description", legible(view.description) or view.title)
    _add(channel, "language", station.language)
    if station.copyright:
        _add(channel, "copyright", station.copyright)
    if moment := _newest(view):
        _add(channel, "lastBuildDate", _rfc822(moment, station.zone))
    _add(channel, "generator", _GENERATOR)
    itself = absolute(station.url, view.path)
    _link(channel, "self", itself, "application/rss+xml")
    if station.hub:
        etree.SubElement(channel, f"{{{ATOM}}}link", rel="hub", href=legible(station.hub))
    return _with_entries(_written(root), _RSS_END, "rss", _rss_entry, station, view)


def _rss_entry(station: StationView, card: CardView, full: str) -> bytes:
    root = etree.Element("rss", nsmap=_RSS_NAMES)
    _rss_item(root, station, card, full)
    return _inside(root, b"</rss>")


def _rss_item(channel: Any, station: StationView, card: CardView, full: str) -> None:
    item = etree.SubElement(channel, "item")
    _add(item, "title", card.headline)
    _add(item, "link", safe_link(card.url))
    _add(item, "guid", card.guid or card.url, isPermaLink="false" if card.guid else "true")
    if card.published_at:
        _add(item, "pubDate", _rfc822(card.published_at, station.zone))
    if (said := card.deck or card.summary) or not full:
        _add(item, "description", escape(said or card.headline, quote=False))  # feed readers take it for markup
    if card.section:
        _add(item, "category", card.section.title)
    if by := _by(card):
        _add(item, f"{{{DC}}}creator", by)
    if full:
        _add(item, f"{{{CONTENT}}}encoded", full)
    if card.picture and (shown := _jpeg(card.picture)):
        _rss_picture(item, station, card.picture, shown)


def _rss_picture(item: Any, station: StationView, picture: PictureView, shown: PictureFile) -> None:
    url = legible(absolute(station.url, shown.path))
    media = etree.SubElement(item, f"{{{MEDIA}}}content", url=url, medium="image", type=shown.mime)
    media.set("width", str(shown.width))
    media.set("height", str(shown.height))
    if picture.caption:
        _add(media, f"{{{MEDIA}}}description", picture.caption, type="plain")
    if picture.credit:
        _add(media, f"{{{MEDIA}}}credit", picture.credit)


def atom(station: StationView, view: FeedView) -> bytes:
    """Return the feed as Atom 1.0 (RFC 4287)."""
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    root.set("{http://www.w3.org/XML/1998/namespace}lang", station.language)
    itself = absolute(station.url, view.path)
    _atom(root, "id", itself)
    _words(root, "title", view.title)
    if view.description:
        _words(root, "subtitle", view.description)
    _atom(root, "updated", machine(_newest(view) or _NEVER, station.zone))
    _link(root, "self", itself, "application/atom+xml")
    _link(root, "alternate", absolute(station.url, view.home_path), "text/html")
    if station.hub:
        etree.SubElement(root, f"{{{ATOM}}}link", rel="hub", href=legible(station.hub))
    _atom(etree.SubElement(root, f"{{{ATOM}}}author"), "name", station.name)
    if station.copyright:
        _words(root, "rights", station.copyright)
    _atom(root, "generator", _GENERATOR)
    return _with_entries(_written(root), _ATOM_END, "atom", _atom_bytes, station, view)


def _atom_bytes(station: StationView, card: CardView, full: str) -> bytes:
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    _atom_entry(root, station, card, full)
    return _inside(root, _ATOM_END)


def _atom_entry(root: Any, station: StationView, card: CardView, full: str) -> None:
    entry = etree.SubElement(root, f"{{{ATOM}}}entry")
    if card.language and card.language != station.language:
        entry.set("{http://www.w3.org/XML/1998/namespace}lang", card.language)
    _atom(entry, "id", card.guid or card.url)
    _words(entry, "title", card.headline)
    _atom(entry, "updated", _apart(card, station.zone))
    if card.published_at:
        _atom(entry, "published", machine(card.published_at, station.zone))
    _link(entry, "alternate", safe_link(card.url), "text/html")
    if by := _by(card):
        _atom(etree.SubElement(entry, f"{{{ATOM}}}author"), "name", by)
    if card.section:
        etree.SubElement(entry, f"{{{ATOM}}}category", term=legible(card.section.title))
    if (said := card.deck or card.summary) or not full:
        _words(entry, "summary", said or card.headline)
    if full:
        _atom(entry, "content", full, type="html")


def json_feed(station: StationView, view: FeedView) -> bytes:
    """Return the feed as JSON Feed 1.1."""
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": legible(view.title),
        "home_page_url": absolute(station.url, view.home_path),
        "feed_url": absolute(station.url, view.path),
        "description": legible(view.description),
        "language": station.language,
        "authors": [{"name": legible(station.name), "url": absolute(station.url, "/")}],
        "hubs": [{"type": "WebSub", "url": legible(station.hub)}] if station.hub else [],
        "items": [],
    }
    head = _json(_filled(feed)).removesuffix(_JSON_END.encode())
    return head + b",".join(_entries("json", _json_bytes, station, view)) + f"{_JSON_END}\n".encode()


def _json_bytes(station: StationView, card: CardView, full: str) -> bytes:
    return _json(_json_item(station, card, full))


def _json(values: dict[str, Any]) -> bytes:
    return legible(json.dumps(values, ensure_ascii=False, separators=(",", ":"))).encode()


def _json_item(station: StationView, card: CardView, full: str) -> dict[str, Any]:
    full, deck = legible(full), legible(card.deck or card.summary)
    shown = _jpeg(card.picture) if card.picture else None
    by = _by(card)
    item = {
        "id": card.guid or card.url,
        "url": safe_link(card.url),
        "title": legible(card.headline),
        "content_html": full,
        "content_text": "" if full else deck or legible(card.headline),
        "summary": deck,
        "image": absolute(station.url, shown.path) if shown else "",
        "date_published": machine(card.published_at, station.zone) if card.published_at else "",
        "date_modified": machine(card.updated_at, station.zone) if card.updated_at else "",
        "authors": [{"name": by}] if by else [],
        "tags": [legible(card.section.title)] if card.section else [],
        "language": card.language if card.language != station.language else "",
    }
    return _filled(item)


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value or name == "items"}


def _entries(dialect: str, write: _Writer, station: StationView, view: FeedView) -> list[bytes]:
    """Return the entries of a feed, each written once for all the feeds of a dialect that carry it."""
    return [
        _ENTRIES((station, card), (dialect, full), partial(write, station, card, full)) for card, full in view.entries
    ]


def _with_entries(
    written: bytes, end: bytes, dialect: str, write: _Writer, station: StationView, view: FeedView
) -> bytes:
    """Put the entries before the end of a feed that was written without them."""
    return written.removesuffix(end) + b"".join(_entries(dialect, write, station, view)) + end


def _inside(root: Any, end: bytes) -> bytes:
    """Return what stands inside an element as it would be written there: without the element's own names."""
    whole = etree.tostring(root, encoding="UTF-8", xml_declaration=False)
    return whole[whole.index(b">") + 1 :].removesuffix(end)


def _by(card: CardView) -> str:
    """Return who wrote it, without the word "By"; the agency where nobody is named."""
    return legible(card.byline.removeprefix("By ").removeprefix("by ") or card.credit).strip()


def _moment(card: CardView) -> datetime | None:
    return card.updated_at or card.published_at


def _newest(view: FeedView) -> datetime | None:
    moments = [moment for card, _ in view.entries if (moment := _moment(card))]
    return view.updated_at or max(moments, default=None)


def _jpeg(picture: PictureView) -> PictureFile | None:
    """Return the widest file that every feed reader can show."""
    fitting = [file for file in picture.files if file.mime == "image/jpeg"]
    return max(fitting, key=lambda file: file.width, default=None)


def _apart(card: CardView, zone: str) -> str:
    """Return when an entry changed, with a fraction of a second that follows from its identity.

    Stories of one delivery run at the same moment, and validators warn of entries that share theirs.
    """
    moment = (_moment(card) or _NEVER).astimezone(ZoneInfo(zone)).replace(microsecond=0)
    fraction = timedelta(microseconds=zlib.crc32(legible(card.guid or card.url).encode()) % 1_000_000)
    return (moment + fraction).isoformat(timespec="microseconds")


def _rfc822(moment: datetime, zone: str) -> str:
    return format_datetime(moment.astimezone(ZoneInfo(zone)))


def _add(parent: Any, name: str, text: str, **attributes: str) -> None:
    safe = {key: legible(value) for key, value in attributes.items()}
    etree.SubElement(parent, name, safe).text = legible(text)


def _atom(parent: Any, name: str, text: str, **attributes: str) -> None:
    _add(parent, f"{{{ATOM}}}{name}", text, **attributes)


def _words(parent: Any, name: str, text: str) -> None:
    """Write plain words. Those that look like markup say that they are escaped, or validators take them for it."""
    if "<" in text or "&" in text:
        _atom(parent, name, escape(text, quote=False), type="html")
    else:
        _atom(parent, name, text)


def _link(parent: Any, rel: str, href: str, mime: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}link", rel=rel, href=legible(href), type=mime)


def _written(root: Any) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)
