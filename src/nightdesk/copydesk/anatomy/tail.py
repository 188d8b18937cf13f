"""What stands under a story: update line, contributors, disclaimer, market embargo, copyright. Also the correction."""

import re

from nightdesk.copydesk.anatomy.dateline import find_dateline
from nightdesk.copydesk.anatomy.paper import Line, Paper, joined, sameness
from nightdesk.copydesk.query import Edit

_CONTRIBUTED = re.compile(r"\bcontributed (?:reporting )?to this (?:report|story|article)\b|\bcontributed reporting\b")
_CONTRIBUTING = re.compile(
    r"(?:Contributing|Contributors?)\s*:|"
    r"\((?:Reporting|Writing|Additional reporting|Editing|Compiled|Translated) by [^()]{1,400}\)$|"
    r"(?:Additional r|R)eporting by [^.]{1,200}(?:[.;] ?(?:[Ww]riting|[Ee]diting) by [^.]{1,200})?\.?$"
)
_COPYRIGHT = re.compile(r"(?:™|©|\([cC]\) ?(?:19|20)|Copyright\b|COPYRIGHT\b|TM & ©|All rights reserved)")
_WIRE_LINE = re.compile(r"The-[A-Za-z0-9-]{2,40}-Wire\b")
_UPDATED = re.compile(
    r"[(\[]?(?:This|Our|The) (?:story|article|report|post) (?:has been|was|is being|will be)(?: last)? updated?\b|"
    r"(?:Last updated|Updated)\s*:?\s.{0,60}(?:[0-9] ?[ap]\.?m|ET\b|EST\b|MST\b|GMT\b)|"
    r"[(\[]?This is a (?:developing|breaking) (?:news )?story\b"
)
_AFFILIATE = re.compile(
    r"\baffiliate partners?\b|\bmarket embargo\b|\bshare the same market as the contributor\b", re.IGNORECASE
)
_MARKET = re.compile(
    r"\b(?:outside (?:of )?(?:the )?|in (?:the )?|within (?:the )?)"
    r"([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}(?:, [A-Z][\w.]+)?) market\b|"
    r"\bMARKET(?: EMBARGO)?\s*:\s*([A-Z][\w.'’ -]{2,40})"
)
_EMBARGO = re.compile(r"market embargo", re.IGNORECASE)
_CORRECTED_BELOW = re.compile(
    r"(?:A|The) corrected version of (?:the|this) (?:story|article|report) (?:is|appears|follows)\b|"
    r"Here is the corrected"
)
_IN_A_STORY = re.compile(
    r"In (?:a|an|some|stories|two|earlier|the)\b.{0,80}\b(?:story|stories|report|reports|versions)\b|In stories\b"
)
_WRONGLY = re.compile(
    r"\b(?:erroneously|incorrectly|wrongly|mistakenly|misstated|misidentified|misspelled|misquoted|in error)\b"
)
_CORRECTION = re.compile(
    r"[(\[]?(?:Correction|CORRECTION|Clarification|CLARIFICATION)\s*[:—–]|"
    r"(?:This|An earlier version of this|A previous version of this) (?:story|article|report) "
    r"(?:has been corrected|was corrected|"
    r"has been updated to correct|misstated|incorrectly|erroneously|gave the wrong|misidentified|misspelled)\b"
)
_CORRECTION_LABEL = re.compile(r"^[(\[]?(?:Correction|CORRECTION)\s*[:—–]\s*")
_SHORT = 700  # a line longer than this is text, whatever it begins with


def take_correction(paper: Paper) -> None:
    """Move a correction's preamble into its own field, and the true headline that follows it to the top."""
    known = paper.known_agencies()
    for line in paper.head(6):
        text = line.text
        if len(text) > _SHORT or line not in paper.lines:
            continue
        dateline = find_dateline(text, known)
        text = text[dateline.end :] if dateline else text
        if _CORRECTED_BELOW.match(text):
            _headline_below(paper, line)
            paper.take(line, "The announcement of a corrected version")
        elif _CORRECTION.match(text) or (_IN_A_STORY.match(text) and _WRONGLY.search(text)):
            paper.take(line, "The correction, now a part of its own")
            words = _CORRECTION_LABEL.sub("", text, count=1)
            below = _CORRECTED_BELOW.search(words)
            paper.correction = joined(paper.correction, words[: below.start()].strip() if below else words)


def _headline_below(paper: Paper, line: Line) -> None:
    """Read the headline that stands under “A corrected version of the story is below:”."""
    following = paper.lines[paper.lines.index(line) + 1 :][:1]
    if not following or len(following[0].text) > 160 or following[0].text.endswith((".", "”")):
        return
    is_label = any(label.lower().startswith(("correct", "clarif")) for label in paper.labels)
    if sameness(following[0].text) == sameness(paper.headline):
        paper.take(following[0], "The headline, printed again under the correction")
    elif is_label and (
        not paper.headline or paper.headline.lower().endswith((" story", "stories")) or len(paper.headline) < 30
    ):
        headline = paper.take(following[0], "The corrected story's headline")
        paper.edits.append(
            Edit("headline", None, 0, paper.headline, headline, "The slug of a correction is no headline", of="item")
        )
        paper.headline = headline


def take_tail(paper: Paper) -> None:
    """Move what stands under the story into fields, in whatever order it stands."""
    for line in [line for line in paper.lines[-14:] if line.is_prose]:
        if len(line.text) <= _SHORT:
            _sort(paper, line)
    for line in paper.head(3):
        if len(line.text) <= 300 and _UPDATED.match(line.text):
            paper.update_note = joined(paper.update_note, paper.take(line, "The update line, now a part of its own"))
    _market(paper)


def _sort(paper: Paper, line: Line) -> None:
    """Put one line of the tail into its field, or leave it."""
    text = line.text
    if _AFFILIATE.search(text):
        paper.disclaimer = joined(paper.disclaimer, paper.take(line, "The affiliate's terms, now a part of their own"))
    elif _is_copyright(text):
        words = paper.take(line, "The copyright line, now a part of its own")
        paper.copyright = joined(paper.copyright, words, "\n")
    elif _is_contributors(text):
        words = paper.take(line, "The contributors' line, now a part of its own")
        paper.contributors = joined(paper.contributors, words.lstrip("_—– \n"))
    elif _CORRECTION.match(text):
        words = _CORRECTION_LABEL.sub("", paper.take(line, "The correction, now a part of its own"), count=1)
        paper.correction = joined(paper.correction, words)
    elif len(text) <= 300 and _UPDATED.match(text):
        paper.update_note = joined(paper.update_note, paper.take(line, "The update line, now a part of its own"))


def _is_copyright(text: str) -> bool:
    if _WIRE_LINE.match(text):
        return True
    return bool(_COPYRIGHT.match(text)) and (any(c.isdigit() for c in text) or "ights reserved" in text)


def _is_contributors(text: str) -> bool:
    if len(text) > 400:
        return False
    return bool(_CONTRIBUTING.match(text.lstrip("_—– \n"))) or (
        bool(_CONTRIBUTED.search(text)) and text.rstrip().endswith((".", "report", "story"))
    )


def _market(paper: Paper) -> None:
    """Name the contributor's market when the words forbid it to others there."""
    words = "\n".join((paper.disclaimer, *paper.private_notes, paper.item.usage))
    if not _EMBARGO.search(words) and "same market as the contributor" not in words:
        return
    found = _MARKET.search(words)
    named = (found[1] or found[2]) if found else ""
    paper.market = named.strip() or paper.dateline or "not said"
