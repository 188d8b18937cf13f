"""The last resort for feeds that are no XML: feedparser's loose reader, its sanitiser off because ours does that."""

import io
from typing import Any

from nightdesk.wire.blocks import from_html
from nightdesk.wire.document import Document
from nightdesk.wire.draft import Draft
from nightdesk.wire.item import Item, Repair, WireFault
from nightdesk.wire.words import tidy, untagged

LARGEST = 500_000  # characters; feedparser takes many times as long as we do
_SAID = Repair("feed", "The feed is no well-formed XML; feedparser read it loosely, so check what it made of it.")


def read_loosely(document: Document) -> list[Item]:
    """Return what feedparser finds, each item flagged; nothing when the document is too large for it."""
    if len(document.text) > LARGEST or "<!entity" in document.text.lower():
        return []
    import feedparser

    source = io.BytesIO(document.text.encode("utf-8", "replace"))
    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        found = feedparser.parse(source, sanitize_html=False, resolve_relative_uris=False, response_headers=headers)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, LookupError, RecursionError):
        return []  # feedparser is not written for hostile bytes; what we have already then stands
    items = []
    for entry in found.entries:
        try:
            items.append(_item(document, found.feed, entry))
        except WireFault:
            continue
    return items


def _item(document: Document, feed: Any, entry: Any) -> Item:
    draft = Draft(document, "feed")
    draft.guid, draft.url = tidy(entry.get("id")), tidy(entry.get("link"))
    draft.headline = untagged(entry.get("title") or "")
    draft.bylines = [name for one in entry.get("authors") or () if (name := tidy(one.get("name")))]
    draft.published_at = draft.moment(entry.get("published"), "published")
    updated = dict.get(entry, "updated")  # its own get() answers with "published" when there is none
    draft.created_at = draft.moment(updated, "updated") or draft.published_at
    draft.source, draft.language = untagged(feed.get("title") or ""), tidy(feed.get("language"))
    draft.copyright = untagged(entry.get("rights") or feed.get("rights") or "")
    texts = [one.get("value") or "" for one in entry.get("content") or ()]
    summary = entry.get("summary") or ""
    draft.blocks.extend(
        from_html(max(texts, key=len) if texts else summary, base=document.url, pictures=draft.pictures)
    )
    if texts:
        draft.deck = " ".join(block.text for block in from_html(summary))
    for tag in entry.get("tags") or ():
        draft.subject("keyword", tidy(tag.get("term")), scheme=tidy(tag.get("scheme")))
    draft.repairs.append(_SAID)
    return draft.item()
