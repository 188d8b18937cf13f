"""The members of a ninjs object, in the spellings of all its versions and of agencies that went before them."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from nightdesk.wire.blocks import from_elements, from_html, from_text
from nightdesk.wire.draft import Draft
from nightdesk.wire.entry import join
from nightdesk.wire.item import PART_NOTES, Block, Link, Ref, WireFault
from nightdesk.wire.nitf_parts import body_blocks, children
from nightdesk.wire.words import local, tidy, untagged
from nightdesk.wire.xml import read_xml

Handle = Callable[[Draft, Any], None]

_ENDING = re.compile(r"[a-z0-9_]+")  # of a member whose name an agency ends as it likes
_CLASSES = {"photo": "picture", "composite": "package"}  # a composite that has a body of its own stays one
_ROLES_FIRST = ("main", "headline", "default", "print", "web", "original", "")
_LABEL_ROLES = ("label", "prefix", "kicker", "overline")
_DECKS = ("summary", "lede", "lead", "abstract", "caption", "short", "text", "main", "")
CREDITS = ("creditline", "credit")  # roles of a source or a description that is the credit line
_ORDERS = {"editorialtype": "editorial_types", "signal": "signals"}  # subjects that are none, as we write them
_PUBLIC_NOTES = ("description_editornotes", "editornotes", "public")


def plain(value: Any) -> str:
    """Return a scalar as plain words; lists and objects say nothing here."""
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return ""


def each(value: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of a list, or of an object that names them, or the single object or word given instead."""
    if isinstance(value, list):
        for one in value:
            if isinstance(one, dict):
                yield one
            elif words := plain(one):
                yield {"value": words, "name": words}
    elif isinstance(value, dict):
        nested = [{"role": name, **one} for name, one in value.items() if isinstance(one, dict)]
        yield from nested or [value]
    elif words := plain(value):
        yield {"value": words, "name": words}


def _set(name: str) -> Handle:
    def take(draft: Draft, value: Any) -> None:
        if words := " ".join(map(plain, value)).strip() if isinstance(value, list) else plain(value):
            setattr(draft, name, getattr(draft, name) or words)

    return take


def _moment(name: str, path: str) -> Handle:
    def take(draft: Draft, value: Any) -> None:
        if getattr(draft, name) is None:
            setattr(draft, name, draft.moment(plain(value), path))

    return take


def _expires(draft: Draft, value: Any) -> None:
    draft.say_expiry(plain(value), "expires")


def _status(draft: Draft, value: Any) -> None:
    draft.say_status(plain(value) or "unreadable")


def _embargoed(draft: Draft, value: Any) -> None:
    """Present and empty, even null, holds until told otherwise; ``false`` says that there is none."""
    if value is not False and not (value is None and draft.document.profile.null_means_unsaid):
        draft.say_embargo(plain(value))


def _urgency(draft: Draft, value: Any) -> None:
    if draft.urgency is None:
        draft.say_urgency(value)


def _type(draft: Draft, value: Any) -> None:
    if word := plain(value).lower():
        draft.item_class = _CLASSES.get(word, word)


def _types(draft: Draft, value: Any) -> None:
    for one in each(value):
        if words := plain(one.get("name") or one.get("value") or one.get("literal") or one.get("code")):
            draft.editorial_types.append(words)


def _signals(draft: Draft, value: Any) -> None:
    for one in each(value):
        if words := plain(one.get("name") or one.get("value") or one.get("code") or one.get("uri")):
            draft.signals.append(words)


def _profile(draft: Draft, value: Any) -> None:
    if words := plain(value):
        draft.signals.append(words)


def _headline(draft: Draft, value: Any) -> None:
    draft.headline = untagged(value) if isinstance(value, str) else draft.headline


def _headlines(draft: Draft, value: Any) -> None:
    found = [
        (plain(one.get("role")).lower(), untagged(words))
        for one in each(value)
        if isinstance(words := one.get("value"), str)
    ]
    for role, words in found:
        if role in _LABEL_ROLES:
            draft.labels.append(words)
    found = [pair for pair in found if pair[0] not in _LABEL_ROLES and pair[1]]
    found.sort(key=lambda pair: _rank(_ROLES_FIRST, pair[0]))
    for role, words in found:
        if not draft.headline:
            draft.headline = words
        elif words != draft.headline:
            draft.keep(f"headlines/{role or 'other'}", words)


def _rank(order: tuple[str, ...], word: str) -> int:
    return order.index(word) if word in order else len(order)


def _descriptions(draft: Draft, value: Any) -> None:
    found = [
        (plain(one.get("role")).lower(), untagged(words))
        for one in each(value)
        if isinstance(words := one.get("value"), str)
    ]
    for role, words in sorted(found, key=lambda pair: _rank(_DECKS, pair[0])):
        if role in CREDITS:
            draft.credit = draft.credit or words
        elif role in _PUBLIC_NOTES or role in PART_NOTES:
            draft.note(words, role, private=False)
        elif role == "usageterms":
            draft.usage = draft.usage or words
        elif role == "dateline":
            draft.dateline = draft.dateline or words
        else:
            _describe(draft, f"descriptions/{role or 'other'}", words)


def _describe(draft: Draft, path: str, words: str) -> None:
    if not draft.deck:
        draft.deck = words
    elif words != draft.deck:
        draft.keep(path, words)


def _deck(draft: Draft, value: Any) -> None:
    if isinstance(value, str):
        _describe(draft, "description", untagged(value))


def read_named(draft: Draft, name: str, value: Any) -> bool:
    """Read a member whose name an agency may end as it likes: ``description_…``, ``headline_…``, ``body_…``."""
    start, _, role = name.lower().partition("_")
    if not isinstance(value, str) or not _ENDING.fullmatch(role):
        return False
    if start == "body":
        return True  # read with the other bodies
    if start not in ("description", "headline"):
        return False
    if start == "description" and role.removesuffix("_text") in CREDITS:
        draft.credit = draft.credit or untagged(value)
    elif start == "description":
        _describe(draft, name, untagged(value))
    else:
        draft.keep(name, untagged(value))
    return True


def _byline(draft: Draft, value: Any) -> None:
    for one in each(value):
        words = untagged(plain(one.get("value") or one.get("name") or one.get("by") or one.get("byline")))
        if words and words not in draft.bylines:
            draft.bylines.append(words)


def _ed_note(draft: Draft, value: Any) -> None:
    for one in each(value):
        public = plain(one.get("role")).lower() in _PUBLIC_NOTES
        draft.note(untagged(plain(one.get("value") or one.get("name"))), "ednote", private=not public)


def _public_note(draft: Draft, value: Any) -> None:
    for one in each(value):
        draft.note(untagged(plain(one.get("value") or one.get("name"))), "description_editornotes", private=False)


def _other_ids(draft: Draft, value: Any) -> None:
    if isinstance(value, dict):
        draft.ids.extend((scheme, words) for scheme, one in value.items() if (words := plain(one)))
        return
    for one in each(value):
        if words := plain(one.get("value")):
            role = plain(one.get("role") or one.get("scheme") or one.get("type"))
            if role == "url" and not draft.url:
                draft.url = words
            else:
                draft.ids.append((role or "altid", words))


def _subjects(kind: str) -> Handle:
    def take(draft: Draft, value: Any) -> None:
        for one in each(value):
            if orders := _ORDERS.get(plain(one.get("rel"))):
                getattr(draft, orders).append(plain(one.get("name")))
                continue
            code = plain(one.get("uri") or one.get("code") or one.get("literal"))
            draft.subject(kind, plain(one.get("name") or one.get("value")), code, plain(one.get("scheme")))

    return take


def _located(draft: Draft, value: Any) -> None:
    for one in each(value):
        if words := plain(one.get("name") or one.get("value")):
            draft.subject("place", words, scheme="located")


def _dateline(draft: Draft, value: Any) -> None:
    for one in each(value):
        draft.dateline = draft.dateline or plain(one.get("text") or one.get("value") or one.get("name"))


def _source(draft: Draft, value: Any) -> None:
    for one in each(value):
        words = plain(one.get("name") or one.get("value") or one.get("literal") or one.get("uri"))
        if plain(one.get("role")).lower() in CREDITS:
            draft.credit = draft.credit or words
        else:
            draft.source = draft.source or words


def _rights(draft: Draft, value: Any) -> None:
    """Rights in a language for machines are no usage terms that an editor could read; a link to them is a link."""
    if isinstance(value, str):
        draft.usage = draft.usage or tidy(value)
        return
    for one in each(value):
        draft.usage = draft.usage or plain(one.get("usageterms") or one.get("usageTerms"))
        draft.copyright = draft.copyright or plain(one.get("copyrightnotice") or one.get("copyrightNotice"))
        if href := plain(one.get("linkedrights") or one.get("linkedRights")):
            draft.links.append(Link(join(draft.document.url, href), "", "rights"))
        draft.keep("rightsinfo/encodedrights", plain(one.get("encodedrights") or one.get("encodedRights")))


def _holder(draft: Draft, value: Any) -> None:
    for one in each(value):
        draft.subject("organisation", plain(one.get("name") or one.get("value")), scheme="copyrightHolder")


def _links(draft: Draft, value: Any) -> None:
    for one in each(value):
        href = join(draft.document.url, plain(one.get("href") or one.get("uri") or one.get("url")))
        rel = plain(one.get("rel") or one.get("role")).lower()
        if href:
            draft.links.append(Link(href, plain(one.get("title") or one.get("name")), rel))
            if rel in ("canonical", "alternate", "web") and not draft.url:
                draft.url = href


def _evolved(draft: Draft, value: Any) -> None:
    for one in each(value):
        if other := plain(one.get("uri") or one.get("value")):
            draft.refs.append(Ref("evolved-from", other, plain(one.get("version"))))


def _replaces(draft: Draft, value: Any) -> None:
    for one in each(value):
        if other := plain(one.get("uri") or one.get("value")):
            draft.refs.append(Ref("replaces", other, plain(one.get("version"))))


def _url(draft: Draft, value: Any) -> None:
    draft.url = draft.url or join(draft.document.url, plain(value))


def _pass(draft: Draft, value: Any) -> None:
    """Known, and read elsewhere or of no use to a newsroom."""


ITEM: dict[str, Handle] = {
    "uri": _set("guid"), "guid": _set("guid"), "version": _set("version"), "type": _type, "pubstatus": _status,
    "urgency": _urgency, "versioncreated": _moment("created_at", "versioncreated"),
    "firstcreated": _moment("first_created_at", "firstcreated"),
    "contentcreated": _moment("first_created_at", "contentcreated"),
    "published": _moment("published_at", "published"), "firstpublished": _moment("published_at", "firstpublished"),
    "embargoed": _embargoed, "embargoeduntil": _embargoed, "expires": _expires, "headline": _headline, "title": _pass,
    "headlines": _headlines, "headline_extended": _pass, "slugline": _set("slugline"), "description_text": _deck,
    "description_summary": _deck, "description_html": _deck, "description_xhtml": _deck, "description_caption": _deck,
    "descriptions": _descriptions, "byline": _byline, "bylines": _byline, "by": _byline, "ednote": _ed_note,
    "ednotes": _ed_note, "description_editornotes": _public_note, "altids": _other_ids, "language": _set("language"),
    "person": _subjects("person"), "people": _subjects("person"), "organisation": _subjects("organisation"),
    "organisations": _subjects("organisation"), "organization": _subjects("organisation"),
    "place": _subjects("place"), "places": _subjects("place"), "subject": _subjects("subject"),
    "subjects": _subjects("subject"), "genre": _subjects("genre"), "genres": _subjects("genre"),
    "keywords": _subjects("keyword"), "keyword": _subjects("keyword"), "event": _subjects("subject"),
    "events": _subjects("subject"), "object": _subjects("subject"), "objects": _subjects("subject"),
    "located": _located, "dateline": _dateline, "datelinelocation": _dateline, "infosource": _source,
    "infosources": _source, "source": _source, "provider": _source, "editorialtypes": _types, "editorialtype": _types,
    "signals": _signals, "signal": _signals, "profile": _profile, "creditline": _set("credit"),
    "credit": _set("credit"), "copyrightnotice": _set("copyright"), "copyrightholder": _holder,
    "usageterms": _set("usage"), "rightsinfo": _rights, "links": _links, "evolvedfrom": _evolved,
    "replaces": _replaces, "canonical_url": _url, "url": _url, "renditions": _pass, "associations": _pass,
    "bodies": _pass, "body_text": _pass, "body_html": _pass, "body_xhtml": _pass, "body_nitf": _pass, "body": _pass,
    "charcount": _pass, "wordcount": _pass, "representationtype": _pass, "mimetype": _pass, "standard": _pass,
    "$standard": _pass, "$schema": _pass, "schema": _pass, "etag": _pass, "contenttype": _pass,
    "trustindicators": _links, "trustindicator": _links,
}  # fmt: skip


def settle(draft: Draft, data: Mapping[str, Any]) -> None:
    """Bring in what depends on several members: the agency's own item id, its etag, a title without a headline."""
    for name in ("itemid", "etag", "friendlykey", "recordid"):
        words = plain(data.get(name))
        if words and (name, words) not in draft.ids:
            draft.ids.append((name, words))
    if not draft.guid:
        order = draft.document.profile.stable_ids
        own = [value for scheme, value in draft.ids if scheme.lower() in order]
        draft.guid = own[0] if own else ""
    if draft.item_class == "package" and draft.blocks:
        draft.item_class = "composite"
    if not draft.headline:
        draft.headline = untagged(plain(data.get("title") or data.get("headline_extended")))
    elif (words := plain(data.get("title"))) and words != draft.headline:
        draft.keep("title", words)


def read_body(draft: Draft, data: Mapping[str, Any]) -> None:
    """Take the richest body that says something: HTML, then NITF, then plain text."""
    bodies = _bodies(data)
    for kind in ("html", "nitf", "text"):
        for body in bodies:
            if body[0] == kind and (blocks := _blocks(draft, kind, body[1])):
                draft.blocks.extend(blocks)
                return


_BODY_KINDS = {"body_html": "html", "body_xhtml": "html", "body_nitf": "nitf", "body_text": "text", "body": "html"}


def _bodies(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    found = []
    for name, value in data.items():
        if not name.startswith("body"):
            continue
        kind = _BODY_KINDS.get(name) or _kind({"role": name}, value if isinstance(value, str) else "")
        if isinstance(value, str):
            found.append((kind, value))
        elif isinstance(value, dict) and isinstance(value.get("value") or value.get("nitf"), str):
            found.append(("nitf" if "nitf" in value else kind, value.get("value") or value["nitf"]))
    for one in each(data.get("bodies")):
        if isinstance(text := one.get("value"), str):
            found.append((_kind(one, text), text))
    return [pair for pair in found if pair[1].strip()]


def _kind(body: Mapping[str, Any], text: str) -> str:
    said = f"{plain(body.get('contentType') or body.get('contenttype'))} {plain(body.get('role'))}".lower()
    if "nitf" in said:
        return "nitf" if "<p" in text or "<body" in text else "foreign"
    if "html" in said:
        return "html"
    if "xml" in said or "json" in said:
        return "foreign"
    return "html" if text.lstrip().startswith("<") and "plain" not in said else "text"


def _blocks(draft: Draft, kind: str, text: str) -> tuple[Block, ...]:
    base, pictures = draft.document.url, draft.pictures
    if kind == "text":
        return from_text(text)
    if kind == "html":
        return from_html(text, base=base, pictures=pictures)
    try:
        root, repairs = read_xml(
            f"<body>{text}</body>" if not text.lstrip().startswith(("<?", "<!", "<nitf", "<body")) else text
        )
    except WireFault:
        return from_html(text, base=base, pictures=pictures)
    draft.repairs.extend(repairs)
    content = [child for child in root.iter() if isinstance(child.tag, str) and local(child.tag) == "body.content"]
    return body_blocks(draft, content or [child for _, child in children(root)]) or from_elements((root,), base=base)
