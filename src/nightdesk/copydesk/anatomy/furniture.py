"""What other people's pages leave in copy: dead links, aggregator tails, share buttons, advertisements."""

import re

from nightdesk.copydesk.anatomy.furniture_lines import (
    LONGEST,
    heads_a_list,
    is_furniture,
    looks_like_a_headline,
    may_be_furniture,
)
from nightdesk.copydesk.anatomy.paper import Line, Paper

_DEAD_LINK = re.compile(r"[(\[•>» ]*(?:Click|Tap|CLICK|TAP) (?:here|HERE)(?:[.:…)\]]*$| (?:for|to|FOR|TO)\b.{0,110}$)")
_END = re.compile(r"\s*(?:\[…\]|\[\.\.\.\]|(?:…|\.\.\.) ?(?:Continue [Rr]eading|Read [Mm]ore)(?: ?[→»…])?)$")
_WHY = "Furniture of another page"


def take_furniture(paper: Paper) -> None:
    """Take out whole lines that are on the exact list, and the tail that cuts an excerpt off."""
    _take_lists_at_end(paper)
    before: Line | None = None  # a line that may be furniture, and stands right above
    was_furniture = False
    for line in list(paper.lines):
        if line.block.kind not in ("paragraph", "subhead") or len(line.block.text) >= LONGEST:
            before, was_furniture = None, False
            continue
        text, is_weak = line.text, False
        if _DEAD_LINK.match(text) and "<a " not in line.block.html:
            paper.take(line, "“Click here” without its link")
        elif line.is_prose and is_furniture(text):
            paper.take(line, _WHY)
            if before is not None:
                paper.take(before, _WHY)
            before, was_furniture = None, True
            continue
        elif may_be_furniture(text):
            if was_furniture or before is not None:
                for one in filter(None, (before, line)):
                    paper.take(one, _WHY)
                before, was_furniture = None, True
                continue
            is_weak = True
        before, was_furniture = line if is_weak else None, False
    take_excerpt_tail(paper)


def _take_lists_at_end(paper: Paper) -> None:
    """Take out “Most Read” and the headlines below it, when nothing of the story follows.

    A list of links under such a line is of other stories wherever it stands.
    """
    for over, below in zip(list(paper.lines), paper.lines[1:], strict=False):
        if below.block.kind == "list" and over.block.kind in ("paragraph", "subhead") and heads_a_list(over.text):
            paper.take(over, _WHY)
            paper.take(below, _WHY)
    first = len(paper.lines)
    while first and paper.lines[first - 1].is_prose and _is_of_a_list(paper.lines[first - 1].text):
        first -= 1
    run = paper.lines[first:]
    head = next((at for at, line in enumerate(run[:-1]) if heads_a_list(line.text)), None)
    for line in run[head:] if head is not None else ():
        paper.take(line, _WHY)


def _is_of_a_list(text: str) -> bool:
    return looks_like_a_headline(text) or is_furniture(text)


def take_excerpt_tail(paper: Paper) -> None:
    prose = [line for line in paper.lines if line.is_prose]
    for line in prose[-1:]:
        text = line.block.text
        if found := _END.search(text, max(0, len(text) - 60)):
            paper.take_stretch(line, found.start(), found.end(), "The tail of an excerpt")
