"""RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0: one reader, since real feeds mix their elements freely.

A feed that is not well-formed is recovered; when that loses items, feedparser reads it again (its sanitiser
off, ours does that work) and every item says so.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from nightdesk.wire.batch import read_each
from nightdesk.wire.document import Document
from nightdesk.wire.entry import Entry, Feed
from nightdesk.wire.entry_parts import ENTRY, FEED, key_of
from nightdesk.wire.feed_rescue import read_loosely
from nightdesk.wire.item import Item, Repair, WireFault
from nightdesk.wire.words import local

NAME = "feed"

_ROOTS = ("rss", "rdf", "feed", "channel", "entry")
_START = re.compile(r"<(?:[A-Za-z][\w.-]{0,30}:)?(?:item|entry)[\s>/]", re.IGNORECASE)
_FEED_NAMESPACES = ("atom", "rss", "netscape", "rdf-syntax", "userland")


def recognises(document: Document) -> bool:
    if document.root is None:
        return False
    name, namespace = local(document.root.tag), document.root.tag.rpartition("}")[0].lower()
    return name in _ROOTS and (not namespace or any(word in namespace for word in _FEED_NAMESPACES) or name == "rss")


def read(document: Document) -> Iterator[Item]:
    """Yield the items. A feed without items is an answer; a broken one in which none is found is a fault."""
    feed, entries = _open(document)
    items: list[Item] = []
    fault: WireFault | None = None
    try:
        items = list(read_each(entries, lambda element: _read_entry(feed, element)))
    except WireFault as found:
        fault = found
    if any(repair.what == "markup" for repair in document.repairs):
        items = _rescue(document, items)
    if fault and not items:
        raise fault
    return iter(items)


def _open(document: Document) -> tuple[Feed, list[Any]]:
    root = document.root
    feed = Feed(document, _format(root))
    entries: list[Any] = []
    if key_of(root.tag) == "a:entry":
        return feed, [root]
    _collect(feed, root, entries)
    return feed, entries


def _collect(feed: Feed, parent: Any, entries: list[Any]) -> None:
    feed.enter(parent)
    for child in parent:
        if not isinstance(child.tag, str):
            continue
        key = key_of(child.tag)
        if key in ("item", "a:entry", "at:deleted-entry"):
            entries.append(child)
        elif key in ("channel", "items") and local(parent.tag) != "channel":
            _collect(feed, child, entries)
        elif handle := FEED.get(key):
            handle(feed, child)


def _format(root: Any) -> str:
    name = local(root.tag)
    if name in ("feed", "entry"):
        return "atom 0.3" if "purl.org/atom" in root.tag or root.get("version") == "0.3" else "atom 1.0"
    if name == "rdf":
        return "rss 0.90" if any("netscape" in str(child.tag) for child in root) else "rss 1.0"
    return f"rss {(root.get('version') or '2.0')[:8]}"


def _read_entry(feed: Feed, element: Any) -> Item:
    entry = Entry(feed, element)
    unknown = entry.draft
    if key_of(element.tag) == "at:deleted-entry":
        return _tombstone(entry, element)
    for child in element:
        if not isinstance(child.tag, str):
            continue
        key = key_of(child.tag)
        if handle := ENTRY.get(key):
            handle(entry, child)
        elif key not in ENTRY:
            unknown.keep(key, child.text)
    return entry.item()


def _tombstone(entry: Entry, element: Any) -> Item:
    """RFC 6721: the feed names an entry that is no longer to be shown."""
    entry.draft.guid = (element.get("ref") or "").strip()
    entry.draft.say_status("canceled")
    entry.updated = entry.draft.moment(element.get("when"), "deleted-entry/when")
    return entry.item()


def _rescue(document: Document, items: list[Item]) -> list[Item]:
    """Read a broken feed again with feedparser when recovery has lost items, and say which of both it was."""
    wanted = len(_START.findall(document.text))
    if len(items) >= wanted:
        return items
    rescued = read_loosely(document)
    if len(rescued) <= len(items):
        missing = Repair("truncated", f"This feed begins {wanted} items, but only {len(items)} could be read.")
        return [replace(item, repairs=(*item.repairs, missing)) for item in items]
    return rescued
