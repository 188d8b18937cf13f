"""NewsML 1.x: the tree of NewsComponents, which may hold texts, captions and files in any nesting."""

from dataclasses import dataclass, field
from typing import Any

from nightdesk.wire.blocks import from_elements, from_html, from_text
from nightdesk.wire.draft import Draft
from nightdesk.wire.figures import number, place
from nightdesk.wire.g2_sets import best_first
from nightdesk.wire.item import Block, Link, Picture, Rendition
from nightdesk.wire.newsml1_meta import (
    formal,
    read_administrative,
    read_descriptive,
    read_lines,
    read_metadata,
    read_rights,
)
from nightdesk.wire.nitf_parts import body_blocks, children, escaped_nitf, read_nitf
from nightdesk.wire.words import said, tidy

_NOT_BODY = {"headline", "contact", "stylesheet", "subheadline", "logo", "footer", "related", "teaser"}
_CAPTIONS = {"caption", "photocaption", "picturecaption", "legend"}
_ABSTRACTS = {"abstract", "summary", "lead", "synopsis", "standfirst"}
_RENDITIONS = {
    "preview",
    "quicklook",
    "thumbnail",
    "highdef",
    "lowres",
    "highres",
    "hires",
    "web",
    "original",
    "main",
    "medium",
}
_DEEPEST = 60


@dataclass(slots=True)
class Found:
    """What a component and all inside it hold: texts with the headline next to them, a caption, files."""

    texts: list[tuple[str, tuple[Block, ...]]] = field(default_factory=list)
    images: list[Rendition] = field(default_factory=list)
    caption: str = ""


def read_component(draft: Draft, element: Any, depth: int = 0) -> Found:
    """Read a component and all inside it; pictures are put on the draft as soon as they are whole."""
    found = Found()
    role, inside = "", children(element)
    lines = next((child for name, child in inside if name == "newslines"), None)
    alternatives = element.get("EquivalentsList") == "yes"
    texts: list[tuple[Block, ...]] = []
    for name, child in inside:
        if name == "role":
            role = formal(child).lower().replace(" ", "")
        elif name == "newscomponent" and depth < _DEEPEST:
            _join(draft, found, read_component(draft, child, depth + 1), child)
        elif name == "contentitem":
            _read_content(draft, child, role, found, texts)
        elif handle := _METADATA.get(name):
            _read_described(draft, handle, child, role)
        elif name not in ("basisforchoice", "catalog", "comment", "topicset", "newsitemref", "newsitem"):
            draft.keep(f"NewsComponent/{name}", said(child))
    _place_texts(draft, role, found, texts, alternatives, lines)
    if found.images and role not in _RENDITIONS and (found.caption or role or lines is not None):
        _show(draft, found, lines)
    return found


def _read_described(draft: Draft, handle: Any, element: Any, role: str) -> None:
    """A picture's own lines are the picture's; they must not become the story's headline or byline."""
    if handle is read_lines and role in ("photo", "picture", "graphic", "image", *_CAPTIONS, *_RENDITIONS - {"main"}):
        return
    handle(draft, element)


def _join(draft: Draft, found: Found, inner: Found, element: Any) -> None:
    found.texts.extend(inner.texts)
    found.images.extend(inner.images)
    if inner.caption and not found.caption:
        found.caption = inner.caption


def _read_content(draft: Draft, element: Any, role: str, found: Found, texts: list[tuple[Block, ...]]) -> None:
    about = dict(children(element))
    mime = formal(about["mimetype"]).lower() if "mimetype" in about else ""
    media = formal(about["mediatype"]).lower() if "mediatype" in about else ""
    href = tidy(element.get("Href"))
    if href and (mime.startswith("image/") or media in ("photo", "graphic", "picture", "image")):
        found.images.append(_rendition(href, mime, role, about.get("characteristics")))
    elif href and not href.startswith("#"):
        draft.links.append(Link(href, "", mime or media or "remote"))
    if "encoding" in about:
        inner = next((part for name, part in children(about["encoding"]) if name == "datacontent"), None)
        if inner is not None and tidy(about["encoding"].get("Notation")):
            draft.keep("ContentItem/Encoding", tidy(about["encoding"].get("Notation")))
        elif inner is not None:
            about.setdefault("datacontent", inner)
    if "datacontent" in about and "css" not in mime:
        texts.append(_text(draft, about["datacontent"], mime, role))


def _rendition(href: str, mime: str, role: str, about: Any) -> Rendition:
    said_of: dict[str, str] = {}
    for name, child in children(about) if about is not None else ():
        if name == "property":
            said_of[tidy(child.get("FormalName")).lower()] = tidy(child.get("Value"))
        else:
            said_of[name] = said(child)
    width = number(said_of.get("pixelwidth") or said_of.get("width"))
    height = number(said_of.get("pixelheight") or said_of.get("height"))
    return Rendition(href, mime, width, height, role, number(said_of.get("sizeinbytes")))


def _text(draft: Draft, data: Any, mime: str, role: str) -> tuple[Block, ...]:
    found: list[Block] = []
    loose = []
    for name, child in children(data):
        if name == "nitf":
            before, draft.blocks = draft.blocks, []
            if role in _NOT_BODY or role in _CAPTIONS or role in _ABSTRACTS:
                found.extend(from_elements((child,), base=draft.document.url))
            else:
                read_nitf(draft, child, alone=False)
                found.extend(draft.blocks)
            draft.blocks = before
        elif name == "html":
            found.extend(body_blocks(draft, [part for inner, part in children(child) if inner == "body"] or [child]))
        else:
            loose.append(child)
    if loose:
        found.extend(from_elements((data,), base=draft.document.url, pictures=draft.pictures))
    if not len(data) and data.text:
        if (blocks := escaped_nitf(draft, data.text)) is not None:
            return blocks
        looks = data.text.lstrip().startswith("<") or "html" in mime
        return from_html(data.text, base=draft.document.url, pictures=draft.pictures) if looks else from_text(data.text)
    return tuple(found)


def _place_texts(draft: Draft, role: str, found: Found, texts: list[tuple[Block, ...]], alternatives: bool,
                 lines: Any) -> None:  # fmt: skip
    texts = [blocks for blocks in texts if blocks]
    if not texts:
        return
    if alternatives or len(texts) > 1:
        texts = [max(texts, key=lambda blocks: sum(len(block.text) for block in blocks))]
    words = " ".join(block.text for block in texts[0])
    if role in _CAPTIONS or (found.images and not role):
        found.caption = found.caption or words
    elif role in _ABSTRACTS:
        draft.deck = draft.deck or words
    elif role == "headline":
        draft.headline = draft.headline or words
    elif role in _NOT_BODY:
        draft.keep(f"NewsComponent/{role}", words)
    else:
        found.texts.append((_lines_of(lines).get("headline", ""), texts[0]))


def _lines_of(element: Any) -> dict[str, str]:
    return {name: said(line) for name, line in children(element)} if element is not None else {}


def _show(draft: Draft, found: Found, lines: Any) -> None:
    said_of = _lines_of(lines).get
    picture = Picture(best_first(found.images), caption=found.caption, credit=said_of("creditline", ""),
                      copyright=said_of("copyrightline", ""), usage=said_of("rightsline", ""),
                      headline=said_of("headline", ""), byline=said_of("byline", ""))  # fmt: skip
    place(draft.pictures, picture)
    found.images, found.caption = [], ""


def settle_components(draft: Draft, components: list[Found]) -> None:
    """Make the body of the texts: parts of one story are joined, a second story is told of and left."""
    texts = [text for found in components for text in found.texts]
    for found in components:
        if found.images:
            _show(draft, found, None)
    if draft.pictures and not texts:
        draft.item_class = "picture"
    if not texts:
        return
    first = texts[0][0] or draft.headline
    mine = [blocks for headline, blocks in texts if not headline or headline == first]
    if len(mine) < len(texts):
        draft.mend(
            "truncated", f"This NewsItem holds {len(texts)} texts under different headlines; only the first was read."
        )
    for blocks in mine:
        draft.blocks.extend(blocks)


_METADATA = {
    "newslines": read_lines, "administrativemetadata": read_administrative, "rightsmetadata": read_rights,
    "descriptivemetadata": read_descriptive, "metadata": read_metadata,
}  # fmt: skip
