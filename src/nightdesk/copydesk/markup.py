"""Change words in a block and leave its markup standing: text offsets in, safe inner markup out.

The text of a block is its markup without tags, with references read, and a line break for ``<br>`` and between the
entries of a list.
"""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from nightdesk.wire.item import Block

_TOKEN = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)[^<>]*>|&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|\w{1,31});"
)
_TEXT_KINDS = frozenset({"paragraph", "subhead", "quote", "list", "embed"})


@dataclass(frozen=True, slots=True)
class Change:
    """Put ``after`` where the characters ``start``..``end`` of a text stand."""

    start: int
    end: int
    after: str
    why: str


def plain(markup: str) -> str:
    """Return the words of inner markup."""
    if "<" not in markup and "&" not in markup:
        return markup
    return "".join(text for text, _, _ in _pieces(markup))


def _pieces(markup: str) -> Iterable[tuple[str, int, int]]:
    """Yield (text, from, to) for each run of the markup; a tag has an empty text."""
    at = 0
    for found in _TOKEN.finditer(markup):
        if found.start() > at:
            yield markup[at : found.start()], at, found.start()
        at = found.end()
        if found["name"]:
            yield ("\n" if _breaks(found) else ""), found.start(), at
        else:
            yield html.unescape(found[0]), found.start(), at
    if at < len(markup):
        yield markup[at:], at, len(markup)


def _breaks(found: re.Match[str]) -> bool:
    """Say whether a tag begins a new line: a line break, and every entry of a list but the first."""
    name = found["name"].lower()
    return name == "br" or (name == "li" and not found["close"] and found.start() > 0)


def _places(markup: str) -> list[tuple[int, int]]:
    """Return for each character of the text where it stands in the markup."""
    places: list[tuple[int, int]] = []
    for text, start, end in _pieces(markup):
        if len(text) == end - start:
            places.extend((at, at + 1) for at in range(start, end))
        else:
            places.extend((start, end) for _ in text)
    return places


def splice(markup: str, changes: Iterable[Change]) -> str:
    """Return the markup with every change made. Changes must not overlap; offsets are those of its text."""
    if "<" not in markup and "&" not in markup:
        return change_text(markup, [replace(change, after=_escaped(change.after)) for change in changes])
    places, parts, at = _places(markup), list[str](), 0
    for change in sorted(changes, key=lambda c: (c.start, c.end)):
        start = places[change.start][0] if change.start < change.end else _gap(markup, places, change.start)
        parts += [markup[at:start], _escaped(change.after)]
        at = start
        for before, after in places[change.start : change.end]:
            parts.append(markup[at:before])  # the tags between two characters that go
            at = after
    return "".join(parts) + markup[at:]


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def _gap(markup: str, places: list[tuple[int, int]], number: int) -> int:
    """Return where an insertion before character ``number`` goes: after closing tags, before opening ones."""
    at = places[number - 1][1] if number else 0
    until = places[number][0] if number < len(places) else len(markup)
    while at < until and markup.startswith("</", at):
        at = markup.index(">", at) + 1
    return at


def change_text(text: str, changes: Iterable[Change]) -> str:
    """Return plain text with every change made."""
    parts, at = [], 0
    for change in sorted(changes, key=lambda c: (c.start, c.end)):
        parts += [text[at : change.start], change.after]
        at = change.end
    return "".join(parts) + text[at:]


def change_block(block: Block, changes: Iterable[Change]) -> Block:
    """Return the block with its markup and its text changed in step."""
    markup = splice(block.html, changes)
    return replace(block, html=markup, text=plain(markup))


_EMPTY_PAIR = re.compile(r"<(a|abbr|b|cite|code|em|i|s|small|span|strong|sub|sup|u)(?: [^<>]*)?></\1>")


def cut_front(block: Block, length: int) -> Block:
    """Return the block without the first ``length`` characters of its text, nor markup that is left empty."""
    cut = change_block(block, (Change(0, length, "", ""),))
    markup = _EMPTY_PAIR.sub("", cut.html)
    while markup.startswith("<br"):
        markup = markup[markup.index(">") + 1 :]
    return replace(cut, html=markup, text=plain(markup))


def in_step(block: Block) -> Block:
    """Return the block with a text that is exactly the words of its markup (or markup made of its text)."""
    if block.kind not in _TEXT_KINDS:
        return block
    if not block.html:
        return replace(block, html=html.escape(block.text, quote=False)) if block.text else block
    text = plain(block.html)
    return block if text == block.text else replace(block, text=text)
