"""The standfirst: in a feed often the first words of the body, with its dateline and an aggregator's tail."""

import re

from nightdesk.copydesk.anatomy.dateline import find_dateline
from nightdesk.copydesk.anatomy.paper import Paper
from nightdesk.copydesk.query import Edit

_POST_TAIL = re.compile(r"\s*The post .{1,300} (?:appeared first on|first appeared on) .{1,120}$")
_CUT_TAIL = re.compile(r"\s*(?:\[…\]|\[\.\.\.\]|(?:…|\.\.\.)? ?(?:Continue [Rr]eading|Read [Mm]ore)(?: ?[→»…])?)$")
_LONGEST_TAIL = 460
_MOST_TAILS = 6  # one behind the other


def tidy_deck(paper: Paper) -> None:
    """Take dateline and tails off the standfirst; what was cut off in mid-sentence ends in an ellipsis."""
    tails = ((_POST_TAIL, "Furniture of another page"), (_CUT_TAIL, "The tail of an excerpt"))
    for pattern, why in tails * _MOST_TAILS:
        if found := pattern.search(paper.deck, max(0, len(paper.deck) - _LONGEST_TAIL)):
            front = paper.deck[: found.start()]
            mark = "…" if pattern is _CUT_TAIL and front[-1:].isalnum() else ""
            paper.edits.append(Edit("deck", None, found.start(), found[0], mark, why, of="item"))
            paper.deck = front + mark
    found_dateline = find_dateline(paper.deck, paper.known_agencies())
    if found_dateline and not found_dateline.start:
        front = paper.deck[: found_dateline.end]
        paper.edits.append(Edit("deck", None, 0, front, "", "The dateline, which the body has", of="item"))
        paper.deck = paper.deck[found_dateline.end :].strip()
