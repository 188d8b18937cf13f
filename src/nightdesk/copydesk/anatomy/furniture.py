"""What other people's pages leave in copy: dead links, aggregator tails, share buttons, advertisements."""

import re

from nightdesk.copydesk.anatomy.paper import Paper
from nightdesk.copydesk.markup import Change, change_block
from nightdesk.copydesk.query import Edit

_DEAD_LINK = re.compile(r"[(\[•>» ]*(?:Click|Tap|CLICK|TAP) (?:here|HERE) (?:for|to|FOR|TO)\b.{0,110}$")
_WHOLE = re.compile(
    r"The post .{1,300} (?:appeared first on|first appeared on) .{1,120}$|"
    r"(?:Article Topic Follows|Article Topics?) ?:.{0,120}$|"
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])? ?(?:Continue [Rr]eading|Read [Mm]ore|Read the full story|Keep reading)"
    r"(?: ?(?:…|\.\.\.|→|»|&raquo;))?$|"
    r"(?:\[…\]|\[\.\.\.\]|\[&hellip;\]|…|\.\.\.)$|"
    r"(?:ADVERTISEMENT|Advertisement|Advertising|Story continues below(?: advertisement)?\.?|"
    r"Article continues below(?: this ad)?\.?)$|"
    r"EMBED ?<> ?More Videos.{0,40}$|"
    r"(?:Share|Tweet|Email|Print|Copy [Ll]ink|Share this(?: story| article)?:?|Share on (?:Facebook|Twitter|X)|"
    r"Sign up for our newsletter|"
    r"Download our app|Follow us on .{2,40}|Watch live|Related stories:?|Trending now|"
    r"Most read|Comments|Leave a comment)$"
)
_END = re.compile(r"\s*(?:\[…\]|\[\.\.\.\]|(?:…|\.\.\.) ?(?:Continue [Rr]eading|Read [Mm]ore)(?: ?[→»…])?)$")


def take_furniture(paper: Paper) -> None:
    """Take out whole lines that are on the exact list, and the tail that cuts an excerpt off."""
    for line in [line for line in paper.lines if line.is_prose and len(line.text) < 460]:
        if _DEAD_LINK.match(line.text) and "<a " not in line.block.html:
            paper.take(line, "“Click here” without its link")
        elif _WHOLE.match(line.text):
            paper.take(line, "Furniture of another page")
    prose = [line for line in paper.lines if line.is_prose]
    for line in prose[-1:]:
        text = line.block.text
        if found := _END.search(text, max(0, len(text) - 60)):
            why = "The tail of an excerpt"
            paper.edits.append(Edit("block", line.number, found.start(), found[0], "", why, of="item"))
            line.block = change_block(line.block, [Change(found.start(), found.end(), "", why)])
