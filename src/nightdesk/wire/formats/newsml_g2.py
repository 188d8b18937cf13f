"""NewsML-G2: news items and packages, alone or in a news message; other kinds of item are not copy."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from nightdesk.wire.batch import read_each
from nightdesk.wire.document import Document
from nightdesk.wire.draft import Draft
from nightdesk.wire.figures import place
from nightdesk.wire.g2_meta import read_content_meta, read_item_meta, read_rights
from nightdesk.wire.g2_sets import read_assert, read_content_set, read_group_set, read_part_meta
from nightdesk.wire.item import Item, Picture, WireFault
from nightdesk.wire.nitf_parts import children, language_of
from nightdesk.wire.words import local, said, tidy

NAME = "newsml-g2"

_COPY = ("newsitem", "packageitem")
_OTHERS = {
    "knowledgeitem": "a knowledge item", "conceptitem": "a concept item", "planningitem": "a planning item",
    "catalogitem": "a catalogue", "catalog": "a catalogue",
}  # fmt: skip


def recognises(document: Document) -> bool:
    return document.root is not None and local(document.root.tag) in (*_COPY, *_OTHERS, "newsmessage")


def read(document: Document) -> Iterator[Item]:
    root = document.root
    if local(root.tag) != "newsmessage":
        return iter((_read_item(document, root),))
    sent_at = _sent_at(document, root)
    parts = [part for name, one in children(root) if name == "itemset" for _, part in children(one)]
    if not parts:
        raise WireFault("newsMessage", "This news message holds no item.")
    copy = [part for part in parts if local(part.tag) in _COPY]
    if not copy:
        raise WireFault("newsMessage", f"This news message holds no copy, only {_other(parts[0])}.")

    def read_one(part: Any) -> Item:
        return _read_item(document, part, sent_at)

    return iter(_with_pictures(list(read_each(copy, read_one))))


def _with_pictures(items: list[Item]) -> list[Item]:
    """Give a text the pictures of the same message that it, or a package that holds just this text, points at."""
    pictures = {item.guid: item.pictures for item in items if item.item_class in ("picture", "graphic")}
    texts = {item.guid for item in items if item.item_class == "text"}
    if not pictures or not texts:
        return items
    wanted = {guid: [ref.guid for ref in item.refs] for item in items if (guid := item.guid) in texts}
    for package in items:
        members = [ref.guid for ref in package.refs if ref.role == "part"]
        mine = [guid for guid in members if guid in texts]
        if len(mine) == 1:
            wanted[mine[0]] += members
    return [_joined(item, pictures, wanted[item.guid]) if item.guid in wanted else item for item in items]


def _joined(item: Item, pictures: dict[str, tuple[Picture, ...]], guids: list[str]) -> Item:
    mine = list(item.pictures)
    for guid in guids:
        for picture in pictures.get(guid, ()):
            place(mine, picture)
    return replace(item, pictures=tuple(mine)) if len(mine) > len(item.pictures) else item


def _sent_at(document: Document, root: Any) -> Any:
    draft = Draft(document, NAME)
    for name, header in children(root):
        if name == "header":
            for inner, part in children(header):
                if inner == "sent":
                    draft.sent_at = draft.moment(part.text, "header/sent")
    document.repairs.extend(draft.repairs)
    return draft.sent_at


def _other(part: Any) -> str:
    return _OTHERS.get(local(part.tag), f"<{local(part.tag)[:60]}>")


def _read_item(document: Document, root: Any, sent_at: Any = None) -> Item:
    kind = local(root.tag)
    if kind not in _COPY:
        raise WireFault("newsItem", f"This is {_other(root)}, which holds no copy.")
    if not len(root):
        raise WireFault(kind, "This item says nothing.")
    draft = Draft(document, NAME)
    draft.sent_at = sent_at
    draft.guid, draft.version = tidy(root.get("guid")), tidy(root.get("version"))
    if kind == "packageitem":
        draft.item_class = "package"
    later = []
    for name, child in children(root):
        if name == "itemmeta":
            read_item_meta(draft, child)
        elif name == "contentmeta":
            read_content_meta(draft, child)
        elif name == "rightsinfo":
            read_rights(draft, child)
        elif name in ("contentset", "groupset", "partmeta", "assert"):
            later.append((name, child))
        elif name not in ("catalogref", "catalog", "hophistory", "inlineref", "derivedfrom", "derivedfromvalue"):
            draft.keep(f"{kind}/{name}", said(child))
    draft.language = draft.language or language_of(root)
    for name, child in later:
        _LATER[name](draft, child)
    if draft.blocks and not draft.bylines:
        draft.bylines = _creators(draft)
    if kind == "newsitem" and draft.item_class == "package" and draft.blocks:
        draft.item_class = "composite"
    if not draft.guid and not draft.headline and not draft.blocks and not draft.pictures:
        raise WireFault(kind, "This item has no guid and says nothing.")
    return draft.item()


def _creators(draft: Draft) -> list[str]:
    """Return the creators who are people, for want of a byline; one word is the agency's own name or its initials."""
    creators = [one.name for one in draft.subjects if one.scheme == "creator" and one.kind == "person"]
    return [name for name in dict.fromkeys(creators) if " " in name and name not in (draft.source, draft.credit)]


_LATER = {"contentset": read_content_set, "groupset": read_group_set, "partmeta": read_part_meta, "assert": read_assert}
