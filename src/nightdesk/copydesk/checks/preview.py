"""A quotation from before the event in a story about the event itself: “said ahead of the vote”, below “voted”."""

import re
from collections.abc import Iterator

from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.lines import prose
from nightdesk.copydesk.query import Query
from nightdesk.copydesk.terms import Terms
from nightdesk.wire.item import Item

NAME = "preview"
ROWS = (8,)

_AHEAD = re.compile(
    r"[”\"],? (?:[A-Z][\w.’'-]+ ){1,3}(?:said|told \w+) (?:\w+ )?(?:ahead of|before) (?:the|a|his|her|"
    r"their) (\w{4,20})|"
    r"[”\"],? (?:he|she|they) said (?:\w+ )?(?:ahead of|before) (?:the|a|his|her|their) (\w{4,20})"
)
_WILL = re.compile(r"[“\"][^”\"]{0,400}\b(?:will|[’']ll|going to|hope to|expect to|looking forward)\b")


def check(copy: Copy, item: Item, terms: Terms) -> Iterator[Query]:
    """Flag words about the future, said before an event that the first paragraph reports as done."""
    first = next((text for _, _, text in prose(copy)), "").lower()
    for field, number, text in prose(copy):
        found = _AHEAD.search(text) if number else None
        if found and (found[1] or found[2]).lower() in first and _WILL.search(text[: found.start() + 1]):
            says = f"This was said before the {found[1] or found[2]}, which is over."
            yield Query(NAME, says, "flag", field, number, *found.span())
