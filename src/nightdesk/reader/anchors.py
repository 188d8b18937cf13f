"""Names for sentences inside a paragraph's markup, so that a link can lead to one. Pure; the words stay as they are."""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import NamedTuple

_PIECE = re.compile(r"<[^>]*>|&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,30});|[^<&]+|[<&]")
_TAG = re.compile(r"<(/?)([a-z0-9]+)[^>]*?(/?)>", re.IGNORECASE)
_VOID = ("br", "hr", "img", "wbr")


class Mark(NamedTuple):
    """The characters ``start``..``end`` of the plain words of a paragraph, and the name they get."""

    start: int
    end: int
    name: str


def plain(markup: str) -> str:
    """Return the words of a paragraph; a line break counts as a space."""
    return "".join(words for _, _, words in _pieces(markup))


def anchored(markup: str, marks: Sequence[Mark]) -> str:
    """Return the paragraph with each marked stretch in an element of its name. A stretch that would cut an element
    in two gets an empty one in front of it; one that overlaps an earlier one is left out."""
    pieces = list(_pieces(markup))
    made, done = [], 0
    for mark in sorted(marks):
        start, end = _place(pieces, mark.start, is_end=False), _place(pieces, mark.end, is_end=True)
        if start < done or end < start:
            continue
        inner = markup[start:end]
        made.append(markup[done:start])
        if _is_whole(inner):
            made.append(f'<span class="said" id="{mark.name}">{inner}</span>')
        else:
            made.append(f'<span id="{mark.name}"></span>{inner}')
        done = end
    return "".join((*made, markup[done:]))


def _pieces(markup: str) -> Iterator[tuple[int, int, str]]:
    """Yield (where it starts, where it ends, the words it stands for)."""
    for found in _PIECE.finditer(markup):
        piece = found[0]
        if piece.startswith("<") and len(piece) > 1:
            words = " " if piece[:3].lower() == "<br" else ""
        else:
            words = unescape(piece)
        yield found.start(), found.end(), words


def _place(pieces: Sequence[tuple[int, int, str]], at: int, *, is_end: bool) -> int:
    """Return where in the markup a character of the words stands; an end stands before a tag, a start behind it."""
    seen = 0
    for start, end, words in pieces:
        if seen + len(words) > at or (is_end and words and seen + len(words) == at):
            is_plain_text = end - start == len(words)
            if is_plain_text:
                return start + at - seen
            return end if is_end and at > seen else start
        seen += len(words)
    return pieces[-1][1] if pieces else 0


def _is_whole(markup: str) -> bool:
    """Tell whether every element that begins here ends here, and the other way round."""
    open_: list[str] = []
    for is_closing, name, is_empty in _TAG.findall(markup):
        if is_empty or name.lower() in _VOID:
            continue
        if not is_closing:
            open_.append(name)
        elif not open_ or open_.pop() != name:
            return False
    return not open_
