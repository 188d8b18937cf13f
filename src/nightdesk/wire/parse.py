"""The door of the room: bytes in, items out, or one clear sentence about why not."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from lxml.etree import LxmlError

from nightdesk.wire.document import Document, open_document
from nightdesk.wire.formats import feed, jsonfeed, newsml1, newsml_g2, ninjs, nitf
from nightdesk.wire.item import Item, WireFault
from nightdesk.wire.profiles import GENERAL, Profile

FORMATS = (newsml_g2, nitf, newsml1, feed, jsonfeed, ninjs)  # asked in this order; what a document holds decides
_NO_HEADERS: Mapping[str, str] = MappingProxyType({})


def parse(raw: bytes, *, headers: Mapping[str, str] = _NO_HEADERS, received_at: datetime | None = None,
          profile: Profile = GENERAL) -> tuple[Item, ...]:  # fmt: skip
    """Return the items of a document, in its order.

    ``headers`` are those of the channel (Content-Type, Content-Location, Content-Language count).
    Raises WireFault, and nothing else, when the document holds nothing that can be read. An item of a
    list that cannot be read does not stop the others: each of those carries a repair of the kind "truncated".
    """
    document = open_document(raw, headers, received_at, profile)
    try:
        items = tuple(_reader(document).read(document))
    except RecursionError as fault:
        raise WireFault("document", "This document is nested too deeply.") from fault
    except LxmlError as fault:
        raise WireFault("xml", f"This XML cannot be read: {' '.join(str(fault).split())[:200]}") from fault
    broken = next((repair for repair in document.repairs if repair.what == "markup"), None)
    if broken and not items:  # nothing is left to carry the repair: silence would look like an empty list
        raise WireFault("xml", f"No story could be read. {broken.says}")
    return items


def _reader(document: Document):  # type: ignore[no-untyped-def]
    for one in FORMATS:
        if one.recognises(document):
            return one
    if document.root is not None:
        raise WireFault("format", f"<{str(document.root.tag)[:100]}> is no wire format that we know.")
    raise WireFault("format", "This JSON is no wire format that we know.")
