"""Pictures, tables and social posts inside a body."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lxml import etree

from nightdesk.wire.item import Block, Picture, Rendition
from nightdesk.wire.markup import rows_boundary, safe_href, text_html
from nightdesk.wire.words import UNSHOWN, local, shown, tidy

if TYPE_CHECKING:
    from nightdesk.wire.blocks import Walk

_SOCIAL = ("twitter-", "instagram-", "tiktok-", "fb-", "bluesky-", "mastodon-", "reddit-")
IMAGE_NAMES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif")
MOST_PICTURES = 100  # of one item
_MOST_CELLS = 20_000
_CREDIT_WORDS = ("credit", "byline", "copyright", "photographer", "source")
_SOURCES = ("src", "data-src", "data-lazy-src", "data-original")  # what is loaded late stands behind a placeholder
_APART = UNSHOWN | {"img", "table", "blockquote", "iframe", "pre", "video", "audio", "source", "embed", "object"}
_DEEPEST = 20  # elements round a picture in its figure
_SIZE = re.compile(r"-\d{2,4}x\d{2,4}(?=\.[A-Za-z]{3,4}$)")
_BEACON = 2  # pixels; a picture this small counts readers and shows nothing


def number(text: Any) -> int:
    """Return a whole number of pixels or bytes, or 0 when the text is none."""
    words = str(text or "").strip().removesuffix("px")
    return int(words) if words.isascii() and words.isdigit() and len(words) < 12 else 0


def place(pictures: list[Picture], picture: Picture) -> int:
    """Return where the picture stands among the item's, added when it is new; what is known of it is joined.

    Past ``MOST_PICTURES`` no more are taken, and the answer is -1.
    """
    if len(pictures) >= MOST_PICTURES:
        return -1
    mine = {_stem(one.href) for one in picture.renditions}
    for at, known in enumerate(pictures):
        if any(_stem(one.href) in mine for one in known.renditions) or (picture.guid and picture.guid == known.guid):
            pictures[at] = _joined(known, picture)
            return at
    pictures.append(picture)
    return len(pictures) - 1


def _stem(href: str) -> str:
    """Return what the sizes of one picture have in common: blogs write ``mill-1024x683.jpg`` beside ``mill.jpg``."""
    return _SIZE.sub("", href) if "x" in href[-14:] else href


def _joined(known: Picture, other: Picture) -> Picture:
    there = {one.href for one in known.renditions}
    return replace(
        known,
        renditions=(*known.renditions, *(one for one in other.renditions if one.href not in there)),
        caption=known.caption or other.caption,
        alt=known.alt or other.alt,
        credit=known.credit or other.credit,
    )


def image(element: Any, base: str) -> Picture | None:
    """Return the picture of an ``<img>``; None for one that shows nothing."""
    given = ((element.get(name) or "").strip() for name in _SOURCES)
    source = next((one for one in given if one and not one.startswith("data:")), "")
    if not source:
        return None
    href = source if "://" not in source and not base else safe_href(source, base)
    width, height = number(element.get("width")), number(element.get("height"))
    if not href or ":" in href.split("/")[0] and not href.startswith(("http:", "https:")):
        return None
    if 0 < width <= _BEACON or 0 < height <= _BEACON:
        return None
    guid = tidy(element.get("data-uri") or element.get("uri") or element.get("data-guid"))
    return Picture((Rendition(href, width=width, height=height),), guid=guid, alt=tidy(element.get("alt")))


def figure(element: Any, base: str) -> Picture | None:
    """Return the picture of a ``<figure>``: words beside the picture are its caption, those marked so its credit."""
    shown_there = (image(part, base) for part in element.iter() if local(part.tag) == "img")
    found = next((one for one in shown_there if one), None)
    if found is None:
        return None
    captions, credits = zip(*_captions(element, 0), strict=True) if len(element) else ((), ())
    caption, credit = " ".join(filter(None, captions)), next(filter(None, credits), "")
    return replace(found, caption=caption, credit=credit)


def _captions(element: Any, depth: int) -> Iterator[tuple[str, str]]:
    """Yield the words of a figure as (caption, credit), part by part, in their order."""
    yield tidy(element.text), ""
    for part in element:
        if local(part.tag) not in _APART:
            if depth < _DEEPEST and not is_plain(part):
                yield from _captions(part, depth + 1)
            elif _is_credit(part):
                yield "", tidy(shown(part))
            else:
                yield _caption(part)
        yield tidy(part.tail), ""


def beside(element: Any) -> Iterator[Any]:
    """Yield what stands in a figure beside its picture and is a block of its own; not what stands in such a one."""
    walk = etree.iterwalk(element, events=("start",))
    for _, part in walk:
        if part is not element and local(part.tag) in ("table", "blockquote", "iframe", "pre"):
            walk.skip_subtree()
            yield part


def is_plain(element: Any) -> bool:
    """Tell whether a ``<figure>`` holds no picture at all, only words or a table."""
    return not any(isinstance(part.tag, str) and local(part.tag) == "img" for part in element.iter())


def _caption(element: Any) -> tuple[str, str]:
    whole = tidy(shown(element))
    for part in element.iter():
        if part is not element and _is_credit(part):
            credit = tidy(shown(part))
            return (whole[: -len(credit)].rstrip() if credit and whole.endswith(credit) else whole), credit
    return whole, ""


def _is_credit(part: Any) -> bool:
    kind = (part.get("class") or "").lower()
    return local(part.tag) in ("credit", "cite", "small") or any(word in kind for word in _CREDIT_WORDS)


def is_picture(media_type: str) -> bool:
    return media_type in ("image", "photo", "picture", "graphic")


def media(element: Any) -> Picture | None:
    """Return the picture of a NITF ``<media>``; other media show nothing on a page."""
    if not is_picture((element.get("media-type") or "image").lower()):
        return None
    renditions: list[Rendition] = []
    said_of = {"media-caption": "", "media-producer": "", "copyrite": "", "alt": ""}
    for part in element:
        if not isinstance(part.tag, str):
            continue
        name = local(part.tag)
        if name == "media-reference":
            said_of["alt"] = said_of["alt"] or tidy(part.get("alternate-text"))
            if rendition := _reference(part):
                renditions.append(rendition)
        elif name in said_of and (words := tidy(shown(part))) and words not in said_of[name]:
            said_of[name] = f"{said_of[name]} {words}".strip()
    if not renditions:
        return None
    renditions.sort(key=lambda one: -one.width)
    return Picture(tuple(renditions), guid=tidy(element.get("id")), caption=said_of["media-caption"],
                   credit=said_of["media-producer"], copyright=said_of["copyrite"], alt=said_of["alt"])  # fmt: skip


def _reference(part: Any) -> Rendition | None:
    href = (part.get("source") or part.get("data-location") or "").strip()
    if not href:
        return None
    return Rendition(href, part.get("mime-type") or "", number(part.get("width")), number(part.get("height")),
                     tidy(part.get("name")).lower())  # fmt: skip


def social_url(element: Any) -> str:
    """Return the address of the post that a quotation stands for, or nothing when it is a quotation."""
    kind = (element.get("class") or "").lower()
    if not any(word in kind for word in _SOCIAL):
        return ""
    for name in ("cite", "data-instgrm-permalink", "data-href"):
        if url := safe_href(element.get(name)):
            return url
    links = [
        safe_href(link.get("href")) for link in element.iter() if isinstance(link.tag, str) and local(link.tag) == "a"
    ]
    return next((url for url in reversed(links) if url), "")


def table(walk: "Walk", element: Any) -> Block | None:
    """Return a table as caption, head and body; None when no cell says anything."""
    parts: dict[str, list[str]] = {"caption": [], "thead": [], "tbody": [], "tfoot": []}
    text: list[str] = []
    cells = 0
    for part in element.iter():
        name = local(part.tag) if isinstance(part.tag, str) else ""
        if name == "caption" and not parts["caption"] and (words := tidy(shown(part))):
            parts["caption"].append(f"<caption>{text_html(words)}</caption>")
            text.append(words)
        elif name == "tr":
            cells += len(part)
            if cells > _MOST_CELLS or _table_of(part) is not element:
                continue
            row, words = _row(walk, part)
            if words.strip("\t"):
                parent = local(part.getparent().tag)
                parts[parent if parent in parts else "tbody"].append(f"<tr>{row}</tr>")
                text.append(words)
    if not text:
        return None
    html = "".join(parts["caption"]) + "".join(
        f"<{name}>{''.join(parts[name])}</{name}>" for name in ("thead", "tbody", "tfoot") if parts[name]
    )
    return Block("table", rows_boundary(html), "\n".join(text))


def _table_of(row: Any) -> Any:
    for parent in row.iterancestors():
        if local(parent.tag) in ("table", "nitf-table"):
            return parent
    return None


def _row(walk: "Walk", row: Any) -> tuple[str, str]:
    html, text = [], []
    for cell in row:
        if not isinstance(cell.tag, str) or (name := local(cell.tag)) not in ("td", "th"):
            continue
        words, plain = walk.part(cell)
        spans = "".join(
            f' {key}="{number(cell.get(key))}"' for key in ("colspan", "rowspan") if 1 < number(cell.get(key)) <= 100
        )
        html.append(f"<{name}{spans}>{words}</{name}>")
        text.append(plain.replace("\n", " "))
    return "".join(html), "\t".join(text)
