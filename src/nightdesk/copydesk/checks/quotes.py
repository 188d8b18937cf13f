"""A quotation mark that is missing, and marks of two kinds that the desk may not change because they are quoted."""

import re
from collections.abc import Iterator

from nightdesk.copydesk.cleaning.glyphs import CURLY, style_of
from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.lines import prose
from nightdesk.copydesk.marks import Reading, read_marks
from nightdesk.copydesk.query import Edit, Query
from nightdesk.copydesk.terms import Terms
from nightdesk.wire.item import Item

NAME = "quotes"
ROWS = (19,)

_ATTRIBUTION = re.compile(
    r"[,!?](?= (?:(?:an? |the )?(?:[a-z]{3,12} )?(?:[A-Z][\w.’'-]+ ){0,3})(?:he |she |they |it |who )?"
    r"(?:said|says|told|wrote|added|asked|tweeted|posted|replied|snapped|shot back|recalled|explained|insisted|"
    r"declared|responded|countered)\b)"
)
_OPENS = re.compile(r"[\s\u00a0(\[—–-]*[“\"‘']")
_ATTRIBUTE = re.compile(r"<\w[\w-]* [\w-]+=[\"”“]")  # markup that leaked: its marks quote nobody


def check(copy: Copy, item: Item, terms: Terms) -> Iterator[Query]:
    """Flag a missing mark, with both places where it may belong; propose the other glyph inside quotations."""
    blocks = list(prose(copy))
    running = False  # a quotation that an earlier paragraph left open
    for at, (field, number, text) in enumerate(blocks):
        if ("“" not in text and "”" not in text and '"' not in text) or _ATTRIBUTE.search(text):
            running = False
            continue
        reading = read_marks(text)
        following = blocks[at + 1][2] if at + 1 < len(blocks) else ""
        is_continued = _runs_on(text, reading) and bool(_OPENS.match(following))
        closes_earlier = reading.missing == "opening" and running
        running = reading.is_open
        if reading.fault is not None and not is_continued and not closes_earlier:
            yield _missing(field, number, text, reading)
    yield from _mixed(copy)


def _runs_on(text: str, reading: Reading) -> bool:
    """Say whether a quotation is open at the paragraph's end, and nobody has said it yet within."""
    last = reading.marks[-1].at if reading.marks else -1
    return reading.is_open and reading.fault == last and not _ATTRIBUTION.search(text, last)


def _missing(field: str, number: int | None, text: str, reading: Reading) -> Query:
    """Ask for the missing mark: both places where it may belong, and the stretch that would be the quotation."""
    at = reading.fault or 0
    if reading.missing == "opening":
        sentence = max(text.rfind(stop, 0, max(0, at - 1)) for stop in (". ", "? ", "! ", ", ", ": "))
        first = sentence + 2 if sentence >= 0 else 0
        begin = text[first : first + 24].strip()
        says = f"A quotation closes that never opened: does it begin at “{begin}…”, or at the paragraph’s start?"
        return Query(NAME, says, "flag", field, number, 0, at + 1)  # from the farther of the two places
    found = _ATTRIBUTION.search(text, at)
    stops = (text.find(mark, at) + 1 for mark in ".?!" if text.find(mark, at) > 0)
    stop = found.end() if found else next(stops, len(text))
    last = text[max(at + 1, stop - 24) : stop].strip()
    says = f"A quotation never closes: does it end after “…{last}”, or with the paragraph?"
    return Query(NAME, says, "flag", field, number, at, max(stop, at + 1))


def _mixed(copy: Copy) -> Iterator[Query]:
    words = [(number, text) for _, number, text in prose(copy) if not _ATTRIBUTE.search(text)]
    style = style_of(text for _, text in words)
    for kind, wanted_pair, rare in (
        (style.marks, "“”", '"' if style.marks == CURLY else "“”"),
        (style.apostrophes, "’", "'" if style.apostrophes == CURLY else "’"),
    ):
        if not kind:
            continue
        pattern = re.compile(rf"(?<=[^\W\d_])[{rare}](?=[^\W\d_])" if wanted_pair == "’" else f"[{rare}]")
        places = [(number, found) for number, text in words for found in pattern.finditer(text)]
        if not places:
            continue
        if len(places) > 1 or wanted_pair == "“”":
            number, found = places[0]
            what = "Apostrophes" if wanted_pair == "’" else "Marks"
            says = f"{what} of two kinds: {len(places)} of the rarer kind are inside quotations or do not pair."
            yield Query(NAME, says, "flag", "block", number, found.start(), found.end())
            continue
        for number, found in places:  # a single one is proposed
            after = "’" if kind == CURLY else "'"
            edit = Edit("block", number, found.start(), found[0], after, "Apostrophes of two kinds in one story")
            says = f"This apostrophe is of another kind than the story’s: “{_around(found)}”."
            yield Query(NAME, says, "propose", "block", number, found.start(), found.end(), edit)


def _around(found: re.Match[str]) -> str:
    return found.string[max(0, found.start() - 8) : found.end() + 8]
