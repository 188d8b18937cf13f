"""A story from a file, as paragraphs: a wire document, or plain text as people keep it."""

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TextIO

from nightdesk.wire.item import WireFault

_LARGEST_BYTES = 8_000_000
_WRAPPED = 100  # characters; longer lines are paragraphs, not wrapped ones
_NARROW = 30  # narrower lines that each begin with a capital are a list or a table
_MARKUP = (b"<", b"{", b"[")


@dataclass(frozen=True, slots=True)
class StoryText:
    """``starts`` says at which character of the file each paragraph begins; None when the file is no plain text."""

    name: str
    paragraphs: tuple[str, ...]
    starts: tuple[int, ...] | None
    published_at: datetime | None = None


READ, UNREADABLE = 0, 3


def each_story(paths: Iterable[str], err: TextIO, tell: Callable[[StoryText], None]) -> int:
    """Tell of every story of every file. Returns 0, or 3 when a file cannot be read; the others still are."""
    code = READ
    for path in paths:
        try:
            stories = list(stories_in(path))
        except (OSError, WireFault) as fault:
            print(f"{path}: {fault}", file=err)
            code = UNREADABLE
            continue
        for story in stories:
            tell(story)
    return code


def stories_in(path: str) -> Iterator[StoryText]:
    """Yield the stories of a file; “-” is standard input. Raises OSError or WireFault when it cannot be read."""
    raw = sys.stdin.buffer.read(_LARGEST_BYTES + 1) if path == "-" else _bytes_of(path)
    if len(raw) > _LARGEST_BYTES:
        raise WireFault("file", "This file is too large to be a story.")
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_MARKUP):
        yield from _of_document(path, raw)
        return
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    paragraphs, starts = split(text)
    yield StoryText(path, paragraphs, starts)


def _bytes_of(path: str) -> bytes:
    with Path(path).open("rb") as file:
        return file.read(_LARGEST_BYTES + 1)


def _of_document(path: str, raw: bytes) -> Iterator[StoryText]:
    from nightdesk.copydesk.read import read
    from nightdesk.wire.parse import parse

    items = parse(raw)
    for number, item in enumerate(items, start=1):
        copy, _ = read(item)
        name = path if len(items) == 1 else f"{path}#{number}"
        lines = (copy.headline, *(block.text for block in copy.blocks if block.text.strip()))
        yield StoryText(name, tuple(line for line in lines if line), None, copy.published_at or copy.updated_at)


def split(text: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return the paragraphs of plain text and where each begins.

    Lines are paragraphs, unless blank lines stand between groups of short lines: then each group is one, its line
    breaks become spaces, and no character moves.
    """
    text = text.replace("\r", " ")
    groups = list(_groups(text))
    paragraphs: list[str] = []
    starts: list[int] = []
    for start, lines in groups:
        if len(groups) > 1 and len(lines) > 1 and _is_wrapped(lines):
            lines = [" ".join(lines)]
        at = start
        for line in lines:
            if line.strip():
                paragraphs.append(line)
                starts.append(at)
            at += len(line) + 1
    return tuple(paragraphs), tuple(starts)


def _groups(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield (where it starts, lines) for every group of lines between blank ones."""
    at, start, lines = 0, 0, list[str]()
    for line in text.split("\n"):
        if line.strip():
            if not lines:
                start = at
            lines.append(line)
        elif lines:
            yield start, lines
            lines = []
        at += len(line) + 1
    if lines:
        yield start, lines


def _is_wrapped(lines: list[str]) -> bool:
    """Short lines that mostly stop in the middle of a sentence were one paragraph once."""
    widest = max(len(line) for line in lines)
    if widest > _WRAPPED or (widest < _NARROW and all(line.lstrip()[:1].isupper() for line in lines)):
        return False
    unfinished = sum(1 for line in lines[:-1] if line.rstrip(" ”\"’'")[-1:] not in ".!?:")
    return unfinished * 2 > len(lines) - 1
