"""A story filed from somewhere says where, once, at the start, and in its own agency's name."""

from collections.abc import Iterator

from nightdesk.copydesk.anatomy.dateline import find_dateline, glued_within, is_call_sign
from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.query import Query
from nightdesk.copydesk.terms import Terms
from nightdesk.wire.item import Item

NAME = "dateline"
ROWS = (15,)

_LIST = 3  # as many places in capitals without an agency are a list, not datelines


def check(copy: Copy, item: Item, terms: Terms) -> Iterator[Query]:
    """Flag a second dateline, words that were glued to the first, and a station's own dateline on others' copy."""
    for edit in copy.edits:
        if edit.why.startswith("Words glued before the dateline"):
            place = copy.places.index(edit.number) if edit.number in copy.places else None
            yield Query(NAME, f"{edit.why}. They were taken out.", block=place)
    sign = copy.dateline_agency
    if is_call_sign(sign) and terms.agencies and sign not in (*terms.agencies, *terms.station_names):
        yield Query(NAME, f"The dateline is a station's own ({sign}), on copy of {terms.agencies[0]}.")
    known = {name.lower() for name in (*terms.agencies, copy.dateline_agency) if name}
    seconds = []
    for number, block in enumerate(copy.blocks):
        if block.kind != "paragraph":
            continue
        found = find_dateline(block.text, known) if number else None
        if found and found.start == 0:
            words = block.text[: found.end].strip(" —–-_")
            says = f"A second dateline: “{words}”."
            seconds.append((Query(NAME, says, "flag", "block", number, 0, found.end), found.agency))
        elif within := glued_within(block.text, known):
            words = block.text[max(0, within.start - 20) : within.end].strip(" —–-_")
            yield Query(
                NAME, f"A dateline within the text: “{words}”.", "flag", "block", number, within.start, within.end
            )
    bare = sum(not agency for _, agency in seconds)
    for query, agency in seconds:
        if agency or bare < _LIST:
            yield query
