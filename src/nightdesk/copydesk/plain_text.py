"""A story in a plain text file: the first line is the headline when it looks like one, the rest is the body."""

import re

from nightdesk.copydesk.markup import in_step
from nightdesk.copydesk.story_file import split
from nightdesk.wire.item import Block, Item, WireFault

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_LONGEST_HEADLINE = 160
_LONGEST_WITH_STOP = 110
_SENTENCE_ENDS = re.compile(
    r"[.!?] (?=[A-Z“\"])|\b(?:said|told|wrote)\.?$|^[A-Z]{3,20}(?:, [\w. ]{2,12})? (?:\([A-Z]{2,9}\) )?[—–-]{1,2} "
)
_MARKS = "“\"‘'("


def item_of(raw: bytes, name: str) -> Item:
    """Return the story that a text file holds. Raises WireFault when it is not text in UTF-8."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise WireFault("text", "This file is not text in UTF-8.") from fault
    if _CONTROL.search(text) or not text.strip():
        raise WireFault("text", "This file holds no text.")
    parts = [part.strip() for part in split(text)[0]]
    headline = parts.pop(0) if is_headline(parts) else ""
    blocks = tuple(in_step(Block("paragraph", text=part)) for part in parts)
    return Item(format="text", guid=name, headline=headline, blocks=blocks)


def is_headline(parts: list[str]) -> bool:
    """Say whether the first of a story's paragraphs is its headline; some archives end theirs with a full stop."""
    first = parts[0].rstrip()
    if len(parts) < 2 or len(first) > _LONGEST_HEADLINE or not first:
        return False
    if first[-1] == ".":
        is_short = len(first) <= _LONGEST_WITH_STOP and len(first) < len(parts[1]) and first[0] not in _MARKS
        return is_short and not _SENTENCE_ENDS.search(first[:-1])
    return first[-1] not in '”",'
