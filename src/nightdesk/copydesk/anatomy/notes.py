"""Words to editors, which are never public, and the editor's note, which is for readers."""

import re

from nightdesk.copydesk.anatomy.paper import Line, Paper
from nightdesk.copydesk.markup import Change, change_block
from nightdesk.copydesk.query import Edit
from nightdesk.copydesk.quotation import is_quoted, quoted

_PUBLIC = re.compile(r"[\[(]?(?:EDITOR|Editor)(?:['’]?[Ss]|[Ss]['’])? (?:NOTE|Note|note)\s*[:—–_-]+\s*")
_PRIVATE = re.compile(
    r"[\[(]?\^?(?:Eds|EDS|Ed|Editors|EDITORS|Note to [Ee]ditors|NOTE TO EDITORS|Attention,? [Ee]ditors|"
    r"ATTENTION EDITORS|"
    r"Notes? to [Uu]sers|Advisory to editors)\.?\s*[:—–_-]"
)
_PLEASE = re.compile(r"(?:Please note|PLEASE NOTE)\s*:")
_LEADS = (
    r"(?:Adds|ADDS|Updates|UPDATES|Recasts|RECASTS|Corrects|CORRECTS|Rewrites|Refiles|REFILES|Repeats|Removes|Deletes|"
    r"Clarifies|Writes through|Subs|SUBS|Changes|Inserts|New throughout|Releads|Fixes) ?[^()]{0,300}"
)
_ADDS = re.compile(rf"\({_LEADS}\)\s*")
_INSIDE = re.compile(r"\s?[(\[](?:Eds|EDS|Editors|EDITORS|Note to editors)\s*[:—–-][^()\[\]]{0,400}[)\]]")
_END_SIGN = re.compile(r"(?:-30-|#{2,}|\(?(?:MORE|more)\)|ENDS|\(END\)|END)$")


def take_notes(paper: Paper) -> None:
    """Move every note out of the body."""
    for line in [line for line in paper.lines if line.is_prose]:
        text = line.text
        if found := _PUBLIC.match(text):
            paper.take(line, "An editor's note for readers, now a part of its own")
            paper.public_notes.append(text[found.end() :].rstrip(")]" if text[0] in "([" else None))
        elif _is_private(text):
            paper.private_notes.append(paper.take(line, "A note to editors, never public"))
        elif _END_SIGN.match(text):
            paper.take(line, "The wire's end sign")
        else:
            _take_inside(paper, line)
    _take_adds(paper)


def _is_private(text: str) -> bool:
    if _PRIVATE.match(text):
        return True
    return bool(_PLEASE.match(text)) and "embargo" not in text and len(text) < 400


def _take_adds(paper: Paper) -> None:
    """Take a note on what this version adds from the front of the first paragraphs."""
    for line in paper.head(5):
        if found := _ADDS.match(line.block.text):
            if found.end() >= len(line.block.text):
                paper.private_notes.append(paper.take(line, "A note to editors on what is new, never public"))
            else:
                front = paper.take_front(line, found.end(), "A note to editors on what is new, never public")
                paper.private_notes.append(front.strip())


def _take_inside(paper: Paper, line: Line) -> None:
    text = line.block.text
    if "(E" not in text and "[E" not in text and "(N" not in text and "[N" not in text:
        return
    spans = quoted(text)
    for found in reversed([f for f in _INSIDE.finditer(text) if not is_quoted(spans, f.start(), f.end())]):
        why = "A note to editors within the text, never public"
        paper.edits.append(Edit("block", line.number, found.start(), found[0], "", why, of="item"))
        line.block = change_block(line.block, [Change(found.start(), found.end(), "", why)])
        paper.private_notes.append(found[0].strip())
