"""What a picture says to those who cannot see it, and whether it is older than its story."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from nightdesk.copydesk.anatomy.paper import sameness
from nightdesk.copydesk.copy import Copy, Cutline
from nightdesk.copydesk.query import Query
from nightdesk.copydesk.terms import Terms
from nightdesk.wire.item import Item

NAME = "pictures"
ROWS = (6, 25)

_FILE_NAME = re.compile(
    r"^[\w%() -]{1,120}\.(?:jpe?g|png|gif|webp|avif|tiff?)$|^(?:IMG|DSC|image|photo|picture|img)[_ -]?[0-9]*$", re.I
)
_TAKEN = re.compile(
    r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? ([0-9]{1,2}), ((?:19|20)[0-9]{2})\b"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_OLD = timedelta(days=45)


def check(copy: Copy, item: Item, terms: Terms) -> Iterator[Query]:
    """Flag a picture without any words, alternative text that is none, and an old picture that does not say so."""
    for number, cut in enumerate(copy.cutlines):
        if says := _of_alt(cut, copy):
            yield Query(NAME, f"Picture {number + 1}: {says}", "flag", "alt", number, 0, len(cut.alt))
        if says := _of_age(cut, copy):
            yield Query(NAME, f"Picture {number + 1}: {says}", "flag", "caption", number, 0, len(cut.caption))


def _of_alt(cut: Cutline, copy: Copy) -> str:
    alt = cut.alt.strip()
    if not alt:
        return "" if cut.caption.strip() else "neither a caption nor an alternative text says what it shows."
    if "<" in alt and ">" in alt:
        return "its alternative text is markup."
    if _FILE_NAME.match(alt):
        return f"its alternative text is the name of a file, “{alt[:60]}”."
    if cut.credit and sameness(alt) == sameness(cut.credit):
        return "its alternative text is the credit, which does not say what it shows."
    if sameness(alt) == sameness(copy.headline):
        return "its alternative text is the headline, which does not say what it shows."
    return ""


def _of_age(cut: Cutline, copy: Copy) -> str:
    if copy.published_at is None or cut.is_file_photo:
        return ""
    told = copy.published_at.date()
    taken = cut.picture.taken_at.date() if cut.picture.taken_at else _said(cut.caption)
    if taken is None or told - taken < _OLD:
        return ""
    return f"it was taken on {taken.isoformat()}, {(told - taken).days} days before the story, and does not say FILE."


def _said(caption: str) -> date | None:
    found = _TAKEN.search(caption)
    if not found:
        return None
    try:
        return date(int(found[3]), _MONTHS.index(found[1]) + 1, int(found[2]))
    except ValueError:
        return None
