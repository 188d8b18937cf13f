"""A story in a plain text file: the first line is the headline when it looks like one, the rest is the body."""

import re

from nightdesk.copydesk.markup import in_step
from nightdesk.wire.item import Block, Item, WireFault

_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_WRAPPED = 60  # characters; a line as long as this goes on in the next, when blank lines part the paragraphs
_LONGEST_HEADLINE = 160


def item_of(raw: bytes, name: str) -> Item:
    """Return the story that a text file holds. Raises WireFault when it is not text in UTF-8."""
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    except UnicodeDecodeError as fault:
        raise WireFault("text", "This file is not text in UTF-8.") from fault
    if _CONTROL.search(text) or not text.strip():
        raise WireFault("text", "This file holds no text.")
    parts = [_joined(part) for part in _PARAGRAPH.split(text)] if _PARAGRAPH.search(text) else text.split("\n")
    parts = [part.strip(" \t") for part in parts if part.strip(" \t")]
    headline = parts.pop(0) if _is_headline(parts) else ""
    blocks = tuple(in_step(Block("paragraph", text=part)) for part in parts)
    return Item(format="text", guid=name, headline=headline, blocks=blocks)


def _joined(part: str) -> str:
    """Return a paragraph whose lines were wrapped as one line; short lines stay lines."""
    lines = [line.strip(" \t") for line in part.split("\n")]
    words = lines[0]
    for before, line in zip(lines, lines[1:], strict=False):
        words += (" " if len(before) >= _WRAPPED else "\n") + line
    return words


def _is_headline(parts: list[str]) -> bool:
    first = parts[0]
    return len(parts) > 1 and len(first) <= _LONGEST_HEADLINE and "\n" not in first and first[-1] not in '.”",'
