"""The files of a ninjs object: its own renditions, and the pictures and documents associated with it."""

from collections.abc import Iterator, Mapping
from typing import Any

from nightdesk.wire.draft import Draft
from nightdesk.wire.figures import IMAGE_NAMES, MOST_PICTURES, number, place
from nightdesk.wire.g2_sets import best_first, own_picture
from nightdesk.wire.item import Link, Picture, Ref, Rendition
from nightdesk.wire.ninjs_parts import CREDITS, each, plain
from nightdesk.wire.words import untagged

_PICTURES = ("picture", "graphic", "photo", "image")
_REFERENCES = {
    "evolvedfrom": "evolved-from", "evolved-from": "evolved-from", "part": "part",
    "previousversion": "replaces", "replaces": "replaces", "kills": "cancels",
    "cancels": "cancels", "kill": "cancels", "correctionof": "replaces", "updates": "replaces",
}  # fmt: skip


def read_renditions(draft: Draft, value: Any) -> None:
    """Take the files of the item itself: a picture when it is one, otherwise links."""
    images, others = _sorted(value)
    if images and draft.item_class in _PICTURES:
        place(draft.pictures, own_picture(draft, images))
    elif images:
        place(draft.pictures, Picture(best_first(images)))
    for one in others:
        draft.links.append(Link(one.href, one.role, one.mime or "rendition"))


def _sorted(value: Any) -> tuple[list[Rendition], list[Rendition]]:
    images: list[Rendition] = []
    others: list[Rendition] = []
    for name, one in _named(value):
        href = plain(one.get("href") or one.get("url") or one.get("link")) or _path_in(plain(one.get("title")))
        if not href:
            continue
        mime = plain(
            one.get("contenttype") or one.get("contentType") or one.get("mimetype") or one.get("mimeType")
        ).lower()
        found = Rendition(href, mime, number(one.get("width")), number(one.get("height")), name.lower(),
                          number(one.get("sizeinbytes") or one.get("sizeInBytes") or one.get("filesize")))  # fmt: skip
        (images if _is_image(found, one) else others).append(found)
    return images, others


def _path_in(title: str) -> str:
    """Return a title that is a path beside the document, as ``as_ninjs`` writes what is no URI; else nothing."""
    is_path = (
        title.lower().endswith(IMAGE_NAMES) and " " not in title and ":" not in title and not title.startswith("/")
    )
    return title if is_path else ""


def _named(value: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(value, dict):
        for name, one in value.items():
            if isinstance(one, dict):
                yield name, one
    elif isinstance(value, list):
        for one in value:
            if isinstance(one, dict):
                yield plain(one.get("name") or one.get("title") or one.get("role")), one


def _is_image(found: Rendition, one: Mapping[str, Any]) -> bool:
    if found.mime:
        return found.mime.startswith("image/")
    kind = plain(one.get("type")).lower()
    return (
        kind in _PICTURES
        or found.href.lower().partition("?")[0].endswith(IMAGE_NAMES)
        or bool(found.width and not kind)
    )


def read_associations(draft: Draft, value: Any) -> None:
    """Take the associated objects: pictures with their words, everything else as a reference."""
    for name, one in _named(value):
        guid = plain(one.get("uri") or one.get("guid"))
        kind = plain(one.get("type")).lower()
        role = _REFERENCES.get(name.lower()) or _REFERENCES.get(plain(one.get("role") or one.get("rel")).lower())
        images, others = _sorted(one.get("renditions"))
        if "logo" in name.lower() and kind in _PICTURES:
            draft.links.extend(Link(image.href, "", "logo") for image in images)  # it shows no news
        elif guid and plain(one.get("rel")) == "link":
            draft.links.append(Link(guid, _words(one, "title")))
        elif role and guid:
            draft.refs.append(Ref(role, guid, plain(one.get("version"))))
        elif kind in _PICTURES or (images and kind in ("", "text")):
            _associate_picture(draft, one, guid, images)
        elif guid:
            draft.refs.append(Ref("related", guid, plain(one.get("version"))))
        else:
            draft.keep(f"associations/{name}", _words(one, "headline", "title") or "an object without an id")
        if kind not in _PICTURES:
            draft.links.extend(
                Link(other.href, _words(one, "headline"), other.mime or kind) for other in others[:MOST_PICTURES]
            )


def _associate_picture(draft: Draft, one: Mapping[str, Any], guid: str, images: list[Rendition]) -> None:
    caption = _words(
        one, "description_caption", "description_text", "caption", "description_html", "description_summary"
    )
    picture = Picture(
        best_first(images),
        guid,
        caption or _first(one.get("descriptions")),
        _words(one, "creditline", "creditLine", "credit") or _credit(one),
        _words(one, "copyrightnotice", "copyrightNotice", "copyrightholder", "copyrightHolder"),
        _words(one, "usageterms", "usageTerms"),
        _words(one, "altText", "alt_text", "alttext", "alt") or _alt(one),
        _words(one, "headline", "title") or _first(one.get("headlines")),
        _words(one, "byline", "by") or _byline(one),
        draft.moment(
            plain(one.get("contentcreated") or one.get("contentCreated") or one.get("firstcreated")),
            "associations/created",
        ),
    )
    if not images:
        draft.keep("associations", f"{guid or caption}: a picture without any file")
    place(draft.pictures, picture)


def _words(one: Mapping[str, Any], *names: str) -> str:
    """Return the first of the members that says something, as it came: leaked markup is for the copy desk to part."""
    for name in names:
        if isinstance(value := one.get(name), str) and (words := plain(value)):
            return words
    return ""


def _credit(one: Mapping[str, Any]) -> str:
    """Return the credit line where it stands among the descriptions or the sources."""
    for name in ("descriptions", "infoSources", "infosources", "infosource"):
        for part in each(one.get(name)):
            if plain(part.get("role")).lower() in CREDITS:
                return plain(part.get("value") or part.get("name"))
    return ""


def _byline(one: Mapping[str, Any]) -> str:
    names = (plain(part.get("by") or part.get("byline") or part.get("name")) for part in each(one.get("bylines")))
    return ", ".join(filter(None, names))


def _alt(one: Mapping[str, Any]) -> str:
    found = (part for part in each(one.get("descriptions")) if plain(part.get("role")).lower() == "alt")
    return next((plain(part.get("value")) for part in found), "")


def _first(value: Any) -> str:
    for one in each(value):
        if plain(one.get("role")).lower() in (*CREDITS, "alt"):
            continue
        if isinstance(one.get("value"), str) and (words := untagged(one["value"])):
            return words
    return ""
