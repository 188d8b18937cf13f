"""NITF 3.x, with and without its DOCTYPE: one story in one document."""

from collections.abc import Iterator

from nightdesk.wire.document import Document
from nightdesk.wire.draft import Draft
from nightdesk.wire.item import Item
from nightdesk.wire.nitf_parts import read_nitf
from nightdesk.wire.words import local

NAME = "nitf"


def recognises(document: Document) -> bool:
    return document.root is not None and local(document.root.tag) == "nitf"


def read(document: Document) -> Iterator[Item]:
    draft = Draft(document, NAME)
    read_nitf(draft, document.root, alone=True)
    yield draft.item()
