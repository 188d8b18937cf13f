"""NewsML 1.x: the tree of NewsComponents, which may hold texts, captions and files in any nesting."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from nightdesk.wire.blocks import from_elements, from_html, from_text
from nightdesk.wire.draft import Draft
from nightdesk.wire.figures import number, place
from nightdesk.wire.g2_sets import best_first
from nightdesk.wire.item import Block, Link, Picture, Rendition
from nightdesk.wire.markup import text_html
from nightdesk.wire.newsml1_meta import (
    formal,
    read_administrative,
    read_descriptive,
    read_lines,
    read_metadata,
    read_rights,
)
from nightdesk.wire.nitf_parts import body_blocks, children, escaped_nitf, read_nitf
from nightdesk.wire.transfer import is_bare, unpacked
from nightdesk.wire.words import said, tidy

_HEADLINES = {"headline", "title"}
_NOT_BODY = _HEADLINES | {"contact", "stylesheet", "logo", "footer", "related", "teaser"}
_BODIES = {"main", "maintext", "body", "text"}
_CAPTIONS = {"caption", "photocaption", "picturecaption", "legend"}
_ABSTRACTS = {"abstract", "summary", "lead", "synopsis", "standfirst", "subheadline"}
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
class Text:
    """A text and the components round it, the nearest first, each as its children: they name it when it has company."""

    blocks: tuple[Block, ...]
    homes: list[list[tuple[str, Any]]] = field(default_factory=list)

    @property
    def words(self) -> str:
        return " ".join(block.text for block in self.blocks).replace("\n", " ")

    @property
    def headline(self) -> str:
        return self._named("newslines", "headline", said)

    @property
    def language(self) -> str:
        return self._named("descriptivemetadata", "language", formal)

    def _named(self, group: str, wanted: str, read: Callable[[Any], str]) -> str:
        for home in self.homes:
            for _, part in (one for one in home if one[0] == group):
                for name, child in children(part):
                    if name == wanted and (words := read(child)):
                        return words
        return ""


@dataclass(slots=True)
class Found:
    """What a component and all inside it hold: texts, a caption, files."""

    texts: list[Text] = field(default_factory=list)
    images: list[Rendition] = field(default_factory=list)
    caption: str = ""


def read_component(draft: Draft, element: Any, depth: int = 0) -> Found:
    """Read a component and all inside it; pictures are put on the draft as soon as they are whole."""
    found = Found()
    role, inside = "", children(element)
    lines = next((child for name, child in inside if name == "newslines"), None)
    texts: list[tuple[Block, ...]] = []
    for name, child in inside:
        if name == "role":
            role = formal(child).lower().replace(" ", "")
        elif name == "newscomponent" and depth < _DEEPEST:
            _join(found, read_component(draft, child, depth + 1))
        elif name == "contentitem":
            _read_content(draft, child, role, found, texts)
        elif handle := _METADATA.get(name):
            _read_described(draft, handle, child, role)
        elif name not in ("basisforchoice", "catalog", "comment", "topicset", "newsitemref", "newsitem"):
            draft.keep(f"NewsComponent/{name}", said(child))
    _place_texts(draft, role, found, texts)
    for text in found.texts:
        text.homes.append(inside)
    if element.get("EquivalentsList") == "yes":
        found.texts = _one_of(draft, found.texts)
    if found.images and role == "logo":
        draft.links.extend(Link(one.href, "", "logo") for one in found.images)  # it shows no news
        found.images = []
    elif found.images and role not in _RENDITIONS and (found.caption or role or lines is not None):
        _show(draft, found, lines)
    return found


def _read_described(draft: Draft, handle: Any, element: Any, role: str) -> None:
    """A picture's own lines are the picture's; they must not become the story's headline or byline."""
    if handle is read_lines and role in ("photo", "picture", "graphic", "image", *_CAPTIONS, *_RENDITIONS - {"main"}):
        return
    handle(draft, element)


def _join(found: Found, inner: Found) -> None:
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
    if "css" in mime:
        return
    if "datacontent" in about:
        texts.append(_text(draft, about["datacontent"], mime, role))
    elif "encoding" in about:
        texts.append(_packed(draft, about["encoding"], mime, role))


def _packed(draft: Draft, element: Any, mime: str, role: str) -> tuple[Block, ...]:
    """Return the blocks of an ``<Encoding>``, which names how what it holds is packed, once or more often."""
    notations: list[str] = []
    while True:
        about = dict(children(element))
        notations.append(tidy(element.get("Notation")).rpartition(":")[2])
        if "encoding" not in about or len(notations) > _DEEPEST:
            break
        element = about["encoding"]
    packed = [notation for notation in notations if not is_bare(notation)]
    if "datacontent" not in about:
        return ()
    if not packed:
        return _text(draft, about["datacontent"], mime, role)
    text = "".join(about["datacontent"].itertext())
    return _words(draft, unpacked(draft, text, " in ".join(packed), mime), mime)


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
        return _words(draft, data.text, mime)
    return tuple(found)


def _words(draft: Draft, text: str, mime: str) -> tuple[Block, ...]:
    """Return the blocks of a text without elements: a whole NITF document, HTML, or plain words."""
    if (blocks := escaped_nitf(draft, text)) is not None:
        return blocks
    looks = text.lstrip().startswith("<") or "html" in mime
    return from_html(text, base=draft.document.url, pictures=draft.pictures) if looks else from_text(text)


def _place_texts(draft: Draft, role: str, found: Found, texts: list[tuple[Block, ...]]) -> None:
    """Put the text where its role belongs; several content items of one component are forms of one text."""
    if not any(texts):
        return
    text = max((Text(blocks) for blocks in texts), key=lambda one: len(one.words)) if len(texts) > 1 else Text(texts[0])
    words = "" if role in _BODIES else text.words
    if role in _CAPTIONS or (found.images and not role):
        found.caption = found.caption or words
    elif role in _ABSTRACTS:
        draft.deck = draft.deck or words
    elif role in _HEADLINES:
        draft.headline = draft.headline or words
    elif role in _NOT_BODY:
        draft.keep(f"NewsComponent/{role}", words)
    else:
        found.texts.append(text)


def _one_of(draft: Draft, texts: list[Text]) -> list[Text]:
    """Return the one text that stands for all: in the first one's language, and of those the fullest."""
    if len(texts) < 2:
        return texts
    language = texts[0].language
    best = max((one for one in texts if one.language == language), key=lambda one: len(one.words))
    draft.keep("EquivalentsList", f"{len(texts)} texts that stand for each other; one was taken")
    return [best]


def _lines_of(element: Any) -> dict[str, str]:
    return {name: said(line) for name, line in children(element)} if element is not None else {}


def _show(draft: Draft, found: Found, lines: Any) -> None:
    said_of = _lines_of(lines).get
    headline = said_of("headline", "")
    caption = found.caption or (headline if headline != draft.headline else "")
    picture = Picture(best_first(found.images), caption=caption, credit=said_of("creditline", ""),
                      copyright=said_of("copyrightline", ""), usage=said_of("rightsline", ""),
                      headline=headline, byline=said_of("byline", ""))  # fmt: skip
    place(draft.pictures, picture)
    found.images, found.caption = [], ""


def settle_components(draft: Draft, components: list[Found]) -> None:
    """Make the body of the texts. The item is one, and so is its guid, for a kill names no other: all join in it."""
    texts = [text for found in components for text in found.texts]
    for found in components:
        if found.images:
            _show(draft, found, None)
    if draft.pictures and not texts:
        draft.item_class = "picture"
    if not texts:
        return
    for text in _of_one_language(draft, texts):
        draft.blocks.extend(text.blocks)


def _of_one_language(draft: Draft, texts: list[Text]) -> Iterator[Text]:
    """Yield the texts of the first one's language, each once; a further story is led in by its headline, and told."""
    if len(texts) == 1:
        yield texts[0]
        return
    language, headline = texts[0].language, texts[0].headline or draft.headline
    seen, further = set[str](), 0
    for text in texts:
        words, own = text.words, text.headline
        if language and text.language not in ("", language):
            draft.keep(f"NewsComponent/{text.language}", words)
        elif words not in seen:
            seen.add(words)
            if own and own != headline:
                further += 1
                yield Text((Block("subhead", text_html(own), own, 2),))
            yield text
    if further:
        says = f"This NewsItem holds {further + 1} stories under headlines of their own; they stand one after another."
        draft.mend("joined", says)


_METADATA = {
    "newslines": read_lines, "administrativemetadata": read_administrative, "rightsmetadata": read_rights,
    "descriptivemetadata": read_descriptive, "metadata": read_metadata,
}  # fmt: skip
