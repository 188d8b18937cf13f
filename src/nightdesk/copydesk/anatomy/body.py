"""The body's own furniture: subheads without markup, section breaks, the clock lines of a running report."""

import re

from nightdesk.copydesk.anatomy.paper import Line, Paper
from nightdesk.copydesk.markup import Change, splice
from nightdesk.copydesk.query import Edit

_BREAK = re.compile(r"(?:_{2,}|\*{3,}|(?:\* ){2,}\*|-{3,}|—{2,}|(?:• ?){3,}|~{3,})$")
_CLOCK = re.compile(
    r"(?:[0-9]{1,2}(?::[0-9]{2})? ?(?:[ap]\.m\.|[AP]M|[ap]m)|Noon|Midnight|noon|midnight)(?: [A-Z]{2,4})?:?$"
)
_ATTRIBUTED = re.compile(r"[”\"]\s+(?:said|says|he|she|they|told)\b")
_STRONG = re.compile(r"<(strong|b|em|i|u)(?: [^<>]*)?>([^<>]*)</\1>$")
_LONGEST_SUBHEAD = 72


def shape_body(paper: Paper) -> None:
    """Give breaks, clock lines and subheads their kind."""
    for line in paper.lines:
        if line.is_prose and len(line.text) <= 40:
            if _BREAK.match(line.text):
                paper.edits.append(Edit("block", line.number, 0, line.block.text, "", "A section break", of="item"))
                paper.set_block(line, kind="break", html="", text="")
            elif _CLOCK.match(line.text):
                paper.set_block(line, kind="subhead", level=3)
    _drop_loose_breaks(paper)
    for before, line, after in zip(paper.lines, paper.lines[1:], paper.lines[2:], strict=False):
        if line.is_prose and _is_subhead(line) and _is_text(before) and _is_text(after):
            _make_subhead(paper, line)


def _drop_loose_breaks(paper: Paper) -> None:
    """Take out a section break that has nothing above or below it."""
    for end in (-1, 0):
        while paper.lines and paper.lines[end].block.kind == "break":
            paper.lines.pop(end)


def _is_subhead(line: Line) -> bool:
    text = line.text
    if not 3 < len(text) <= _LONGEST_SUBHEAD or "\n" in text or "<a " in line.block.html:
        return False
    if text[-1] in ".!:,;…—–-" or text[-2:] in ("!”", ".”", ",”", "…”", '."', '!"') or len(text.split()) > 11:
        return False
    first = text.lstrip("‘“'\"¿¡")[:1]
    return (
        (first.isupper() or first.isdigit()) and not _ATTRIBUTED.search(text) and not text.startswith(("•", "- ", "* "))
    )


def _is_text(line: Line) -> bool:
    """Say whether a neighbour is running text, so that a short line beside it is a subhead and not a list."""
    if line.block.kind in ("picture", "list", "quote", "table", "embed"):
        return True
    if line.block.kind != "paragraph":
        return False
    return len(line.text) > 60 and line.text[-1] in '.!?”"’)…:'


def _make_subhead(paper: Paper, line: Line) -> None:
    markup = line.block.html.strip()
    if found := _STRONG.match(markup):
        markup = found[2]
    paper.set_block(line, kind="subhead", level=2, html=markup)
    lost = len(line.block.text) - len(line.block.text.strip())
    if lost:
        paper.set_block(line, html=splice(markup, [Change(0, 0, "", "")]).strip(), text=line.text)
