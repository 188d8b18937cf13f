"""Pictures, tables and social posts inside a body."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from nightdesk.wire.item import Block, Picture, Rendition
from nightdesk.wire.markup import rows_boundary, safe_href, text_html
from nightdesk.wire.words import local, said, shown, tidy

if TYPE_CHECKING:
    from nightdesk.wire.blocks import Walk

_SOCIAL = ("twitter-", "instagram-", "tiktok-", "fb-", "bluesky-", "mastodon-", "reddit-")
IMAGE_NAMES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif")
MOST_PICTURES = 100  # of one item
_MOST_CELLS = 20_000
_CREDIT_WORDS = ("credit", "byline", "copyright", "photographer", "source")
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
    mine = {rendition.href for rendition in picture.renditions}
    for at, known in enumerate(pictures):
        if any(one.href in mine for one in known.renditions) or (picture.guid and picture.guid == known.guid):
            if (
                picture.caption
                and not known.caption
                or picture.alt
                and not known.alt
                or picture.credit
                and not known.credit
            ):
                pictures[at] = replace(
                    known,
                    caption=known.caption or picture.caption,
                    alt=known.alt or picture.alt,
                    credit=known.credit or picture.credit,
                )
            return at
    pictures.append(picture)
    return len(pictures) - 1


def image(element: Any, base: str) -> Picture | None:
    """Return the picture of an ``<img>``; None for one that shows nothing."""
    source = element.get("src") or element.get("data-src") or ""
    if source.startswith("data:") or not source.strip():
        return None
    href = source.strip() if "://" not in source and not base else safe_href(source, base)
    width, height = number(element.get("width")), number(element.get("height"))
    if not href or ":" in href.split("/")[0] and not href.startswith(("http:", "https:")):
        return None
    if 0 < width <= _BEACON or 0 < height <= _BEACON:
        return None
    guid = tidy(element.get("data-uri") or element.get("uri") or element.get("data-guid"))
    return Picture((Rendition(href, width=width, height=height),), guid=guid, alt=tidy(element.get("alt")))


def figure(element: Any, base: str) -> Picture | None:
    """Return the picture of a ``<figure>`` with its caption and credit; words that stand beside both are no less."""
    found, captions, credits = None, [], []
    for part in element.iter():
        name = local(part.tag)
        if name == "img" and found is None:
            found = image(part, base)
        elif name == "figcaption":
            caption, credit = _caption(part)
            captions.append(caption)
            credits.append(credit)
        elif name in ("div", "p", "span") and not len(part) and not _is_inside_caption(part, element):
            (credits if _is_credit(part) else captions).append(tidy(shown(part)))
    caption, credit = " ".join(filter(None, captions)), next(filter(None, credits), "")
    return replace(found, caption=caption, credit=credit) if found else None


def _is_inside_caption(part: Any, figure: Any) -> bool:
    for parent in part.iterancestors():
        if parent is figure:
            return False
        if local(parent.tag) in ("figcaption", "table", "blockquote", "a"):
            return True
    return False


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


def media(element: Any) -> Picture | None:
    """Return the picture of a NITF ``<media>``; other media show nothing on a page."""
    if (element.get("media-type") or "image").lower() not in ("image", "photo", "picture", "graphic"):
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
        elif name in said_of:
            said_of[name] = said_of[name] or said(part)
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
