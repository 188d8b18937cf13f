"""ninjs 1.0 to 3.1: one object, a list, or an agency's envelope with ``data.item`` or ``data.items[].item``."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from nightdesk.wire.batch import read_each
from nightdesk.wire.document import Document
from nightdesk.wire.draft import Draft
from nightdesk.wire.item import Item, WireFault
from nightdesk.wire.ninjs_files import read_associations, read_renditions
from nightdesk.wire.ninjs_parts import ITEM, plain, read_body, read_named, settle
from nightdesk.wire.ninjs_shape import faults

NAME = "ninjs"

_MARKS = {
    "uri", "pubstatus", "pubStatus", "altids", "altIds", "versioncreated", "versionCreated", "body_text", "body_html",
    "body_xhtml", "body_nitf", "headlines", "bodies", "representationtype", "representationType", "standard",
    "firstcreated", "firstCreated", "renditions", "associations", "editorialtypes", "embargoed", "headline",
}  # fmt: skip
_ENVELOPES = ("data", "item", "items", "newsItems", "newsitems")
_DEEPEST = 4
_NOT_COPY = {
    "event": "an event",
    "planning": "a planning item",
    "plannedcoverage": "planned coverage",
    "planned_news_item": "planned news",
}


def recognises(document: Document) -> bool:
    return document.root is None and any(True for _ in _objects(document.data, 0))


def read(document: Document) -> Iterator[Item]:
    version = _version(document.text)

    def read_one(found: Any) -> Item:
        if not isinstance(found, dict):
            raise WireFault("ninjs", "This member of the list is no object.")
        return _read(document, version, found)

    return read_each(list(_objects(document.data, 0)), read_one)


def _objects(data: Any, depth: int) -> Iterator[Any]:
    """Yield every ninjs object, out of whatever envelope; a list keeps members that are no objects, to be told."""
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        if any(isinstance(one, dict) for one in data):
            for one in data:
                yield from _objects(one, depth + 1) if isinstance(one, dict) else (one,)
    elif isinstance(data, dict):
        if not _MARKS.isdisjoint(data):
            yield data
            return
        for name in _ENVELOPES:
            if isinstance(data.get(name), dict | list):
                yield from _objects(data[name], depth + 1)


def _version(text: str) -> str:
    """Return the version that the document names, else the generation whose spelling it uses."""
    at = text.find("ninjs-schema_")
    if at >= 0 and (said := text[at + 13 : at + 16])[:1].isdigit():
        return f"{NAME} {said}"
    return f"{NAME} 3" if '"pubStatus"' in text or '"versionCreated"' in text or '"altIds"' in text else NAME


def _read(document: Document, version: str, data: Mapping[str, Any]) -> Item:
    kind = plain(data.get("type")).lower()
    if kind in _NOT_COPY:
        raise WireFault("ninjs", f"This is {_NOT_COPY[kind]}, which holds no copy.")
    draft = Draft(document, version)
    for name, value in data.items():
        handle = ITEM.get(name) or ITEM.get("embargoed" if "embargo" in name.lower() else name.lower())
        if handle is not None:
            handle(draft, value)
        elif value not in (None, "", [], {}) and not read_named(draft, name, value):
            draft.keep(name, plain(value) or json.dumps(value, ensure_ascii=False))
    read_renditions(draft, data.get("renditions"))
    read_associations(draft, data.get("associations"))
    read_body(draft, data)
    settle(draft, data)
    for says in faults(data):
        draft.mend("shape", says)
    return draft.item()
