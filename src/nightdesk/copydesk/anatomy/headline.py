"""Labels in front of a headline, and a headline that is printed again as the first line."""

import re

from nightdesk.copydesk.anatomy.paper import Paper, sameness
from nightdesk.copydesk.query import Edit

_LABELS = (
    re.compile(r"(?P<label>(?:UPDATE|WRAPUP|CORRECTED|CORRECTION|RECAST|RPT|TAKE)(?: ?[0-9]{1,2})?)[-–:] ?(?=\S)"),
    re.compile(
        r"(?P<label>REFILE|REPEAT|PRECIOUS|FOREX|METALS|GRAINS|LIVESTOCK|SOFTS|OIL|STOCKS|BONDS|FACTBOX|TIMELINE|"
        r"ANALYSIS|EXCLUSIVE|INSIGHT|NEWSMAKER|INTERVIEW|POLL|PREVIEW|SOCCER|TENNIS|GOLF|RUGBY|CRICKET)-(?=\S)"
    ),
    re.compile(r"\((?P<label>UPDATE|UPDATED|CORRECTED|ADDS|RECASTS|REFILED|LEAD)(?: ?[0-9]{1,2})?\) ?"),
    re.compile(r"(?P<label>[0-9]{1,2}(?:st|nd|rd|th) (?:Ld|Lead)(?:[- ]Writethru)?|(?:Ld|Lead)-Writethru)\b[,:–-]? ?"),
    re.compile(r"(?P<label>BC-[A-Z]{1,4}(?:-|--))(?=[^\s-])"),
    re.compile(r"(?P<label>Correction|CORRECTION|Corrected|Clarification|CLARIFICATION|Corrective): "),
    re.compile(r"(?P<label>KILL|BULLETIN KILL|WITHHOLD|ADVISORY|NewsAlert|APNewsAlert|URGENT)[-:] ?(?=\S)"),
)
_LD_TAIL = re.compile(
    r", ?(?P<label>[0-9]{1,2}(?:st|nd|rd|th) Ld(?:-Writethru)?|[0-9]{0,2}(?:st|nd|rd|th)? ?Writethru)$"
)
_LOCAL = re.compile(r"UPDATE: ")  # a local newsroom's own headline word: it stays


def take_labels(paper: Paper) -> None:
    """Move the labels in front of the headline into ``labels``."""
    for _ in range(5):
        found = _label(paper.headline)
        if found is None:
            return
        label = found["label"].rstrip("-")
        if label not in paper.labels:
            paper.labels.append(label)
        paper.edits.append(Edit("headline", None, found.start(), found[0], "", f"A headline label: {label}", of="item"))
        paper.headline = (paper.headline[: found.start()] + paper.headline[found.end() :]).strip()


def _label(headline: str) -> re.Match[str] | None:
    if _LOCAL.match(headline):
        return None
    for pattern in _LABELS:
        found = pattern.match(headline)
        if found and found.end() < len(headline):
            return found
    return _LD_TAIL.search(headline, max(0, len(headline) - 40))


def drop_repeated(paper: Paper) -> None:
    """Take the headline, the slugline or a wire's title line out of the body's first lines."""
    wanted = {sameness(paper.headline), sameness(paper.item.headline)} - {""}
    for line in [line for line in paper.lines[:4] if line.block.kind in ("paragraph", "subhead")]:
        text = line.text
        if len(text) < 300 and sameness(text) in wanted:
            paper.take(line, "The headline, printed again as the first line")
        elif len(text) < 120 and text.startswith("BC-") and not text.endswith("."):
            paper.take(line, "The wire's slugline, not for readers")
