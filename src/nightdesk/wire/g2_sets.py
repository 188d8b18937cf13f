"""NewsML-G2's content: the texts and files of a contentSet, the members of a groupSet, parts and assertions."""

from dataclasses import replace
from typing import Any

from nightdesk.wire.blocks import from_elements, from_html, from_text
from nightdesk.wire.draft import Draft
from nightdesk.wire.figures import number, place
from nightdesk.wire.g2_meta import code_of, name_of, tail_of
from nightdesk.wire.item import Block, Link, Picture, Ref, Rendition
from nightdesk.wire.nitf_parts import body_blocks, children, escaped_nitf, read_nitf
from nightdesk.wire.transfer import unpacked
from nightdesk.wire.words import local, said, tidy

_BEST = (
    "highres",
    "main",
    "hires",
    "original",
    "baseimage",
    "print",
    "web",
    "medium",
    "preview",
    "lowres",
    "thumb",
    "thumbnail",
)


def read_content_set(draft: Draft, element: Any) -> None:
    """Take the fullest of the texts (they are renditions of one story) and every file."""
    texts: list[tuple[Block, ...]] = []
    renditions: list[Rendition] = []
    for name, child in children(element):
        if name == "inlinexml":
            texts.append(_inline_xml(draft, child))
        elif name == "inlinedata":
            texts.append(_inline_data(draft, child))
        elif name == "remotecontent":
            _remote(draft, child, renditions)
        else:
            draft.keep(f"contentSet/{name}", said(child))
    if renditions:
        _add_picture(draft, renditions)
    if texts:
        best = max(texts, key=lambda blocks: sum(len(block.text) for block in blocks))
        draft.blocks.extend(best)
        if sum(1 for blocks in texts if blocks) > 1:
            draft.keep("contentSet", f"{len(texts)} texts of the same story; the longest was taken")


def _inline_xml(draft: Draft, element: Any) -> tuple[Block, ...]:
    found: list[Block] = []
    for name, child in children(element):
        if name == "nitf":
            before, draft.blocks = draft.blocks, []
            read_nitf(draft, child, alone=False)
            found.extend(draft.blocks)
            draft.blocks = before
        elif name == "html":
            found.extend(_xhtml(draft, child))
        elif name in ("newsitem", "sports-content", "events", "concept", "conceptset"):
            draft.keep(f"inlineXML/{name}", said(child))
        else:
            found.extend(from_elements((child,), base=draft.document.url, pictures=draft.pictures))
    if not found and not len(element) and element.text:
        return from_text(element.text)
    return tuple(found)


def _xhtml(draft: Draft, root: Any) -> tuple[Block, ...]:
    bodies = [child for name, child in children(root) if name == "body"]
    for name, child in children(root):
        if name == "head" and not draft.headline:
            draft.headline = next((said(part) for inner, part in children(child) if inner == "title"), "")
    return body_blocks(draft, bodies or [root])


def _inline_data(draft: Draft, element: Any) -> tuple[Block, ...]:
    kind = (element.get("contenttype") or "").lower()
    text = "".join(element.itertext())
    if coding := tail_of(tidy(element.get("encoding") or element.get("encodinguri"))):
        text = unpacked(draft, text, coding, kind)
    if (blocks := escaped_nitf(draft, text)) is not None:
        return blocks
    if kind.startswith("text/plain") or ("<" not in text and not kind.startswith("text/html")):
        return from_text(text)
    if "html" in kind or "xml" in kind or not kind:
        return from_html(text, base=draft.document.url, pictures=draft.pictures)
    return from_text(text)


def _remote(draft: Draft, element: Any, renditions: list[Rendition]) -> None:
    href = tidy(element.get("href"))
    mime = tidy(element.get("contenttype")).lower()
    role = tail_of(tidy(element.get("rendition")))
    other = tidy(element.get("residref"))
    for name, child in children(element):
        if name == "altid" and (words := said(child)):
            draft.ids.append((tidy(child.get("type") or "altId"), words))
    if not href:
        if other:
            draft.refs.append(Ref("related", other))
        return
    if mime.startswith("image/") or (not mime and draft.item_class in ("picture", "graphic")):
        renditions.append(Rendition(href, mime, number(element.get("width")), number(element.get("height")), role,
                                    number(element.get("size"))))  # fmt: skip
    else:
        draft.links.append(Link(href, said(element)[:300], mime or role or "remote"))


def best_first(renditions: list[Rendition]) -> tuple[Rendition, ...]:
    """Return the renditions, the widest first; where widths are not given the agency's word decides."""
    order = {word: at for at, word in enumerate(_BEST)}
    return tuple(sorted(renditions, key=lambda one: (-one.width, order.get(one.role, len(_BEST)))))


def _add_picture(draft: Draft, renditions: list[Rendition]) -> None:
    is_picture = draft.item_class in ("picture", "graphic")
    place(draft.pictures, own_picture(draft, renditions) if is_picture else Picture(best_first(renditions)))


def own_picture(draft: Draft, renditions: list[Rendition]) -> Picture:
    """Return the picture that an item of the class picture is; the item's words are its words."""
    return Picture(
        best_first(renditions),
        guid=draft.guid,
        caption=draft.deck,
        credit=draft.credit,
        copyright=draft.copyright,
        usage=draft.usage,
        headline=draft.headline,
        byline=", ".join(draft.bylines) or _creator(draft),
        taken_at=draft.first_created_at,
    )


def _creator(draft: Draft) -> str:
    return next((one.name for one in draft.subjects if one.scheme == "creator"), "")


def read_group_set(draft: Draft, element: Any) -> None:
    """Take every member of a package, however its groups are nested."""
    for child in element.iter():
        if not isinstance(child.tag, str) or local(child.tag) != "itemref":
            continue
        other = tidy(child.get("residref") or child.get("href"))
        if not other:
            continue
        draft.refs.append(Ref("part", other, tidy(child.get("version"))))
        for name, inner in children(child):
            if name == "headline" and not draft.headline:
                draft.headline = said(inner)


def read_part_meta(draft: Draft, element: Any) -> None:
    """Parts of a video or a package describe themselves; their words are kept for an editor."""
    for name, child in children(element):
        if name in ("signal", "role"):
            draft.keep(f"partMeta/{name}", code_of(child))
        elif name not in ("icon", "timedelim", "regiondelim"):
            draft.keep(f"partMeta/{name}", said(child))


def read_assert(draft: Draft, element: Any) -> None:
    """Give a name to the subjects that carry only a code."""
    code, name = code_of(element), name_of(element)
    if not code or not name:
        return
    for at, one in enumerate(draft.subjects):
        if one.code == code and not one.name:
            draft.subjects[at] = replace(one, name=name)
