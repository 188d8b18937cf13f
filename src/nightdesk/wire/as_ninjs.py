"""An item as one ninjs 3.1 object (IPTC, News in JSON), for whoever reads our standard output.

ninjs has three statuses and dated embargoes only, so what it cannot say fails closed: an unknown status, an embargo
without a moment and an order that stands beside ``usable`` become ``withheld``, or ``canceled`` when it is a kill.
"""

import re
from collections.abc import Iterable
from html import escape
from typing import Any
from urllib.parse import quote

from nightdesk.wire.item import PART_NOTES, Block, Item, Picture, Rendition

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\[\]\x00-\x20]+")
_STATUSES = ("usable", "withheld", "canceled")
_TYPES = ("text", "audio", "video", "picture", "graphic", "composite")
_KILLS = {"kill", "elimination"}  # editorial types
_HOLDS = {"withhold", "hold", "holdforrelease", "advisory"}
_LISTS = {"person": "people", "place": "places", "organisation": "organisations", "genre": "genres"}
_SCHEMA = {"name": "ninjs", "version": "3.1", "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"}


def as_ninjs(item: Item) -> dict[str, Any]:
    """Return the item as an object that IPTC's ninjs 3.1 schema accepts; members that say nothing are left out."""
    found: dict[str, Any] = {
        "uri": uri_of(item.guid),
        "standard": _SCHEMA,
        "type": _type(item.item_class),
        "version": item.version,
        "firstCreated": _moment(item.first_created_at),
        "versionCreated": _moment(item.created_at),
        "embargoedUntil": _moment(item.embargo.until) if item.embargo else "",
        "pubStatus": _status(item),
        "urgency": item.urgency if item.urgency and 1 <= item.urgency <= 9 else None,
        "copyrightNotice": " ".join(item.copyright.split()),
        "usageTerms": item.usage,
        "edNote": " ".join(" ".join(note.words.split()) for note in item.notes if note.private),
        "language": item.language,
        "headlines": _headlines(item),
        "descriptions": _descriptions(item),
        "bodies": _bodies(item),
        "by": ", ".join(item.bylines),
        "slugline": item.slugline,
        "located": _located(item),
        "infoSources": _sources(item),
        "altIds": [{"role": role or "id", "value": value} for role, value in sorted(_ids(item))],
        "associations": _associations(item),
        "expires": _moment(item.expires_at),
        **_subjects(item),
    }
    if item.item_class in ("picture", "graphic") and item.pictures:
        found["renditions"] = _renditions(item.pictures[0].renditions)
    return {name: value for name, value in found.items() if value not in ("", None, [])}


def as_html(blocks: Iterable[Block], pictures: tuple[Picture, ...] = ()) -> str:
    """Return blocks as HTML; their inner markup is safe already."""
    return "\n".join(filter(None, (_block_html(block, pictures) for block in blocks)))


def as_text(blocks: Iterable[Block]) -> str:
    """Return the words of the blocks, paragraphs parted by blank lines."""
    return "\n\n".join(
        "* * *" if block.kind == "break" else block.text for block in blocks if block.text or block.kind == "break"
    )


def uri_of(words: str) -> str:
    """Return the words when they are a URI, else a URN that holds them."""
    return words if _URI.fullmatch(words) else "urn:x-nightdesk:" + quote(words, safe="")


def _block_html(block: Block, pictures: tuple[Picture, ...]) -> str:
    if block.kind == "picture":
        return (
            _picture_html(pictures[block.picture])
            if block.picture is not None and block.picture < len(pictures)
            else ""
        )
    if block.kind == "break":
        return "<hr>"
    if block.kind == "embed":
        return f'<p><a href="{escape(block.url)}">{escape(block.text) or escape(block.url)}</a></p>'
    tag = {"paragraph": "p", "subhead": f"h{block.level or 2}", "quote": "blockquote", "table": "table",
           "preformatted": "pre", "list": "ol" if block.ordered else "ul"}.get(block.kind, "p")  # fmt: skip
    return f"<{tag}>{block.html}</{tag}>"


def _picture_html(picture: Picture) -> str:
    href = picture.renditions[0].href if picture.renditions else ""
    if not href or ":" in href.split("/")[0] and not href.lower().startswith(("http:", "https:")):
        return ""
    caption = " ".join(part for part in (picture.caption, picture.credit) if part)
    words = f"<figcaption>{escape(caption, quote=False)}</figcaption>" if caption else ""
    return f'<figure><img src="{escape(href)}" alt="{escape(picture.alt)}">{words}</figure>'


def _moment(moment: Any) -> str:
    return moment.isoformat().replace("+00:00", "Z") if moment else ""


def _type(item_class: str) -> str:
    return item_class if item_class in _TYPES else "composite" if item_class == "package" else "text"


def _status(item: Item) -> str:
    orders = {one.rpartition(":")[2].lower() for one in item.editorial_types}
    if item.status in ("usable", "withheld") and not orders.isdisjoint(_KILLS):
        return "canceled"
    if item.status == "usable" and not orders.isdisjoint(_HOLDS):
        return "withheld"
    if item.embargo and item.embargo.until is None and item.status in ("", "usable"):
        return "withheld"
    return item.status if item.status in (*_STATUSES, "") else "withheld"


def _headlines(item: Item) -> list[dict[str, str]]:
    main = [{"role": "main", "contentType": "text/plain", "value": item.headline}] if item.headline else []
    return main + [{"role": "label", "contentType": "text/plain", "value": label} for label in item.labels]


def _descriptions(item: Item) -> list[dict[str, str]]:
    deck = [(role, words) for role, words in (("summary", item.deck), ("dateline", item.dateline)) if words]
    notes = [
        (note.source if note.source in PART_NOTES else "editornotes", note.words)
        for note in item.notes
        if not note.private
    ]
    return [{"role": role, "contentType": "text/plain", "value": value} for role, value in deck + notes]


def _bodies(item: Item) -> list[dict[str, Any]]:
    if not item.blocks:
        return []
    text = as_text(item.blocks)
    return [
        {"role": "main", "contentType": "text/html", "value": as_html(item.blocks, item.pictures)},
        {
            "role": "text",
            "contentType": "text/plain",
            "charCount": len(text),
            "wordCount": len(text.split()),
            "value": text,
        },
    ]


def _sources(item: Item) -> list[dict[str, str]]:
    found = [{"name": item.source, "role": "source"}] if item.source else []
    return [*found, {"name": item.credit, "role": "credit"}] if item.credit else found


def _ids(item: Item) -> list[tuple[str, str]]:
    own = [] if _URI.fullmatch(item.guid) else [("guid", item.guid)]
    return [*own, *item.ids, *([("url", item.url)] if item.url and item.url != item.guid else [])]


def _located(item: Item) -> str:
    return next((subject.name for subject in item.subjects if subject.scheme == "located"), item.dateline)


def _subjects(item: Item) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for subject in item.subjects:
        if subject.scheme == "located":
            continue
        one = {"name": subject.name, "uri" if _URI.fullmatch(subject.code) else "literal": subject.code}
        if said := {name: value for name, value in one.items() if value}:
            found.setdefault(_LISTS.get(subject.kind, "subjects"), []).append(said)
    for rel, words in (("editorialtype", item.editorial_types), ("signal", item.signals)):
        found.setdefault("subjects", []).extend({"name": word, "rel": rel} for word in words if word)
    return found


def _associations(item: Item) -> list[dict[str, Any]]:
    shown = () if item.item_class in ("picture", "graphic") else item.pictures
    pictures = [{"name": f"picture{number}", **_picture(picture)} for number, picture in enumerate(shown, 1)]
    others = [
        {"name": f"{ref.role}{number}", "rel": ref.role, "uri": uri_of(ref.guid), "version": ref.version}
        for number, ref in enumerate(item.refs, 1)
        if ref.guid
    ]
    others += [
        {"name": f"link{number}", "rel": "link", "uri": uri_of(link.href), "title": link.text}
        for number, link in enumerate(item.links, 1)
    ]
    return [*pictures, *({name: value for name, value in one.items() if value} for one in others)]


def _picture(picture: Picture) -> dict[str, Any]:
    guid = picture.guid or (picture.renditions[0].href if picture.renditions else "picture")
    found: dict[str, Any] = {
        "uri": uri_of(guid),
        "type": "picture",
        "headlines": [{"role": "main", "value": picture.headline}] if picture.headline else [],
        "descriptions": [
            {"role": role, "contentType": "text/plain", "value": value}
            for role, value in (("caption", picture.caption), ("alt", picture.alt))
            if value
        ],
        "by": picture.byline,
        "copyrightNotice": picture.copyright,
        "usageTerms": picture.usage,
        "infoSources": [{"name": picture.credit, "role": "credit"}] if picture.credit else [],
        "contentCreated": _moment(picture.taken_at),
        "renditions": _renditions(picture.renditions),
    }
    return {name: value for name, value in found.items() if value not in ("", [])}


def _renditions(renditions: tuple[Rendition, ...]) -> list[dict[str, Any]]:
    return [_rendition(one, number) for number, one in enumerate(renditions, 1)]


def _rendition(one: Rendition, number: int) -> dict[str, Any]:
    """Return one file; a path beside the document is no URI, so it becomes the title."""
    found: dict[str, Any] = {
        "name": one.role or f"r{number}",
        "href" if _URI.fullmatch(one.href) else "title": one.href,
        "contentType": one.mime,
        "width": one.width,
        "height": one.height,
        "sizeInBytes": one.size_bytes,
    }
    return {name: value for name, value in found.items() if value}
