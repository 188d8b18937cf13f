"""Letters that were read in the wrong alphabet: “donâ€™t” for “don’t”. Proposed, never done unasked."""

import re
from collections.abc import Iterator
from itertools import islice

from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.lines import lines
from nightdesk.copydesk.query import Edit, Query
from nightdesk.copydesk.terms import Terms
from nightdesk.wire.item import Item

NAME = "mojibake"
ROWS = (20,)

_MOST = 40  # proposals in one paragraph: more than that is a document in another encoding

# A lead byte of UTF-8 and what may follow it, as Windows-1252 shows them.
_TAIL = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_SUSPECT = re.compile(f"[Â-ß][{_TAIL}]|[à-ï][{_TAIL}]{{2}}|[ð-ô][{_TAIL}]{{3}}")
_RUN = re.compile(f"[À-ÿ{_TAIL}€]{{2,40}}")
_LOST = re.compile("\ufffd+")
_ASKED = re.compile(r"(?<=[a-z])\?(?=(?:s|t|re|ve|ll|d|m) [a-z])")
_ODD = {
    character: byte
    for byte in range(0x80, 0xA0)
    if (character := bytes([byte]).decode("cp1252", "replace")) != "\ufffd"
}


def check(copy: Copy, item: Item, terms: Terms) -> Iterator[Query]:
    """Propose the letters that the bytes would mean in UTF-8; ask about letters that were lost for good."""
    for field, number, text in lines(copy):
        if "?" in text:
            for found in islice(_ASKED.finditer(text), _MOST):
                edit = Edit(field, number, found.start(), "?", "’", "An apostrophe that could not be read")
                says = f"An apostrophe was lost: “{text[max(0, found.start() - 8) : found.end() + 2]}”."
                yield Query(NAME, says, "propose", field, number, *found.span(), edit)
        if text.isascii():
            continue
        for start, shown, meant in islice(_misread(text), _MOST):
            edit = Edit(field, number, start, shown, meant, "Read in the wrong alphabet")
            says = f"“{shown}” looks like “{meant}” read in the wrong alphabet."
            yield Query(NAME, says, "propose", field, number, start, start + len(shown), edit)
        if lost := _LOST.search(text):
            says = f"A character could not be read: “{text[max(0, lost.start() - 12) : lost.end() + 12]}”."
            yield Query(NAME, says, "flag", field, number, *lost.span())


def _misread(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield (place, what stands there, what was meant), the longest stretch that means something first."""
    for run in _RUN.finditer(text):
        whole = _meant(run[0])
        if whole and _SUSPECT.match(run[0]):
            yield run.start(), run[0], (_meant(whole) if _SUSPECT.search(whole) else "") or whole
            continue
        for found in _SUSPECT.finditer(run[0]):
            if meant := _meant(found[0]):
                yield run.start() + found.start(), found[0], meant


def _meant(shown: str) -> str:
    """Return what the bytes behind these letters mean in UTF-8, or nothing."""
    try:
        meant = bytes(_ODD.get(letter, ord(letter) if ord(letter) < 256 else 0) for letter in shown).decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return meant if meant.isprintable() or meant == "\u00a0" else ""
