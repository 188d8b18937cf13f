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
    (re.compile(r"\b(?:HOLD ?,? ?HOLD|withh[eo]ld|do not (?:use|publish|run|release)|hold (?:for release|until|till)|"
                r"not (?:to be used|(?:for|to be) (?:publication|published|release|released)|for use before))\b", re.I),
     "The agency says not to use it"),
    (re.compile(r"\bembargo(?:ed)?\b|\bsperrfrist\b|\bfor release (?:at|on|after) ", re.I),
     "The agency speaks of an embargo"),
    (re.compile(r"\A\W{0,4}(?:advisory|ADVISORY|Advisory)(?: to editors)?(?:\W|\Z)"),
     "The agency calls it an advisory"),
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
# What an agency tells its editors in the form of a story: coverage plans, digests, budgets.
_TO_EDITORS = re.compile(
    r"\b[Tt]his (?:information|digest|advisory|budget|list|material) is not for (?:publication|broadcast|use)\b|"
    r"\bcoverage plans are (?:welcome|subject to change)\b|\bquestions about coverage plans\b|"
    r"\bHere(?:['’]s| is) a look at how .{0,60}coverage is shaping up\b|\bHere are .{0,40}latest coverage plans\b|"
    r"\b(?:[Ee]ditors|EDITORS|Eds|News [Dd]irectors)[:,] (?:[Hh]ere (?:is|are)|[Tt]he following)\b"
)
_PLAN = re.compile(
    r"^(?:(?:BC|AM|PM|[A-Z]{2,4})-.{0,60})?\b(?:News|Coverage|Photo|Video|Sports|Business|Wire|Weekend) "
    r"(?:Coverage )?(?:Advisory|Budget|Planner|Lookahead)\b|\b(?:News|Coverage|Photo) Digest\b|"
    r"^(?:BC|AM|PM|AP|[A-Z]{2})-.{0,60}\b(?:Digest|Advisory|Budget|Daybook|Planner)\b"
)
_BUDGET_LINE = re.compile(r"\b(?:SENT|MOVED|UPCOMING|EXPECTED|DEVELOPING): (?:.{0,40}\b\d[\d,]* words|[A-Z][a-z]+)")
_READ = 5  # blocks in which an agency says that it speaks to editors
_MOST_LINES = 2  # "SENT: 400 words" once may stand in a story about an agency


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
    ordered = [*_notes(copy, item), *_opening(copy), *_to_editors(copy, item)]
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


def _to_editors(copy: Copy, item: Item) -> Iterator[Query]:
    """Block a list of coverage plans, a digest or a budget that comes as a story."""
    if found := _PLAN.search(copy.headline) or _PLAN.search(item.headline.strip()):  # as it came: with its desk
        yield _block(_SPEAKS.format(found[0]), "headline")
        return
    for number, block in enumerate(copy.blocks[:_READ]):
        if found := _TO_EDITORS.search(block.text):
            yield Query(NAME, _SPEAKS.format(found[0]), "block", "block", number, found.start(), found.end())
            return
    lines = [found[0] for block in copy.blocks if (found := _BUDGET_LINE.search(block.text))]
    if len(lines) >= _MOST_LINES:
        yield _block(_SPEAKS.format(lines[0]), "note")


_SPEAKS = "It is a word to editors, not a story: “{}”."


def _as_it_came(item: Item) -> Iterator[Query]:
    """Read the first lines as they came: an order that stands alone may have been taken for a byline or a subhead."""
    for block in item.blocks[:3]:
        if found := _OPENING.match(block.text.strip()):
            yield _block(f"It begins with an order: “{found[0]}”.", "note")
            return


def _block(says: str, field: str) -> Query:
    return Query(NAME, says, "block", field)
