"""Credit, copyright line and photo credit, where the wire's terms ask for them."""

from collections.abc import Iterator

from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.query import Query
from nightdesk.copydesk.terms import Terms
from nightdesk.wire.item import Item

NAME = "credit"
ROWS = (4,)


def check(copy: Copy, item: Item, terms: Terms) -> Iterator[Query]:
    """Block what is missing that the terms require."""
    named = (copy.credit, copy.byline_agency, copy.dateline_agency, copy.copyright, *terms.agencies)
    if terms.is_credit_required and not any(name.strip() for name in named):
        yield Query(NAME, "The wire asks for a credit, and none is given.", "block", "credit")
    if terms.is_copyright_required and not copy.copyright.strip():
        yield Query(NAME, "The wire asks for its copyright line, and there is none.", "block", "copyright")
    if terms.is_photo_credit_required:
        for number, cut in enumerate(copy.cutlines):
            if not cut.credit.strip() and not cut.picture.copyright.strip():
                yield Query(NAME, f"Picture {number + 1} has no credit.", "block", "credit", number)
