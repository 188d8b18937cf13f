"""Words of the agency that mean: not now, not at all, or not for readers.

The status alone never decides: status, editorial types, signals, embargo, notes and headline labels are read together.
A story *about* a kill says so in its prose; only the agency's own fields and the first words of the text are read.
"""

import re
from collections.abc import Iterator

from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.query import Query
from nightdesk.copydesk.terms import Terms
from nightdesk.wire.item import Item

NAME = "status"
ROWS = (1, 3)

_USABLE = frozenset({"", "usable", "stat:usable"})
_STOPPING = (
    "kill",
    "elimination",
    "withh",
    "advisory",
    "holdforrelease",
    "hold for release",
    "embargo",
    "cancel",
    "takedown",
    "retract",
)
_WORDS = (
    (re.compile(r"\b(?:KILL ?,? ?KILL|a kill is mandatory|kill/takedown is mandatory|story withdrawn|"
                r"kill the story)\b", re.I), "The agency orders a kill"),
    (re.compile(r"\b(?:HOLD ?,? ?HOLD|withhold|do not (?:use|publish|run|release)|hold (?:for release|until|till)|"
                r"not (?:to be used|(?:for|to be) (?:publication|published|release|released)|for use before))\b", re.I),
     "The agency says not to use it"),
    (re.compile(r"\bembargo(?:ed)?\b|\bsperrfrist\b|\bfor release (?:at|on|after) ", re.I),
     "The agency speaks of an embargo"),
    (re.compile(r"\bfor (?:your )?information only\b|\bnot for broadcast\b", re.I),
     "The agency limits where it may run"),
)  # fmt: skip
_LABELS = ("kill", "withhold", "advisory", "bulletin kill")
_OPENING = re.compile(
    r"[\W_]{0,6}(?:(?:(?:UNDER|STRICTLY|STRICT|PRESS|NEWS|Under|Strictly|Strict|Press|News) ){0,2}"
    r"(?:EMBARGO(?:ED)?|[Ee]mbargoed)\b.{0,80}?(?:[0-9]|until|UNTIL)|"
    r"(?:(?:Under|Strict|Press|News) )?[Ee]mbargo(?: until\b|: .{0,40}[0-9]| lifts? )|"
    r"(?:EMBARGO(?:ED)?|WITHHELD)\W*(?:[.:–—\-\])]|$)|Hold until .{0,20}[0-9]|"
    r"This (?:story|item|report|article|content) is (?:strictly )?(?:embargoed|under (?:strict )?embargo)\b|"
    r"KILL KILL|HOLD HOLD|BULLETIN KILL|HOLD (?:FOR RELEASE|UNTIL)|Hold for release\b|"
    r"NOT FOR (?:PUBLICATION|RELEASE|USE BEFORE)|Not for (?:publication|release|use) (?:before|until)\b|"
    r"DO NOT (?:USE|RUN|PUBLISH|RELEASE)\b|WITHHOLD\b|FOR RELEASE (?:AT|ON|AFTER)\b|"
    r"For release (?:at|on|after) .{0,20}[0-9]|(?:SPERRFRIST|Sperrfrist)\b)"
)


def check(copy: Copy, item: Item, terms: Terms) -> Iterator[Query]:
    """Block whatever the agency's fields, notes, labels or first words stop."""
    if item.status.lower() not in _USABLE:
        yield _block(f"The agency's status is “{item.status}”.", "status")
    for kind, words in (("editorial type", item.editorial_types), ("signal", item.signals)):
        for word in words:
            if any(stop in word.lower() for stop in _STOPPING):
                yield _block(f"The agency's {kind} is “{word}”.", "status")
    if item.embargo is not None and item.embargo.until is None:
        said = f" (“{item.embargo.words}”)" if item.embargo.words else ""
        yield _block(f"There is an embargo that cannot be read{said}.", "embargo")
    ordered = [*_notes(copy, item), *_opening(copy)]
    yield from ordered or _as_it_came(item)
    if found := _OPENING.match(item.slugline.strip()):
        yield _block(f"Its slugline begins with an order: “{found[0]}”.", "slugline")


def _notes(copy: Copy, item: Item) -> Iterator[Query]:
    for note in (*copy.private_notes, *copy.public_notes, item.usage):
        for pattern, says in _WORDS:
            is_market = "market embargo" in note.lower()
            if (
                pattern.search(note)
                and not is_market
                and not (item.embargo and item.embargo.until and "embargo" in says)
            ):
                yield _block(f"{says}: “{note[:120]}”.", "note")
                break


def _opening(copy: Copy) -> Iterator[Query]:
    for label in copy.labels:
        if label.lower() in _LABELS:
            yield _block(f"The headline is labelled “{label}”.", "headline")
    opening = [("block", number, block.text) for number, block in enumerate(copy.blocks[:3])]
    for field, number, text in (("headline", None, copy.headline), ("deck", None, copy.deck), *opening):
        if found := _OPENING.match(text.strip()):
            yield Query(NAME, f"It begins with an order: “{found[0]}”.", "block", field, number, 0, len(found[0]))


def _as_it_came(item: Item) -> Iterator[Query]:
    """Read the first lines as they came: an order that stands alone may have been taken for a byline or a subhead."""
    for block in item.blocks[:3]:
        if found := _OPENING.match(block.text.strip()):
            yield _block(f"It begins with an order: “{found[0]}”.", "note")
            return


def _block(says: str, field: str) -> Query:
    return Query(NAME, says, "block", field)
