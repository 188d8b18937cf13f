"""NITF, alone or inside another envelope: what its head and body say, put on a draft."""

from collections.abc import Callable
from typing import Any

from nightdesk.wire.blocks import from_elements, from_text
from nightdesk.wire.draft import Draft
from nightdesk.wire.figures import is_picture
from nightdesk.wire.item import Block, Link, Ref, WireFault
from nightdesk.wire.markup import safe_href
from nightdesk.wire.words import local, said, tidy
from nightdesk.wire.xml import read_xml

_PLACES = {
    "city": "place", "state": "place", "country": "place", "region": "place", "sublocation": "place",
    "location": "place", "evloc": "place", "person": "person", "org": "organisation", "keyword": "keyword",
    "event": "subject", "function": "subject", "object.title": "subject", "virtloc": "place", "classifier": "subject",
}  # fmt: skip
_TRADES = {
    "writer-author", "editor", "producer", "archivist", "videographer", "graphic-artist", "photographer",
    "statistician", "other",
}  # fmt: skip
_REFERENCE = {
    "canceled": "cancels",
    "cancelled": "cancels",
    "withheld": "cancels",
    "killed": "cancels",
    "usable": "related",
}


def children(element: Any) -> list[tuple[str, Any]]:
    """Return each child element with its local name."""
    return [(local(child.tag), child) for child in element]


def read_nitf(draft: Draft, root: Any, *, alone: bool) -> None:
    """Put on the draft what a ``<nitf>`` says. Inside an envelope (``alone=False``) what the envelope said stays."""
    if alone:
        draft.guid = tidy(root.get("uno"))
        draft.version = tidy(root.get("version")) if (root.get("version") or "")[:1].isdigit() else ""
    head = body = None
    for name, child in children(root):
        if name == "head":
            head = child
        elif name == "body":
            body = child
        else:
            draft.keep(f"nitf/{name}", said(child))
    if head is not None:
        for name, child in children(head):
            _read_head(draft, name, child)
    _read_management_ids(draft, head)
    if body is not None:
        read_body(draft, body)
        draft.language = draft.language or language_of(body)
    draft.language = draft.language or language_of(root)
    title = next((said(child) for name, child in children(head) if name == "title"), "") if head is not None else ""
    if not draft.headline:
        draft.headline = title
    elif title != draft.headline:
        draft.keep("head/title", title)


def language_of(element: Any) -> str:
    return tidy(element.get("{http://www.w3.org/XML/1998/namespace}lang") or element.get("lang"))


def _read_head(draft: Draft, name: str, element: Any) -> None:
    if name == "docdata":
        _read_docdata(draft, element)
    elif name == "title":
        pass  # stands in for a headline that the body does not give
    elif name == "revision-history":
        if comment := tidy(element.get("comment")):
            draft.note(comment, "revision-history")
        if function := tidy(element.get("function")):
            if function.lower() in _TRADES:
                draft.keep("revision-history/function", function)
            else:
                draft.signals.append(function)
        if not draft.version and (number := tidy(element.get("norm"))):
            draft.keep("revision-history/norm", number)
    elif name == "meta":
        _read_meta(draft, element)
    elif name == "tobject":
        _read_subjects(draft, element)
    elif name == "pubdata":
        if section := tidy(element.get("position.section")):
            draft.subject("section", section)
        if (url := safe_href(element.get("ex-ref"))) and not draft.url:
            draft.url = url
        draft.keep("pubdata/date.publication", element.get("date.publication"))
    else:
        draft.keep(f"head/{name}", said(element))


def _read_meta(draft: Draft, element: Any) -> None:
    name, words = tidy(element.get("name")), tidy(element.get("content"))
    low = name.lower()
    if not words:
        return
    if low in ("slug", "slugline", "ap-slug"):
        draft.slugline = draft.slugline or words
    elif low.endswith(draft.document.profile.stable_ids):
        draft.ids.append((name, words))
    else:
        draft.keep(f"meta/{name}", words)


def _read_subjects(draft: Draft, element: Any) -> None:
    if kind := tidy(element.get("tobject.type")):
        draft.editorial_types.append(kind)
    for name, child in children(element):
        if name == "tobject.property":
            if (kind := tidy(child.get("tobject.property.type"))) and kind.lower() != "current":
                draft.editorial_types.append(kind)
        elif name == "tobject.subject":
            parts = (child.get(f"tobject.subject.{part}") for part in ("detail", "matter", "type"))
            draft.subject(
                "subject",
                next((tidy(part) for part in parts if part), ""),
                tidy(child.get("tobject.subject.refnum")),
                "subref",
            )


def _read_docdata(draft: Draft, docdata: Any) -> None:
    if status := docdata.get("management-status"):
        draft.say_status(status)
    for name, child in children(docdata):
        if handle := _DOCDATA.get(name):
            handle(draft, child)
        else:
            draft.keep(f"docdata/{name}", said(child) or " ".join(child.attrib.values()))


def _read_management_ids(draft: Draft, head: Any) -> None:
    """Another document may be named that this one cancels or stands in for."""
    docdata = next((child for name, child in children(head) if name == "docdata"), None) if head is not None else None
    if docdata is None or not (other := tidy(docdata.get("management-doc-idref"))):
        return
    word = tidy(docdata.get("management-idref-status")).lower()
    unsaid = "cancels" if draft.status == "canceled" else "related"  # a kill that names another means the other
    draft.refs.append(Ref(_REFERENCE.get(word, "replaces" if word else unsaid), other))
    if word and word not in _REFERENCE:
        draft.keep("docdata/management-idref-status", word)


def _doc_id(draft: Draft, element: Any) -> None:
    words = tidy(element.get("id-string"))
    if not words:
        return
    source = tidy(element.get("regsrc"))
    if not draft.guid:
        draft.guid = words
    elif words != draft.guid:
        draft.ids.append(("doc-id", words))
    draft.source = draft.source or source


def _urgency(draft: Draft, element: Any) -> None:
    if draft.urgency is None:
        draft.say_urgency(element.get("ed-urg"))


def _issued(draft: Draft, element: Any) -> None:
    draft.created_at = draft.created_at or draft.moment(element.get("norm"), "date.issue")


def _released(draft: Draft, element: Any) -> None:
    """``date.release`` is when the copy may run: an embargo, unless it only repeats the moment of issue."""
    norm = tidy(element.get("norm") or said(element))
    issued = (child.get("norm") for name, child in children(element.getparent()) if name == "date.issue")
    if not norm or norm not in issued:
        draft.say_embargo(norm)


def _expires(draft: Draft, element: Any) -> None:
    draft.say_expiry(element.get("norm") or said(element), "date.expire")


def _key(draft: Draft, element: Any) -> None:
    if words := tidy(element.get("key")):
        draft.ids.append(("du-key", words))
        draft.slugline = draft.slugline or words
    part = tidy(element.get("part"))
    if not draft.version:
        draft.version = ".".join(words for name in ("generation", "version") if (words := tidy(element.get(name))))
    if part:
        draft.keep("du-key/part", part)


def _message(draft: Draft, element: Any) -> None:
    draft.note(tidy(element.get("info")) or said(element), "ed-msg")
    if kind := tidy(element.get("msg-type")):
        draft.editorial_types.append(kind)


def _copyright(draft: Draft, element: Any) -> None:
    year, holder = tidy(element.get("year")), tidy(element.get("holder"))
    draft.copyright = draft.copyright or " ".join(part for part in (f"© {year}" if year else "", holder) if part)


def _rights(draft: Draft, element: Any) -> None:
    """Rights stand in attributes (``doc.rights``) or in elements (``rights``), or they are plain words."""
    found = {name.rpartition(".")[2]: said(child) for name, child in children(element)}
    found = {**found, **{name: tidy(value) for name, value in element.attrib.items()}}
    draft.copyright = draft.copyright or found.get("owner", "")
    if end := found.get("enddate"):
        draft.say_expiry(end, "rights/enddate")
    terms = "; ".join(found[name] for name in ("type", "geography", "limitations") if found.get(name))
    draft.usage = draft.usage or terms or tidy(element.text)


def _series(draft: Draft, element: Any) -> None:
    name, part = tidy(element.get("series.name")), tidy(element.get("series.part"))
    if name:
        draft.subject("keyword", name, scheme="series")
    if part:
        draft.keep("series/part", f"{part} of {tidy(element.get('series.totalpart')) or '?'}")


def _scope(draft: Draft, element: Any) -> None:
    if words := tidy(element.get("scope")):
        draft.signals.append(words)


def _fixture(draft: Draft, element: Any) -> None:
    if words := tidy(element.get("fix-id")):
        draft.ids.append(("fixture", words))


def _correction(draft: Draft, element: Any) -> None:
    draft.editorial_types.append("Correction")
    draft.note(tidy(element.get("info")), "correction")
    if other := tidy(element.get("id-string")):
        draft.refs.append(Ref("replaces", other))


def _key_list(draft: Draft, element: Any) -> None:
    for _, child in children(element):
        draft.subject("keyword", tidy(child.get("key")) or said(child))


def _identified(draft: Draft, element: Any) -> None:
    for name, child in children(element):
        code = tidy(child.get("idsrc")), tidy(child.get("value"))
        words = said(child) or tidy(child.get("value"))
        draft.subject(_PLACES.get(name, "subject"), words, code[1], code[0])


def _doc_scope_place(draft: Draft, element: Any) -> None:
    draft.subject("place", tidy(element.get("city") or element.get("state-prov") or element.get("country-code")),
                  tidy(element.get("county-dist") or ""), "evloc")  # fmt: skip


_DOCDATA: dict[str, Callable[[Draft, Any], None]] = {
    "doc-id": _doc_id, "urgency": _urgency, "date.issue": _issued, "date.release": _released, "date.expire": _expires,
    "du-key": _key, "ed-msg": _message, "doc.copyright": _copyright, "doc.rights": _rights, "series": _series,
    "doc-scope": _scope, "fixture": _fixture, "correction": _correction, "key-list": _key_list,
    "identified-content": _identified, "evloc": _doc_scope_place, "del-list": lambda draft, element: None,
}  # fmt: skip


def read_body(draft: Draft, body: Any) -> None:
    """Put on the draft what a ``<body>`` says: head, content, end, in any order and number."""
    content: list[Any] = []
    loose: list[Any] = []
    ends: list[Any] = []
    for name, child in children(body):
        if name == "body.head":
            for inner, part in children(child):
                _read_body_head(draft, inner, part)
        elif name == "body.content":
            content.append(child)
        elif name == "body.end":
            ends.append(child)
        else:
            loose.append(child)
    if content or loose:
        draft.blocks.extend(body_blocks(draft, content + loose))
    elif body.text and body.text.strip() and not len(body):
        draft.blocks.extend(from_text(body.text))
    for end in ends:
        _read_body_end(draft, end)


def escaped_nitf(draft: Draft, text: str) -> tuple[Block, ...] | None:
    """Return the blocks of a whole NITF document that stands escaped inside another; None when it is none."""
    if "<nitf" not in text[:2000]:
        return None
    try:
        root, repairs = read_xml(text)
    except WireFault:
        return None
    if local(root.tag) != "nitf":
        return None
    draft.repairs.extend(repairs)
    before, draft.blocks = draft.blocks, []
    read_nitf(draft, root, alone=False)
    found, draft.blocks = draft.blocks, before
    return tuple(found)


def body_blocks(draft: Draft, elements: list[Any]) -> tuple[Any, ...]:
    """Return the blocks of the elements; one that holds words alone is plain text, parted by blank lines."""
    if all(not len(element) for element in elements):
        return from_text("\n\n".join(element.text or "" for element in elements))
    for element in elements:
        _take_notes(draft, element)
        _take_films(draft, element)
    return from_elements(elements, base=draft.document.url, pictures=draft.pictures)


def _take_notes(draft: Draft, element: Any) -> None:
    """Lift notes to editors out of the text; they are never public."""
    for child in list(element):
        if isinstance(child.tag, str) and local(child.tag) == "note" and "ed" in (child.get("noteclass") or "").lower():
            draft.note(said(child), "note")
            element.remove(child)


def _take_films(draft: Draft, element: Any) -> None:
    """A film or a recording shows nothing on a page of ours; its address and its words are a link."""
    for media in element.iter("{*}media"):
        kind = tidy(media.get("media-type")).lower()
        if not kind or is_picture(kind):
            continue
        words = " ".join(said(child) for name, child in children(media) if name == "media-caption")
        for name, child in children(media):
            if name == "media-reference" and (source := tidy(child.get("source"))):
                draft.links.append(Link(source, words, tidy(child.get("mime-type")) or kind))


def _read_body_head(draft: Draft, name: str, element: Any) -> None:
    if name in ("hedline", "headline"):
        _read_headlines(draft, element)
    elif name == "byline":
        if not draft.bylines or draft.format == "nitf":
            draft.bylines.extend([words] if (words := _byline(element)) and words not in draft.bylines else [])
    elif name == "dateline":
        draft.dateline = draft.dateline or _dateline(draft, element)
    elif name == "distributor":
        draft.credit = draft.credit or said(element)
    elif name == "abstract":
        _deck(draft, "abstract", said(element))
    elif name == "note":
        private = "ed" in (element.get("noteclass") or "ed").lower()
        draft.note(said(element), "note", private=private)
    elif name == "rights":
        _rights(draft, element)
    else:
        draft.keep(f"body.head/{name}", said(element))


def _byline(element: Any) -> str:
    """Return the byline with its title behind a comma, which NITF leaves to the reader."""
    words = said(element)
    title = next((said(child) for name, child in children(element) if name == "byttl"), "")
    before = words.removesuffix(title).rstrip() if title else ""
    return f"{before}, {title}" if before and before[-1].isalnum() else words


def _read_headlines(draft: Draft, element: Any) -> None:
    if not len(element):
        draft.headline = draft.headline or said(element)
        return
    for name, child in children(element):
        if name == "hl1" and not draft.headline:
            draft.headline = said(child)
        elif name in ("hl1", "hl2") and (words := said(child)) and words != draft.headline:
            _deck(draft, name, words)


def _deck(draft: Draft, name: str, words: str) -> None:
    if not draft.deck:
        draft.deck = words
    elif words != draft.deck:
        draft.keep(f"body.head/{name}", words)


def _dateline(draft: Draft, element: Any) -> str:
    """The place is the dateline; its story date, when there is one, is only kept."""
    for name, child in children(element):
        if name == "story.date":
            draft.keep("dateline/story.date", tidy(child.get("norm")) or said(child))
    place = " ".join(words for name, child in children(element) if name == "location" and (words := said(child)))
    return place or said(element)


def _read_body_end(draft: Draft, element: Any) -> None:
    for name, child in children(element):
        if name == "tagline":
            draft.blocks.extend(from_elements((child,), base=draft.document.url, pictures=draft.pictures))
            if url := safe_href(child.get("href")):
                draft.links.append(Link(url, said(child), "tagline"))
        else:
            draft.keep(f"body.end/{name}", said(child))
