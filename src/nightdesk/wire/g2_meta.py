"""NewsML-G2's metadata: itemMeta, contentMeta and rightsInfo, put on a draft."""

from collections.abc import Callable
from typing import Any

from nightdesk.wire.draft import Draft
from nightdesk.wire.item import Link, Ref
from nightdesk.wire.markup import safe_href
from nightdesk.wire.nitf_parts import children
from nightdesk.wire.words import said, tidy

Handle = Callable[[Draft, Any], None]

_CLASSES = {
    "text": "text", "picture": "picture", "photo": "picture", "graphic": "graphic", "video": "video",
    "audio": "audio", "composite": "package", "animated": "video",
}  # fmt: skip
_KINDS = {
    "person": "person",
    "geoarea": "place",
    "poi": "place",
    "organisation": "organisation",
    "organization": "organisation",
}
_RELATIONS = {
    "evolvedfrom": "evolved-from", "previousversion": "replaces", "replaces": "replaces", "supersedes": "replaces",
    "isderivedfrom": "evolved-from", "derivedfrom": "evolved-from", "updatefor": "replaces",
    "correctionof": "replaces", "cancels": "cancels", "kills": "cancels",
}  # fmt: skip
_HEADLINE_LABELS = ("prefix", "label")


def code_of(element: Any) -> str:
    return tidy(element.get("qcode") or element.get("uri") or element.get("literal"))


def tail_of(code: str) -> str:
    """Return the last part of a qcode or URI, lower case: ``stat:usable`` and ``…/usable`` are one."""
    return code.rpartition("/")[2].rpartition(":")[2].lower()


def party_of(element: Any) -> str:
    """Return who an element means: the name it gives, else the readable end of its qcode (``nprov:AFP`` is AFP)."""
    if words := name_of(element):
        return words
    return tidy(element.get("qcode")).rpartition(":")[2] or code_of(element)


def name_of(element: Any) -> str:
    """Return the name that an element gives: a ``<name>`` in it, or its own words when it holds no elements."""
    for name, child in children(element):
        if name == "name" and (words := said(child)):
            return words
    return "" if len(element) else tidy(element.text)


def read_item_meta(draft: Draft, element: Any) -> None:
    _each(draft, element, _ITEM_META, "itemMeta")


def read_content_meta(draft: Draft, element: Any) -> None:
    _each(draft, element, _CONTENT_META, "contentMeta")


def read_rights(draft: Draft, element: Any) -> None:
    _each(draft, element, _RIGHTS, "rightsInfo")


def _each(draft: Draft, element: Any, handles: dict[str, Handle | None], path: str) -> None:
    for name, child in children(element):
        if name not in handles:
            draft.keep(f"{path}/{name}", said(child) or code_of(child))
        elif handle := handles[name]:
            handle(draft, child)


def _item_class(draft: Draft, element: Any) -> None:
    word = tail_of(code_of(element))
    if word and draft.item_class != "package":
        draft.item_class = _CLASSES.get(word, word)


def _provider(draft: Draft, element: Any) -> None:
    draft.source = draft.source or party_of(element)


def _status(draft: Draft, element: Any) -> None:
    word = tail_of(code_of(element) or said(element))
    if word:
        draft.say_status(word)
    else:
        draft.say_status("unreadable")


def _embargoed(draft: Draft, element: Any) -> None:
    draft.say_embargo(element.text)


def _created(draft: Draft, element: Any) -> None:
    draft.created_at = draft.created_at or draft.moment(element.text, "versionCreated")


def _first_created(draft: Draft, element: Any) -> None:
    draft.first_created_at = draft.first_created_at or draft.moment(element.text, "firstCreated")


def _content_created(draft: Draft, element: Any) -> None:
    if draft.first_created_at is None and element.text and "T" in element.text:
        draft.first_created_at = draft.moment(element.text, "contentCreated")


def _published(draft: Draft, element: Any) -> None:
    draft.published_at = draft.published_at or draft.moment(element.text, "published")


def _expires(draft: Draft, element: Any) -> None:
    draft.say_expiry(element.text, "expires")


def _ed_note(draft: Draft, element: Any) -> None:
    public = tail_of(tidy(element.get("role"))) in ("public", "reader", "toreader")
    draft.note(said(element), "edNote", private=not public)


def _signal(draft: Draft, element: Any) -> None:
    if word := code_of(element) or name_of(element):
        draft.signals.append(word)
        if tail_of(word) in ("kill", "withhold", "cancel"):
            draft.editorial_types.append(tail_of(word).capitalize())


def _role(draft: Draft, element: Any) -> None:
    if word := code_of(element):
        draft.editorial_types.append(word)


def _profile(draft: Draft, element: Any) -> None:
    if words := said(element):
        draft.editorial_types.append(words)


def _link(draft: Draft, element: Any) -> None:
    """A link to another item is a reference; one to a page is a link."""
    relation = tail_of(tidy(element.get("rel")))
    if other := tidy(element.get("residref")):
        draft.refs.append(Ref(_RELATIONS.get(relation, "related"), other, tidy(element.get("version"))))
    elif href := safe_href(element.get("href"), draft.document.url):
        draft.links.append(Link(href, name_of(element) or said(element), relation))
        if relation in ("alternate", "canonical", "permalink") and not draft.url:
            draft.url = href


def _alternative(draft: Draft, element: Any) -> None:
    if href := safe_href(element.get("href") or said(element), draft.document.url):
        draft.links.append(Link(href, "", "alternate"))


def _other_id(draft: Draft, element: Any) -> None:
    if words := said(element):
        draft.ids.append(
            (tidy(element.get("type") or element.get("role") or element.get("environment") or "altId"), words)
        )


def _service(draft: Draft, element: Any) -> None:
    draft.subject("section", name_of(element), code_of(element), "service")


def _urgency(draft: Draft, element: Any) -> None:
    draft.say_urgency(element.text)


def _located(draft: Draft, element: Any) -> None:
    name, code = name_of(element), code_of(element)
    draft.subject("place", name, code, "located")


def _by(draft: Draft, element: Any) -> None:
    if (words := said(element)) and words not in draft.bylines:
        draft.bylines.append(words)


def _creator(draft: Draft, element: Any) -> None:
    """Creators are the byline only when nobody says one."""
    if name := name_of(element):
        draft.subject(_kind(element, "person"), name, code_of(element), "creator")


def _contributor(draft: Draft, element: Any) -> None:
    if name := name_of(element):
        draft.subject(_kind(element, "person"), name, code_of(element), "contributor")


def _info_source(draft: Draft, element: Any) -> None:
    draft.subject("organisation", name_of(element), code_of(element), "infoSource")


def _language(draft: Draft, element: Any) -> None:
    draft.language = draft.language or tidy(element.get("tag"))


def _genre(draft: Draft, element: Any) -> None:
    draft.subject("genre", name_of(element), code_of(element))


def _keyword(draft: Draft, element: Any) -> None:
    draft.subject("keyword", said(element))


def _subject(draft: Draft, element: Any) -> None:
    draft.subject(_kind(element, "subject"), name_of(element), code_of(element))


def _kind(element: Any, otherwise: str) -> str:
    return _KINDS.get(tail_of(element.get("type") or element.get("typeuri") or ""), otherwise)


def _slugline(draft: Draft, element: Any) -> None:
    words = said(element)
    if parts := element.get("separator"):
        words = words.strip(parts + " ") or words
    draft.slugline = draft.slugline or words


def _headline(draft: Draft, element: Any) -> None:
    words, role = said(element), tail_of(tidy(element.get("role")))
    if role in _HEADLINE_LABELS:
        draft.labels.append(words)
    elif not draft.headline:
        draft.headline = words
    elif words and words != draft.headline:
        draft.keep(f"headline/{role or 'other'}", words)


def _dateline(draft: Draft, element: Any) -> None:
    draft.dateline = draft.dateline or said(element)


def _creditline(draft: Draft, element: Any) -> None:
    draft.credit = draft.credit or said(element)


def _description(draft: Draft, element: Any) -> None:
    words, role = said(element), tail_of(tidy(element.get("role")))
    if role in ("usage", "restrictions"):
        draft.usage = draft.usage or words
    elif not draft.deck:
        draft.deck = words
    elif words and words != draft.deck:
        draft.keep(f"description/{role or 'other'}", words)


def _notice(draft: Draft, element: Any) -> None:
    draft.copyright = draft.copyright or said(element)


def _holder(draft: Draft, element: Any) -> None:
    name = name_of(element) or tidy(element.get("literal"))
    if name:
        draft.subject("organisation", name, code_of(element), "copyrightHolder")


def _usage(draft: Draft, element: Any) -> None:
    words = said(element)
    draft.usage = f"{draft.usage} {words}".strip() if words not in draft.usage else draft.usage


_ITEM_META: dict[str, Handle | None] = {
    "itemclass": _item_class, "provider": _provider, "versioncreated": _created, "firstcreated": _first_created,
    "embargoed": _embargoed, "pubstatus": _status, "role": _role, "profile": _profile, "ednote": _ed_note,
    "signal": _signal, "link": _link, "altrep": _alternative, "expires": _expires, "service": _service,
    "published": _published, "altid": _other_id, "title": None, "generator": None, "filename": None, "hash": None,
    "instanceof": None,
}  # fmt: skip
_CONTENT_META: dict[str, Handle | None] = {
    "urgency": _urgency, "contentcreated": _content_created, "contentmodified": None, "located": _located,
    "creator": _creator, "contributor": _contributor, "infosource": _info_source, "altid": _other_id,
    "language": _language, "genre": _genre, "keyword": _keyword, "subject": _subject, "slugline": _slugline,
    "headline": _headline, "dateline": _dateline, "by": _by, "creditline": _creditline, "description": _description,
    "icon": None,
}  # fmt: skip
_RIGHTS: dict[str, Handle | None] = {
    "copyrightholder": _holder, "copyrightnotice": _notice, "usageterms": _usage, "accountable": None, "link": None,
}  # fmt: skip
