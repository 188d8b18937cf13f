"""Characters nobody sees: zero-width marks, control characters, non-breaking spaces that a lost link left behind."""

import re
import unicodedata
from collections.abc import Iterator

from nightdesk.copydesk.markup import Change

_UNSEEN = re.compile(
    "([\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb])\\1*"
)
_BIDI = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINERS = frozenset("\u200c\u200d")
_NBSP = "\u00a0"
_SPACES = re.compile("[ \u00a0]+")
_CLINGING = frozenset(".,;:!?)]”’%")


def characters(text: str, language: str) -> Iterator[Change]:
    """Take invisible characters out; joiners stay in emoji and in scripts that need them, marks of direction beside
    scripts that run from right to left."""
    if (text.isascii() and text.isprintable()) or not _UNSEEN.search(text):
        return
    runs_left = not text.isascii() and any(
        unicodedata.bidirectional(letter) in ("R", "AL", "AN") for letter in set(text)
    )
    for found in _UNSEEN.finditer(text):
        mark = found[1]
        if mark in _JOINERS and len(found[0]) == 1 and _is_joining(text, found.start()):
            continue
        if mark in _BIDI and runs_left:
            continue
        if "\u0080" <= mark <= "\u009f" and "\u00c2" <= text[max(0, found.start() - 1) : found.start()] <= "\u00f4":
            continue  # half of a letter read in the wrong alphabet: the mojibake check needs it
        after = " " if mark in "\u2028\u2029\u000b\u000c\u0085" else ""
        yield Change(found.start(), found.end(), after, f"An invisible character (U+{ord(mark):04X})")


def _is_joining(text: str, at: int) -> bool:
    """Say whether a joiner stands where one belongs: next to anything but plain Latin, Greek, Cyrillic or a space."""
    beside = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    return len(beside) == 2 and all(ord(letter) > 0x0590 and not letter.isspace() for letter in beside)


def spaces(text: str, language: str) -> Iterator[Change]:
    """Make non-breaking spaces plain ones; French sets them before its own signs, and keeps them."""
    if _NBSP not in text or language.lower().startswith("fr"):
        return
    for found in _SPACES.finditer(text):
        if _NBSP not in found[0]:
            continue
        following = text[found.end() : found.end() + 1]
        at_edge = found.start() == 0 or not following
        after = "" if at_edge or following in _CLINGING else " "
        yield Change(found.start(), found.end(), after, "A stray non-breaking space, as a lost link leaves it")


def edges(text: str, language: str) -> Iterator[Change]:
    """Take white space off both ends of a line, which another change may have laid bare."""
    bare = text.strip()
    if len(bare) == len(text):
        return
    start = text.index(bare) if bare else len(text)
    if start:
        yield Change(0, start, "", "White space at the edge of a line")
    if start + len(bare) < len(text):
        yield Change(start + len(bare), len(text), "", "White space at the edge of a line")
