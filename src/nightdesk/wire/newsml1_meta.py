"""NewsML 1.x: identity, orders, news lines and the three kinds of metadata, put on a draft."""

from collections.abc import Callable
from typing import Any

from nightdesk.wire.draft import Draft
from nightdesk.wire.item import Ref
from nightdesk.wire.nitf_parts import children
from nightdesk.wire.words import said, tidy

Handle = Callable[[Draft, Any], None]

_RELATIONS = {
    "replaces": "replaces", "supersedes": "replaces", "correction": "replaces", "update": "replaces",
    "cancels": "cancels", "kill": "cancels", "kills": "cancels",
}  # fmt: skip
_ORDERS = {
    "delete": "Kill",
    "kill": "Kill",
    "rectify": "Correction",
    "correction": "Correction",
    "corrective": "Correction",
}


def formal(element: Any) -> str:
    """Return the name that a controlled vocabulary gives, else the words."""
    return tidy(element.get("FormalName")) or said(element)


def read_identification(draft: Draft, element: Any) -> None:
    """Take the identity apart: the guid is what all revisions share, the revision is the version."""
    parts: dict[str, str] = {}
    revision: Any = None
    for name, child in children(element):
        if name == "newsidentifier":
            for inner, part in children(child):
                parts[inner] = said(part)
                revision = part if inner == "revisionid" else revision
        elif name == "namelabel":
            draft.slugline = draft.slugline or said(child)
        elif name == "label":
            draft.keep("Identification/Label", said(child))
    draft.version = parts.get("revisionid", "")
    if revision is not None:
        _read_revision(draft, revision)
    public = parts.get("publicidentifier", "")
    draft.guid = _without_revision(public, draft.version) or _own_guid(parts)
    if public and public != draft.guid:
        draft.ids.append(("publicidentifier", public))
    if own := parts.get("newsitemid"):
        draft.ids.append(("newsitemid", own))
    draft.source = draft.source or parts.get("providerid", "")


def _read_revision(draft: Draft, revision: Any) -> None:
    if (update := tidy(revision.get("Update"))) and update != "N":
        draft.signals.append(f"Update={update}")
    if (previous := tidy(revision.get("PreviousRevision"))) not in ("", "0"):
        draft.keep("RevisionId/PreviousRevision", previous)


def _without_revision(public: str, version: str) -> str:
    head, colon, tail = public.rpartition(":")
    if colon and version and tail.rstrip("NUA") == version:
        return head
    return public


def _own_guid(parts: dict[str, str]) -> str:
    own = [parts.get(name, "") for name in ("providerid", "dateid", "newsitemid")]
    return "urn:newsml:" + ":".join(own) if all(own) else parts.get("newsitemid", "")


def read_management(draft: Draft, element: Any) -> None:
    for name, child in children(element):
        if handle := _MANAGEMENT.get(name):
            handle(draft, child)
        else:
            draft.keep(f"NewsManagement/{name}", formal(child))


def _item_type(draft: Draft, element: Any) -> None:
    word = formal(element)
    if word and word.lower() != "news":
        draft.editorial_types.append(word)


def _first(draft: Draft, element: Any) -> None:
    draft.first_created_at = draft.moment(element.text, "FirstCreated")


def _this(draft: Draft, element: Any) -> None:
    draft.created_at = draft.moment(element.text, "ThisRevisionCreated")


def _status(draft: Draft, element: Any) -> None:
    word = formal(element)
    draft.say_status(word or "unreadable")
    if word.lower().startswith("embargo") and draft.embargo is None:
        draft.say_embargo("")


def _will_change(draft: Draft, element: Any) -> None:
    """A status that will become usable at a moment is an embargo; one that will end then is an expiry."""
    found = dict(children(element))
    word = formal(found["futurestatus"]).lower() if "futurestatus" in found else ""
    moment = said(found["dateandtime"]) if "dateandtime" in found else ""
    if word in ("usable", ""):
        draft.embargo = None if draft.embargo and not draft.embargo.words else draft.embargo
        draft.say_embargo(moment)
    elif word in ("canceled", "cancelled", "withheld", "expired"):
        draft.say_expiry(moment, "StatusWillChange")
    else:
        draft.keep("StatusWillChange", f"{word} {moment}")


def _urgency(draft: Draft, element: Any) -> None:
    if draft.urgency is None:
        draft.say_urgency(formal(element))


def _derived(draft: Draft, element: Any) -> None:
    _refer(draft, element, "evolved-from")


def _associated(draft: Draft, element: Any) -> None:
    _refer(draft, element, "related")


def _refer(draft: Draft, element: Any, role: str) -> None:
    other = tidy(element.get("NewsItem"))
    words = " ".join(said(child) or formal(child) for _, child in children(element)).lower()
    if other:
        draft.refs.append(Ref(next((one for word, one in _RELATIONS.items() if word in words.split()), role), other))


def _instruction(draft: Draft, element: Any) -> None:
    word = formal(element)
    draft.signals.append(word)
    if order := _ORDERS.get(word.lower()):
        draft.editorial_types.append(order)


def _property(draft: Draft, element: Any) -> None:
    name, value = tidy(element.get("FormalName")), tidy(element.get("Value"))
    low = name.lower().replace(" ", "").replace("_", "")
    if low in ("embargo", "embargoed", "embargotime", "embargountil", "embargodate"):
        draft.say_embargo(value)
    elif low in ("ednote", "editorialnote", "editorsnote", "notetoeditors"):
        draft.note(value, "Property")
    elif low in ("expires", "expirydate", "expirationdate"):
        draft.say_expiry(value, "Property/expires")
    elif low in draft.document.profile.stable_ids:
        draft.ids.append((name, value))
    elif low.endswith(("keyword", "keywords")):
        draft.subject("keyword", value, scheme=name)
    elif value:
        draft.keep(f"Property/{name}", value)


def _history(draft: Draft, element: Any) -> None:
    draft.keep("RevisionHistory", tidy(element.get("Href")) or said(element))


def read_lines(draft: Draft, element: Any) -> None:
    """Read a NewsLines; what a component further out said already stays."""
    for name, child in children(element):
        words = said(child)
        if not words:
            continue
        if name == "byline":
            if words not in draft.bylines:
                draft.bylines.append(words)
        elif name == "newsline":
            _news_line(draft, child)
        elif name == "keywordline":
            for word in words.split(","):
                draft.subject("keyword", tidy(word))
        elif field := _LINES.get(name):
            if not getattr(draft, field):
                setattr(draft, field, words)
            elif getattr(draft, field) != words:
                draft.keep(f"NewsLines/{name}", words)
        else:
            draft.keep(f"NewsLines/{name}", words)


def _news_line(draft: Draft, element: Any) -> None:
    kind, words = "", ""
    for name, child in children(element):
        if name == "newslinetype":
            kind = formal(child)
        elif name == "newslinetext":
            words = f"{words} {said(child)}".strip()
    low = kind.lower().replace(" ", "")
    if "note" in low or low in ("advisory", "advisoryline", "editorial", "instruction", "warning"):
        draft.note(words, f"NewsLine/{kind}")
    elif "embargo" in low:
        draft.say_embargo(words)
    else:
        draft.keep(f"NewsLine/{kind}", words)


def read_administrative(draft: Draft, element: Any) -> None:
    for name, child in children(element):
        if name in ("source", "provider", "creator", "contributor"):
            for inner, party in children(child):
                if inner == "party" and (words := tidy(party.get("FormalName"))):
                    if name == "source" or not draft.source:
                        draft.source = draft.source or words
                    draft.subject("organisation", words, scheme=name)
        elif name == "property":
            _property(draft, child)
        elif name == "systemidentifier":
            draft.ids.append(("systemidentifier", said(child)))
        elif name not in ("filename", "catalog"):
            draft.keep(f"AdministrativeMetadata/{name}", said(child))


def read_rights(draft: Draft, element: Any) -> None:
    for name, child in children(element):
        inner = {tag: said(part) for tag, part in children(child)}
        if name == "copyright":
            whole = " ".join(
                part for part in (inner.get("copyrightdate", ""), inner.get("copyrightholder", "")) if part
            )
            draft.copyright = draft.copyright or whole or said(child)
        elif name == "usagerights":
            words = "; ".join(
                part for tag, part in inner.items() if part and tag in ("usagetype", "geography", "limitations")
            )
            draft.usage = f"{draft.usage}; {words}".strip("; ") if words not in draft.usage else draft.usage
            if inner.get("enddate"):
                draft.say_expiry(inner["enddate"], "UsageRights/EndDate")
        else:
            draft.keep(f"RightsMetadata/{name}", said(child))


def read_descriptive(draft: Draft, element: Any) -> None:
    for name, child in children(element):
        if name == "language":
            draft.language = draft.language or tidy(child.get("FormalName"))
        elif name == "genre":
            draft.subject("genre", formal(child))
        elif name == "subjectcode":
            for inner, part in children(child):
                draft.subject("subject", "", formal(part), inner)
        elif name == "location":
            _location(draft, child)
        elif name == "ofinterestto":
            draft.subject("keyword", formal(child), scheme="OfInterestTo")
        elif name == "topicoccurrence":
            draft.subject("subject", said(child), tidy(child.get("Topic")), "TopicOccurrence")
        elif name == "property":
            _property(draft, child)
        elif name == "datelinedate":
            draft.keep("DateLineDate", said(child))


def _location(draft: Draft, element: Any) -> None:
    parts = [tidy(part.get("Value")) for name, part in children(element) if name == "property"]
    draft.subject(
        "place", ", ".join(reversed([part for part in parts if part])), scheme=tidy(element.get("HowPresent"))
    )


def read_metadata(draft: Draft, element: Any) -> None:
    """An agency's own ``<Metadata>``: properties under a type of its choice."""
    for name, child in children(element):
        if name == "property":
            _property(draft, child)


_LINES = {
    "headline": "headline", "subheadline": "deck", "dateline": "dateline", "creditline": "credit",
    "copyrightline": "copyright", "rightsline": "usage", "slugline": "slugline",
}  # fmt: skip
_MANAGEMENT: dict[str, Handle] = {
    "newsitemtype": _item_type, "firstcreated": _first, "thisrevisioncreated": _this, "status": _status,
    "statuswillchange": _will_change, "urgency": _urgency, "derivedfrom": _derived, "associatedwith": _associated,
    "instruction": _instruction, "property": _property, "revisionhistory": _history,
}  # fmt: skip
