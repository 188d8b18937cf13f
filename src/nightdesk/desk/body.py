"""The body of a story: from the copy's blocks to what an editor edits, and from there to what readers see."""

import html
import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import nh3
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text import expand_db_html

from nightdesk.wire.item import Block

INLINE = ["bold", "italic", "link", "superscript", "subscript"]

_TAG = re.compile(r"<[^>]*>")
_MOST_PICTURES, _FEWEST_WORDS = 24, 4  # of a caption that says something

# The one boundary between anybody's markup and a reader's page.
_TAGS = {
    "p", "br", "a", "b", "strong", "i", "em", "q", "sub", "sup", "abbr", "code", "cite", "span", "time", "bdo", "bdi",
    "ul", "ol", "li", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "del", "ins", "s", "u", "small",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href"},
    "abbr": {"title"},
    "span": {"lang", "dir"},
    "bdo": {"dir"},
    "time": {"datetime"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    url_schemes={"http", "https", "mailto"},
    url_relative="deny",
    link_rel="noopener",
)


_PAGE_CLEANER = nh3.Cleaner(
    tags=_TAGS | {"h2", "h3", "hr"},
    attributes=_ATTRIBUTES,
    url_schemes={"http", "https", "mailto", "tel"},
    url_relative="pass_through",
    link_rel="noopener",
)


class PictureBlock(blocks.StructBlock):
    picture = ImageChooserBlock(required=False)
    caption = blocks.TextBlock(required=False)
    credit = blocks.CharBlock(required=False, max_length=400)
    alt = blocks.CharBlock(required=False, max_length=400, help_text="What it shows, for those who cannot see it.")

    class Meta:
        icon = "image"


class EmbedBlock(blocks.StructBlock):
    url = blocks.URLBlock()
    text = blocks.CharBlock(required=False, help_text="What stands there when the embed cannot be shown.")

    class Meta:
        icon = "media"


BODY_BLOCKS = [
    ("paragraph", blocks.RichTextBlock(features=INLINE, icon="pilcrow")),
    ("subhead", blocks.CharBlock(icon="title", max_length=300)),
    ("quote", blocks.RichTextBlock(features=INLINE, icon="openquote")),
    ("list", blocks.RichTextBlock(features=["ol", "ul", *INLINE], icon="list-ul")),
    ("picture", PictureBlock()),
    ("table", blocks.RawHTMLBlock(icon="table", help_text="A table element; anything unsafe is taken out.")),
    ("embed", EmbedBlock()),
    ("break", blocks.StaticBlock(icon="horizontalrule", label="Section break", admin_text="A break between sections.")),
    ("preformatted", blocks.TextBlock(icon="code")),
]


@dataclass(frozen=True, slots=True)
class BodyPart:
    """One block of the body as readers get it; ``picture_id`` names a Picture."""

    kind: str
    html: str = ""
    ordered: bool = False
    picture_id: int | None = None
    caption: str = ""
    credit: str = ""
    alt: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture of the copy that the desk has stored."""

    picture_id: int
    caption: str = ""
    credit: str = ""
    alt: str = ""


def safe(markup: str) -> str:
    """Return markup that can do nothing but mark up. Plain words pass unread."""
    return _CLEANER.clean(markup) if "<" in markup else markup


def safe_page(stored: str) -> str:
    """Return a house page's markup: what ``safe`` lets through, subheads, and links to the station's own pages."""
    return _PAGE_CLEANER.clean(expand_db_html(stored))


def stream_of(copy_blocks: Sequence[Block], pictures: Mapping[int, PlacedPicture]) -> list[dict[str, Any]]:
    """Return the raw stream of a body; block ids follow from the place and words, so that a re-run is the same."""
    stream = []
    for number, block in enumerate(copy_blocks):
        value = _value_of(block, pictures)
        if value is not None:
            name = uuid.uuid5(uuid.NAMESPACE_OID, f"{number} {block.kind} {block.text[:200]}")
            stream.append({"type": block.kind, "value": value, "id": str(name)})
    return stream


def below(copy_blocks: Sequence[Block], pictures: Mapping[int, PlacedPicture]) -> Iterator[Block]:
    """Yield the pictures that came with a text and stand nowhere in it, to be shown below it; the lead is number 0.

    Only those that say something of their own: a feed's small copy of the lead, or its writer's portrait, does not.
    """
    placed = {0, *(block.picture for block in copy_blocks if block.kind == "picture")}
    told = {pictures[number].caption for number in placed if number in pictures}
    for number, one in sorted(pictures.items())[:_MOST_PICTURES]:
        if number not in placed and one.caption not in told and len(one.caption.split()) >= _FEWEST_WORDS:
            told.add(one.caption)
            yield Block("picture", picture=number)


def _value_of(block: Block, pictures: Mapping[int, PlacedPicture]) -> Any:
    if block.kind == "picture":
        placed = pictures.get(-1 if block.picture is None else block.picture)
        if placed is None:
            return None
        return {
            "picture": placed.picture_id, "caption": placed.caption, "credit": placed.credit, "alt": placed.alt
        }  # fmt: skip
    if block.kind == "list":
        tag = "ol" if block.ordered else "ul"
        return _closed(f"<{tag}>{block.html}</{tag}>")
    if block.kind == "embed":
        return {"url": block.url, "text": block.text}
    if block.kind == "table":
        return f"<table>{block.html}</table>"
    if block.kind in ("subhead", "preformatted"):
        return block.text
    if block.kind == "break":
        return None if block.html else ""
    return _closed(block.html if block.html.startswith("<p>") else f"<p>{block.html}</p>")


def _closed(markup: str) -> str:
    """Close what HTML leaves open: Wagtail's editor falls over a line break that is not closed."""
    return markup.replace("<br>", "<br/>")


def parts_of(raw_stream: Sequence[Mapping[str, Any]]) -> Iterator[BodyPart]:
    """Yield what readers see of a raw stream. Every markup passes the one boundary here."""
    for raw in raw_stream:
        kind, value = raw["type"], raw["value"]
        if kind == "picture":
            if value.get("picture"):
                yield BodyPart(
                    kind,
                    "",
                    False,
                    value["picture"],
                    value.get("caption", ""),
                    value.get("credit", ""),
                    value.get("alt", ""),
                )
        elif kind == "embed":
            yield BodyPart(kind, html.escape(value.get("text") or ""), url=value.get("url", ""))
        elif kind in ("subhead", "preformatted"):
            yield BodyPart(kind, html.escape(value, quote=False))
        elif kind == "break":
            yield BodyPart(kind)
        else:
            yield from _marked_up(kind, value)


def _marked_up(kind: str, value: str) -> Iterator[BodyPart]:
    markup = safe(expand_db_html(value) if "linktype" in value or "embedtype" in value else value).strip()
    if kind == "list":
        is_ordered = markup.startswith("<ol")
        inner = markup.removeprefix("<ol>" if is_ordered else "<ul>").removesuffix("</ol>" if is_ordered else "</ul>")
        yield BodyPart(kind, inner, is_ordered)
    elif kind == "table":
        yield BodyPart(kind, markup.removeprefix("<table>").removesuffix("</table>"))
    elif kind == "quote":
        yield BodyPart(kind, markup)
    else:
        for paragraph in markup.split("</p>"):
            if inner := paragraph.strip().removeprefix("<p>").strip():
                yield BodyPart(kind, inner)


def first_words(raw_stream: Sequence[Mapping[str, Any]], longest: int = 200) -> str:
    """Return the first paragraph as plain words, whole when it is short, else cut at a word."""
    for raw in raw_stream:
        if raw["type"] == "paragraph":
            text = " ".join(html.unescape(_TAG.sub(" ", raw["value"])).split())
            if len(text) <= longest:
                return text
            return text[:longest].rpartition(" ")[0].rstrip(",;:—–- ") + " …"
    return ""


def words_in(parts: Sequence[BodyPart]) -> int:
    """Return the number of words readers see."""
    return sum(len(part.html.split()) for part in parts if part.kind not in ("picture", "table"))
