"""The correction: a preamble over the text or a line under it, for readers; and the headline that follows it."""

import re

from nightdesk.copydesk.anatomy.byline import is_byline
from nightdesk.copydesk.anatomy.dateline import find_dateline
from nightdesk.copydesk.anatomy.paper import Line, Paper, joined, sameness
from nightdesk.copydesk.query import Edit

_BELOW = re.compile(
    r"(?:A|The) corrected version of (?:the|this) (?:story|article|report) (?:is|appears|follows)\b|"
    r"Here is the corrected"
)
_IN_A_STORY = re.compile(
    r"In (?:a|an|some|stories|two|earlier|the)\b.{0,80}\b(?:story|stories|report|reports|versions)\b|In stories\b"
)
_WRONGLY = re.compile(
    r"\b(?:erroneously|incorrectly|wrongly|mistakenly|misstated|misidentified|misspelled|misquoted|in error)\b"
)
_STORY = r"(?:story|article|report|post|piece|version|item)"
_DAY = r"(?:[A-Z][a-z]{2,8}\.? [0-9]{1,2},? )?"
_CORRECTION = re.compile(
    r"[*(\[]{0,2}(?:Correction|CORRECTION|Clarification|CLARIFICATION)s?(?: [^:]{3,40})?\s*[:—–]|"
    rf"[*(\[]{{0,2}}(?:This|The|An earlier version of this|A previous version of (?:this|the)|"
    rf"An original version of this) {_DAY}{_STORY} "
    r"(?:has been (?:corrected|refiled|updated to correct|amended)|was (?:corrected|refiled)|corrects\b|CORRECTS\b|"
    r"clarifies\b|misstated|"
    r"(?:has )?(?:incorrectly|erroneously|mistakenly|wrongly)|gave the wrong|had the wrong|contained|misidentified|"
    r"misspelled|"
    r"(?:was|has been) amended)|"
    rf"[*(\[]{{0,2}}(?:Due to|Because of) (?:an editing|a reporting|a production|an) error\b.{{0,40}}\b(?:version|"
    rf"{_STORY}|headline|caption)\b|"
    r"[*(\[]{0,2}(?:An earlier|A previous) (?:headline|caption|version)\b.{0,60}\b(?:incorrectly|misstated|"
    r"misidentified|misspelled|"
    r"erroneously|gave the wrong|mistakenly|said)\b"
)
_LABEL = re.compile(r"^[(\[]?(?:Correction|CORRECTION)\s*[:—–]\s*")
_LONGEST_SUMMARY = 240
_LONGEST = 700  # characters; a line longer than this is text, whatever it begins with


def is_correction(text: str) -> bool:
    """Say whether a line tells readers what was wrong."""
    return bool(_CORRECTION.match(text))


def words_of_correction(text: str) -> str:
    """Return a correction without its label, which the page prints."""
    words = _LABEL.sub("", text, count=1)
    is_bracketed = words != text and text[:1] in "([" and words.endswith((")", "]"))
    return words[:-1] if is_bracketed else words


def take_correction(paper: Paper) -> None:
    """Move a correction's preamble into its own field, and the true headline that follows it to the top."""
    known = paper.known_agencies()
    for line in paper.head(6):
        text = line.text
        if len(text) > _LONGEST or line not in paper.lines:
            continue
        dateline = find_dateline(text, known)
        text = text[dateline.end :] if dateline else text
        if _BELOW.match(text):
            _headline_below(paper, line)
            paper.take(line, "The announcement of a corrected version")
        elif is_correction(text) or (_IN_A_STORY.match(text) and _WRONGLY.search(text)):
            if below := _BELOW.search(text):
                _headline_below(paper, line)
                text = text[: below.start()].strip()
            paper.take(line, "The correction, now a part of its own", "correction")
            paper.correction = joined(paper.correction, words_of_correction(text))


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
        headline = paper.take(following[0], "The corrected story's headline", "headline")
        why = "The slug of a correction is no headline"
        paper.edits.append(Edit("headline", None, 0, paper.headline, headline, why, of="item"))
        paper.headline = headline
        _summary_below(paper, line)


def _summary_below(paper: Paper, line: Line) -> None:
    """Read the summary that stands between the corrected story's headline and its byline: the standfirst."""
    at = paper.lines.index(line) + 1
    summary, byline = (*paper.lines[at : at + 2], None, None)[:2]
    if paper.deck or summary is None or byline is None or not summary.is_prose:
        return
    is_line = len(summary.text) <= _LONGEST_SUMMARY and summary.text[-1] not in ".”:" and not is_byline(summary.text)
    if is_line and (is_byline(byline.text) or find_dateline(byline.text, paper.known_agencies())):
        paper.deck = paper.take(summary, "The summary of the corrected story: the standfirst", "deck")
