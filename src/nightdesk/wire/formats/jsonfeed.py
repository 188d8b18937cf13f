"""JSON Feed 1 and 1.1."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from nightdesk.wire.batch import read_each
from nightdesk.wire.blocks import from_html, from_text
from nightdesk.wire.document import Document
from nightdesk.wire.draft import Draft
from nightdesk.wire.entry import join
from nightdesk.wire.figures import number, place
from nightdesk.wire.item import Item, Link, Picture, Rendition, WireFault
from nightdesk.wire.words import tidy, untagged

NAME = "json feed"

_KNOWN = {
    "id", "url", "external_url", "title", "content_html", "content_text", "summary", "image", "banner_image",
    "date_published", "date_modified", "author", "authors", "tags", "language", "attachments",
}  # fmt: skip


def recognises(document: Document) -> bool:
    data = document.data
    return isinstance(data, dict) and "jsonfeed" in str(data.get("version", "")) and "items" in data


def read(document: Document) -> Iterator[Item]:
    feed = document.data
    if not isinstance(feed["items"], list):
        raise WireFault("items", "The items of this JSON Feed are no list.")
    version = "1.1" if "1.1" in str(feed.get("version")) else "1"

    def read_one(entry: Any) -> Item:
        if not isinstance(entry, dict):
            raise WireFault("items", "An item of this JSON Feed is no object.")
        return _read(Draft(document, f"{NAME} {version}"), feed, entry)

    return read_each(feed["items"], read_one)


def words(value: Any) -> str:
    """Return a JSON value as plain words; lists and objects say nothing."""
    if isinstance(value, str):
        return tidy(value)
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _read(draft: Draft, feed: Mapping[str, Any], entry: Mapping[str, Any]) -> Item:
    base = draft.document.url
    draft.guid = words(entry.get("id"))
    draft.url = join(base, words(entry.get("url")))
    draft.headline = untagged(words(entry.get("title")))
    draft.deck = words(entry.get("summary"))
    draft.language = words(entry.get("language")) or words(feed.get("language"))
    draft.bylines = _authors(entry) or _authors(feed)
    draft.source = words(feed.get("title"))
    draft.published_at = draft.moment(words(entry.get("date_published")), "date_published")
    draft.created_at = draft.moment(words(entry.get("date_modified")), "date_modified") or draft.published_at
    if other := words(entry.get("external_url")):
        draft.links.append(Link(join(base, other), "", "external"))
    for name in ("image", "banner_image"):
        if href := words(entry.get(name)):
            place(draft.pictures, Picture((Rendition(join(base, href), role=name),)))
    _read_body(draft, entry, base)
    for tag in _list(entry, "tags"):
        draft.subject("keyword", words(tag))
    for attached in _list(entry, "attachments"):
        _attach(draft, attached, base)
    for name, value in entry.items():
        if name not in _KNOWN:
            draft.keep(name, words(value) or json.dumps(value, ensure_ascii=False))
    return draft.item()


def _read_body(draft: Draft, entry: Mapping[str, Any], base: str) -> None:
    body = entry.get("content_html")
    if isinstance(body, str) and body.strip():
        draft.blocks.extend(from_html(body, base=base, pictures=draft.pictures))
    elif isinstance(body := entry.get("content_text"), str):
        draft.blocks.extend(from_text(body))


def _list(holder: Mapping[str, Any], name: str) -> list[Any]:
    found = holder.get(name)
    return found if isinstance(found, list) else []


def _authors(holder: Mapping[str, Any]) -> list[str]:
    several = holder.get("authors")
    found = several if isinstance(several, list) and several else [holder.get("author")]
    return [name for one in found if isinstance(one, dict) and (name := words(one.get("name")))]


def _attach(draft: Draft, attached: Any, base: str) -> None:
    if not isinstance(attached, dict) or not (href := words(attached.get("url"))):
        return
    mime = words(attached.get("mime_type")).lower()
    if mime.startswith("image/"):
        rendition = Rendition(
            join(base, href), mime, role="attachment", size_bytes=number(attached.get("size_in_bytes"))
        )
        place(draft.pictures, Picture((rendition,), headline=words(attached.get("title"))))
    else:
        draft.links.append(Link(join(base, href), words(attached.get("title")), mime or "attachment"))
