"""A story filed from somewhere says where, once, at the start, and in its own agency's name."""

from collections.abc import Iterator

from nightdesk.copydesk.anatomy.dateline import find_dateline, is_call_sign
from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.query import Query
from nightdesk.copydesk.terms import Terms
from nightdesk.wire.item import Item

NAME = "dateline"


def check(copy: Copy, item: Item, terms: Terms) -> Iterator[Query]:
    """Flag a second dateline, words that were glued to the first, and a station's own dateline on others' copy."""
    for edit in copy.edits:
        if edit.why.startswith("Words glued before the dateline"):
            yield Query(NAME, f"{edit.why}. They were taken out.")
    sign = copy.dateline_agency
    if is_call_sign(sign) and terms.agencies and sign not in (*terms.agencies, *terms.station_names):
        yield Query(NAME, f"The dateline is a station's own ({sign}), on copy of {terms.agencies[0]}.")
    known = {name.lower() for name in (*terms.agencies, copy.dateline_agency) if name}
    if not copy.dateline and not sign:
        return
    for number, block in enumerate(copy.blocks):
        if block.kind != "paragraph" or not number:
            continue
        found = find_dateline(block.text, known)
        if found and found.start == 0:
            words = block.text[: found.end].strip(" —–-_")
            yield Query(NAME, f"A second dateline: “{words}”.", "flag", "block", number, 0, found.end)
