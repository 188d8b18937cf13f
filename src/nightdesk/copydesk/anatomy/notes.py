"""Words to editors, which are never public, and the notes that are for readers."""

import re

from nightdesk.copydesk.anatomy.paper import Line, Paper
from nightdesk.copydesk.quotation import is_quoted, quoted

_PUBLIC = re.compile(
    r"[\[(]?(?:(?:EDITOR|Editor|editor|AUTHOR|Author|REPORTER|Reporter|PUBLISHER|Publisher)(?:['’]?[Ss]|"
    r"[Ss]['’])? (?:NOTE|Note|note)|"
    r"(?:A )?[Nn]ote to (?:our )?[Rr]eaders|NOTE TO READERS|"
    r"(?:CONTENT|Content|TRIGGER|Trigger|GRAPHIC|Graphic|VIEWER|Viewer)(?: CONTENT| content)? (?:WARNING|"
    r"Warning|warning|"
    r"advisory)|(?:WARNING|Warning)"
    r"(?=: .{0,80}\b(?:[Gg]raphic|content|disturb|violen|suicide|language|images|video)))"
    r"\s*[:—–_-]+\s*"
)
_PRIVATE = re.compile(
    r"[\[(*^]{0,3}(?:(?:Eds|EDS|Ed|ED|Editors|EDITORS)(?:['’]?s?)(?:,? (?:note|Note|NOTE|only|ONLY))?|(?:[Nn]ote|"
    r"NOTE)s? (?:to|TO|for) (?:the )?"
    r"(?:[Ee]ditors?|EDITORS?|[Uu]sers?|USERS?|[Dd]esks?|[Cc]lients?|CLIENTS?|[Ss]ubscribers|SUBSCRIBERS|[Mm]edia|"
    r"MEDIA|[Bb]roadcasters)|"
    r"(?:Attention|ATTENTION|Attn|ATTN)[,:]? ?(?:[Ee]ditors?|EDITORS?|[Dd]esks?|[Cc]lients?|CLIENTS?|[Ss]ubscribers)|"
    r"(?:Advisory|ADVISORY)(?: (?:to|TO) (?:[Ee]ditors|EDITORS))?|(?:Internal|INTERNAL) (?:note|NOTE)|"
    r"[Dd]esk (?:note|notes))\.?\s*[:—–_-]"
)
_NOT_PUBLIC = re.compile(
    r"[\[(*]{0,2}(?:NOT FOR PUBLICATION|Not for publication|FOR INTERNAL USE ONLY|For internal use only|"
    r"EMBARGOED? (?:UNTIL|TILL?|TO|FOR|NOT)\b|"
    r"Embargoed (?:until|till?|to|for)\b|(?:With|WITH) AP (?:Photos?|Video|Graphics?)\b|AP (?:Photos|Graphics?|"
    r"Video) [A-Z]{2,}|"
    r"(?:HOLD|KILL|STOP) (?:HOLD|KILL|STOP)\b|//.{3,80}//$|NOT FOR (?:USE|WEB|BROADCAST|PRINT|ONLINE)\b|"
    r"[Ww]ith:? [A-Z]\w+(?:-[A-Z][\w-]+)+\.?$|DESK: |(?:[0-9](?:ST|ND|RD|TH|st|nd|rd|th) )?(?:LEDE?|LD|Ld|Lead)"
    r"(?:[- ](?:WRITETHRU|Writethru))\b|[A-Z][0-9]{3,4}$)"
)
_FOLLOWING = re.compile(r"[Tt]he following information is not (?:intended )?for publication")
_PLEASE = re.compile(r"[(\[]?(?:Please note|PLEASE NOTE)\s*:")
_TERMS = re.compile(r"embargo|affiliate|contributor")  # the tail reads these
_NOTEBOOK = re.compile(r"#{0,3} ?(?:dpa )?(?:Notebook|Note ?pad|Editorial notes?)$")
_CONTACT = re.compile(
    r"\(\([^()\n]{0,160}(?:@|[Mm]essaging|\+?[0-9]{2,}[ -][0-9])[^()\n]{0,160}\)\)$|"
    r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}\s*[,\n|/–-]\s*\S+@\S+\.[a-z]{2,12}$"
)
_INITIALS = re.compile(r"[a-z]{2,5}(?:[-/][a-z]{2,5}){1,5}$|[a-z]{2,3}$|[a-z]{2,3} [a-z]{2,3}$")
_SENT = re.compile(r"\(?[A-Z]{2,4}-[A-Z]{2}-[0-9]{2}-[0-9]{2}-[0-9]{2} [0-9]{4}[A-Z]{3}\)?$")
_LEADS = (
    r"(?:Adds|ADDS|Updates|UPDATES|Recasts|RECASTS|Corrects|CORRECTS|Rewrites|Refiles|REFILES|Repeats|REPEATS|"
    r"Removes|Deletes|"
    r"Clarifies|Writes through|Subs|SUBS|Changes|Inserts|New throughout|Releads|Fixes|Edits|Restores|Drops|Trims|"
    r"Amends|Includes|"
    r"Updating|Adding) ?[^()]{0,300}"
)
_ADDS = re.compile(rf"\({_LEADS}\)\s*")
_ATTENTION = re.compile(r"(?:ATTENTION|ATTN) [-–—] .{0,300}///$")
_INSIDE = re.compile(r"\s?[(\[](?:Eds|EDS|Editors|EDITORS|Note to editors)\s*[:—–-][^()\[\]]{0,400}[)\]]")
_INSIDE_OPENS = ("(E", "[E", "(N", "[N")
_END_SIGN = re.compile(
    r"(?:[-–—]{0,2} ?30 ?[-–—]{1,2}|#{2,}|[□■◼▪❏∎]|N{4}|/{1,2}(?:ENDS?|END)?/?|\(?(?:MORE|more)\)|-more-|ENDS|"
    r"\(END\)|END|[Ee]nds?|///|[(\[]?(?:END|End) (?:ITEM|OF STORY|Story|"
    r"story)[)\]]?)$"
)
_SIGNED_LINES = 6
_HELP = re.compile(
    r"(?:HOW TO GET HELP\b|If you (?:or (?:someone|anyone) you know )?(?:or (?:a|your) (?:loved one|friend) )?"
    r"(?:is |are |may be |need|needs|want|feel|have|has )).{0,500}\b(?:988|[Hh]otline|[Ll]ifeline|[Hh]elpline|"
    r"Samaritans|crisis line)\b"
)


def take_notes(paper: Paper) -> None:
    """Move every note out of the body."""
    is_private = False  # after “The following information is not for publication” nothing is for readers
    for line in [line for line in paper.lines if line.is_prose]:
        text = line.text
        if not is_private and _FOLLOWING.search(text[:120]):
            is_private = True
            _take_its_heading(paper, line)
        if is_private:
            paper.private_notes.append(paper.take(line, "Not for publication, as the agency says", "private_notes"))
        elif found := _PUBLIC.match(text):
            paper.take(line, "An editor's note for readers, now a part of its own", "public_notes")
            paper.public_notes.append(text[found.end() :].rstrip(")]" if text[0] in "([" else None))
        elif _is_private(text):
            paper.private_notes.append(paper.take(line, "A note to editors, never public", "private_notes"))
        elif len(text) < 30 and _END_SIGN.match(text):
            paper.take(line, "The wire's end sign")
        elif len(text) < 700 and _HELP.match(text):
            paper.public_notes.append(paper.take(line, "Where to find help: a note for readers", "public_notes"))
        else:
            _take_inside(paper, line)
    take_adds(paper)
    take_desk_marks(paper)


def _take_its_heading(paper: Paper, line: Line) -> None:
    before = paper.lines[: paper.lines.index(line)][-1:]
    if before and _NOTEBOOK.match(before[0].text):
        paper.take(before[0], "The heading of what is not for publication")


def take_desk_marks(paper: Paper) -> None:
    """Take what a desk signs a story with off its end: initials, contacts, the moment it was sent."""
    for line in [line for line in paper.lines[-_SIGNED_LINES:] if line.is_prose and len(line.text) < 340]:
        text = line.text
        if _CONTACT.match(text) and not text.startswith("By "):
            paper.private_notes.append(paper.take(line, "A reporter's address, for editors", "private_notes"))
        elif _SENT.match(text) or (len(text) < 30 and line is not paper.lines[0] and _INITIALS.match(text)):
            paper.private_notes.append(paper.take(line, "The desk's own signs", "private_notes"))


def _is_private(text: str) -> bool:
    if _PRIVATE.match(text) or _ATTENTION.match(text):
        return True
    if len(text) < 200 and _NOT_PUBLIC.match(text):
        return True
    return bool(_PLEASE.match(text)) and not _TERMS.search(text) and len(text) < 400


def take_adds(paper: Paper) -> None:
    """Take a note on what this version adds from the front of the first paragraphs."""
    why = "A note to editors on what is new, never public"
    for line in paper.head(5):
        if found := _ADDS.match(line.block.text):
            if found.end() >= len(line.block.text):
                paper.private_notes.append(paper.take(line, why, "private_notes"))
            else:
                front = paper.take_front(line, found.end(), why, "private_notes")
                paper.private_notes.append(front.strip())


def _take_inside(paper: Paper, line: Line) -> None:
    text = line.block.text
    if not any(opens in text for opens in _INSIDE_OPENS):
        return
    spans = quoted(text)
    for found in reversed([f for f in _INSIDE.finditer(text) if not is_quoted(spans, f.start(), f.end())]):
        why = "A note to editors within the text, never public"
        words = paper.take_stretch(line, found.start(), found.end(), why, "private_notes")
        paper.private_notes.append(words.strip())
