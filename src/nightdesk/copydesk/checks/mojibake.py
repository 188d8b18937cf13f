"""Letters that were read in the wrong alphabet: “donâ€™t” for “don’t”. Proposed, never done unasked."""

import re
from collections.abc import Iterator
from itertools import islice

from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.query import Edit, Query
from nightdesk.copydesk.terms import Terms
from nightdesk.wire.item import Item

NAME = "mojibake"

_MOST = 40  # proposals in one paragraph: more than that is a document in another encoding

# A lead byte of UTF-8 and what may follow it, as Windows-1252 shows them.
_TAIL = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_SUSPECT = re.compile(f"[Â-ß][{_TAIL}]|[à-ï][{_TAIL}]{{2}}|[ð-ô][{_TAIL}]{{3}}")
_ODD = {
    character: byte
    for byte in range(0x80, 0xA0)
    if (character := bytes([byte]).decode("cp1252", "replace")) != "\ufffd"
}


def check(copy: Copy, item: Item, terms: Terms) -> Iterator[Query]:
    """Propose the letters that the bytes would mean in UTF-8, wherever they mean something in it."""
    lines: list[tuple[str, int | None, str]] = [("headline", None, copy.headline), ("deck", None, copy.deck)]
    lines += [("caption", number, cut.caption) for number, cut in enumerate(copy.cutlines)]
    lines += [("block", number, block.text) for number, block in enumerate(copy.blocks)]
    for field, number, text in lines:
        if text.isascii():
            continue
        for found in islice(_SUSPECT.finditer(text), _MOST):
            if meant := _meant(found[0]):
                edit = Edit(field, number, found.start(), found[0], meant, "Read in the wrong alphabet")
                says = f"“{found[0]}” looks like “{meant}” read in the wrong alphabet."
                yield Query(NAME, says, "propose", field, number, found.start(), found.end(), edit)


def _meant(shown: str) -> str:
    """Return what the bytes behind these letters mean in UTF-8, or nothing."""
    try:
        meant = bytes(_ODD.get(letter, ord(letter) if ord(letter) < 256 else 0) for letter in shown).decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return meant if meant.isprintable() or meant == "\u00a0" else ""
