"""NewsML 1.x: every NewsItem of the document, however its NewsComponents are nested."""

from collections.abc import Iterator
from typing import Any

from nightdesk.wire.batch import read_each
from nightdesk.wire.dates import offset_of
from nightdesk.wire.document import Document
from nightdesk.wire.draft import Draft
from nightdesk.wire.item import Item, WireFault
from nightdesk.wire.newsml1_components import read_component, settle_components
from nightdesk.wire.newsml1_meta import read_identification, read_management
from nightdesk.wire.nitf_parts import children, language_of
from nightdesk.wire.words import local, said, tidy

NAME = "newsml 1.2"


def recognises(document: Document) -> bool:
    root = document.root
    if root is None or "iptc.org/std/nar" in root.tag:
        return False
    if local(root.tag) == "newsml":
        return True
    return local(root.tag) == "newsitem" and any(
        name in ("identification", "newscomponent") for name, _ in children(root)
    )


def read(document: Document) -> Iterator[Item]:
    root = document.root
    items = [root] if local(root.tag) == "newsitem" else [child for name, child in children(root) if name == "newsitem"]
    if not items:
        raise WireFault("NewsML", "This NewsML document holds no NewsItem.")
    sent = _read_envelope(document, root)

    def read_one(element: Any) -> Item:
        return _read_item(document, element, sent)

    return read_each(items, read_one)


def _read_envelope(document: Document, root: Any) -> Draft:
    """Read when, by whom and how urgently it was sent; the offset of that moment places times that give none."""
    draft = Draft(document, NAME)
    for name, envelope in children(root):
        if name != "newsenvelope":
            continue
        for inner, part in children(envelope):
            if inner == "dateandtime":
                draft.sent_at = draft.moment(part.text, "NewsEnvelope/DateAndTime")
                if document.zone is None and draft.sent_at:
                    document.zone = offset_of(part.text or "")
            elif inner == "priority" and draft.urgency is None:
                draft.say_urgency(part.get("FormalName"))
            elif inner == "newsservice" and not draft.source:
                draft.source = tidy(part.get("FormalName"))
    document.repairs.extend(draft.repairs)
    return draft


def _read_item(document: Document, element: Any, sent: Draft) -> Item:
    draft = Draft(document, NAME)
    draft.sent_at = sent.sent_at
    draft.language = language_of(element)
    texts: list[Any] = []
    for name, child in children(element):
        if name == "identification":
            read_identification(draft, child)
        elif name == "newsmanagement":
            read_management(draft, child)
        elif name == "newscomponent":
            texts.append(read_component(draft, child))
        elif name not in ("catalog", "comment", "topicset"):
            draft.keep(f"NewsItem/{name}", said(child))
    settle_components(draft, texts)
    draft.urgency = sent.urgency if draft.urgency is None else draft.urgency
    draft.source = draft.source or sent.source
    return draft.item()
