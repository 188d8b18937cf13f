"""Labels in front of and behind a headline, a page's own name behind it, and a headline printed again as the first "
"line."""

import re

from nightdesk.copydesk.anatomy.paper import Paper, sameness
from nightdesk.copydesk.query import Edit

_MARKETS = r"(?:US|U\.S\.|GLOBAL|WORLD|EUROPE|MIDEAST|ASIA|CANADA|JAPAN|CHINA|INDIA|EMERGING|LATAM|UK|AFRICA) "
_SLUGS = (
    r"REFILE|REPEAT|RPT|BRIEF|PRECIOUS|FOREX|METALS|GRAINS|LIVESTOCK|SOFTS|OIL|STOCKS|BONDS|MARKETS|TREASURIES|FACTBOX|"
    r"TIMELINE|ANALYSIS|EXCLUSIVE|INSIGHT|NEWSMAKER|INTERVIEW|POLL|PREVIEW|FEATURE|COLUMN|COMMENTARY|EXPLAINER|"
    r"SPECIAL REPORT|"
    r"OBITUARY|QUOTES|TEXT|TABLE|SOCCER|TENNIS|GOLF|RUGBY|CRICKET|CYCLING|BASKETBALL|BASEBALL|OLYMPICS|ATHLETICS|"
    r"MOTOR RACING"
)
_LABELS = (
    re.compile(
        r"(?P<label>(?:UPDATED?|WRAPUP|CORRECTED|CORRECTION|RECAST|RPT|"
        r"TAKE)(?: ?[0-9]{1,2})?(?: \(OFFICIAL\))?)[-–:] ?(?=\S)"
    ),
    re.compile(rf"(?P<label>(?:{_MARKETS})?(?:{_SLUGS})(?: [0-9]{{1,2}})?)-(?=\S)"),
    re.compile(
        r"(?:\((?=.*\))|\*{1,3}(?=.*\*))(?P<label>(?:[0-9](?:ST|ND|RD|TH|st|nd|rd|th) )?(?:UPDATED?|CORRECTED|"
        r"CORRECTS|ADDS|RECASTS|"
        r"REFILED|LEAD|LD|URGENT|Urgent)(?: ?[0-9]{1,2})?)(?:\)|\*{1,3}) ?"
    ),
    re.compile(r"(?P<label>[0-9]{1,2}(?:st|nd|rd|th) (?:Ld|Lead)(?:[- ]Writethru)?|(?:Ld|Lead)-Writethru)\b[,:–-]? ?"),
    re.compile(r"(?P<label>BC-[A-Z]{1,4}(?:-|--))(?=[^\s-])"),
    re.compile(r"(?P<label>Correction|CORRECTION|Corrected|Clarification|CLARIFICATION|Corrective): "),
    re.compile(
        r"(?P<label>KILL|BULLETIN KILL|WITHHOLD|ADVISORY|NewsAlert|APNewsAlert|URGENT|Urgent|BULLETIN)[-:] ?(?=\S)"
    ),
)
_BEHIND = (
    re.compile(
        r", ?(?P<label>[0-9]{1,2}(?:st|nd|rd|th) Ld(?:-Writethru)?|[0-9]{0,2}(?:st|nd|rd|th)? ?Writethru|"
        r"[0-9]{1,2}(?:st|nd|rd|th) Add|Ld-Writethru)(?:, ?[0-9]{2,4})?$"
    ),
    re.compile(r" \((?P<label>UPDATED?(?: ?[0-9]{1,2})?|CORRECTED|[0-9](?:st|nd|rd|th) (?:UPDATE|LD|Ld|lead))\)$"),
    re.compile(r" - (?P<label>UPDATE(?: ?[0-9]{1,2})?)$"),
)
_LOCAL = re.compile(r"UPDATE: ")  # a local newsroom's own headline word: it stays
_PAGE = re.compile(r" [|] (?P<name>[A-Z][\w.&' -]{1,30})$")
_LONGEST_TAIL = 40


def take_labels(paper: Paper) -> None:
    """Move the labels round the headline into ``labels``, and take a page's own name off its end."""
    for _ in range(5):
        found = _label(paper.headline)
        if found is None:
            break
        label = found["label"].rstrip("-")
        if label not in paper.labels:
            paper.labels.append(label)
        paper.note("labels", "headline", None, label, paper.item.headline.find(label))
        _cut(paper, found, f"A headline label: {label}")
    drop_page_name(paper)
    if paper.headline:
        paper.note("headline", "headline", None, paper.headline, max(0, paper.item.headline.find(paper.headline)))


def drop_page_name(paper: Paper) -> None:
    """Take the name of the page it was printed on off the headline's end; the byline may tell that name."""
    found = _PAGE.search(paper.headline, max(0, len(paper.headline) - _LONGEST_TAIL))
    if found and _is_page_name(found["name"], paper):
        _cut(paper, found, "The name of the page it was printed on")
        drop_repeated(paper)


def _cut(paper: Paper, found: re.Match[str], why: str) -> None:
    lead = found.start() and len(paper.headline[: found.start()].rstrip())
    behind = paper.headline[found.end() :]
    before = paper.headline[lead : len(paper.headline) - len(behind.lstrip())]
    paper.edits.append(Edit("headline", None, lead, before, "", why, of="item"))
    paper.headline = paper.headline[:lead] + behind.lstrip()


def _is_page_name(name: str, paper: Paper) -> bool:
    known = paper.known_agencies() | {"cnn", "ap news", "reuters", "bbc news", "npr", "ap"}
    return name.lower() in known or any(name.lower().startswith(f"{one} ") for one in known)


def _label(headline: str) -> re.Match[str] | None:
    if _LOCAL.match(headline):
        return None
    for pattern in _LABELS:
        found = pattern.match(headline)
        if found and found.end() < len(headline):
            return found
    for pattern in _BEHIND:
        found = pattern.search(headline, max(1, len(headline) - _LONGEST_TAIL))
        if found:
            return found
    return None


def _headline_under_slug(paper: Paper) -> None:
    """Take the first line for the headline where a wire's slugline (“BC-US--Harbor Fire”) stood in its place."""
    if not paper.lines or not any(label.startswith("BC-") for label in paper.labels) or len(paper.headline) > 40:
        return
    first = paper.lines[0]
    if (
        first.is_prose
        and "://" not in first.text
        and 15 < len(first.text) < 160
        and first.text[-1] not in ".”:"
        and len(paper.lines) > 2
    ):
        headline = paper.take(first, "The headline, under the wire's slugline", "headline")
        why = "The slugline is no headline"
        paper.edits.append(Edit("headline", None, 0, paper.headline, headline, why, of="item"))
        paper.headline = headline


def drop_repeated(paper: Paper) -> None:
    """Take the headline, the slugline or a wire's title line out of the body's first lines."""
    _headline_under_slug(paper)
    wanted = {sameness(paper.headline), sameness(paper.item.headline)} - {""}
    for line in [line for line in paper.lines[:4] if line.block.kind in ("paragraph", "subhead")]:
        text = line.text
        if len(text) < 300 and sameness(text) in wanted:
            paper.take(line, "The headline, printed again as the first line")
        elif len(text) < 120 and text.startswith("BC-") and not text.endswith("."):
            paper.take(line, "The wire's slugline, not for readers")
