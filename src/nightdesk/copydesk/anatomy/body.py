"""The body's shapes that came without markup: subheads, breaks, clock lines, lists, pull quotations, embeds."""

import re
from collections import Counter
from html import escape

from nightdesk.copydesk.anatomy.paper import Line, Paper, sameness
from nightdesk.copydesk.markup import Change, cut_front, plain, splice
from nightdesk.copydesk.query import Edit

_BREAK = re.compile(r"(?:_{2,}|\*{3,}|(?:\* ){2,}\*|-{3,}|—{2,}|(?:• ?){3,}|~{3,})$")
_CLOCK = re.compile(
    r"(?:[0-9]{1,2}(?::[0-9]{2})? ?(?:[ap]\.m\.|[AP]M|[ap]m)|Noon|Midnight|noon|midnight)"
    r"(?: [A-Z]{2,4}| \([a-z ]{4,24}\))?"
    r"(?:,? (?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z.]{0,6} [0-9]{1,2}(?:, [0-9]{4})?)?:?$"
)
_LABEL = re.compile(r"([A-Z][\w.’' -]{1,30}): (?=[^\s])")  # who asks and who answers, in an interview
_ATTRIBUTED = re.compile(r"[”\"]\s+(?:said|says|he|she|they|told)\b")
_STRONG = re.compile(r"<(strong|b|em|i|u)(?: [^<>]*)?>([^<>]*)</\1>$")
_LONGEST_SUBHEAD = 72
_BULLET = re.compile(r"[ \u00a0]*[•●▪■◦‣·*–—-][ \t\u00a0]+(?=[^\W_“\"‘'$])")
_NUMBERED = re.compile(r"[0-9]{1,2}[.)] (?=[^\W\d_“])")
_SIGNED = re.compile(r"[—–-]{1,2} ?[A-Z][^.!?]{2,90}$")
_URL = re.compile(r"https?://(?:www\.|m\.)?([a-z0-9.-]+)/\S{2,300}$")
EMBEDS = (  # the hosts whose pages may be shown as an embed; readers get its words and its link, never a frame
    "youtube.com", "youtu.be", "twitter.com", "x.com", "instagram.com", "facebook.com", "tiktok.com", "vimeo.com",
    "bsky.app", "threads.net", "soundcloud.com", "open.spotify.com", "reddit.com", "datawrapper.dwcdn.net",
    "documentcloud.org", "google.com", "flourish.studio", "public.flourish.studio",
)  # fmt: skip


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
    _gather_lists(paper)
    _pull_quotations(paper)
    _see_embeds(paper)
    speakers = _speakers(paper)
    for before, line, after in zip(paper.lines, paper.lines[1:], paper.lines[2:], strict=False):
        if (found := _LABEL.match(line.text)) and found[1] in speakers:
            continue
        if line.is_prose and _is_subhead(line) and _is_text(before, line) and _is_text(after, line):
            _make_subhead(paper, line)


def _speakers(paper: Paper) -> set[str]:
    """Return the labels that two lines or more begin with: an interview's or a transcript's, never a subhead's."""
    found = Counter(match[1] for line in paper.lines if line.is_prose and (match := _LABEL.match(line.text)))
    return {label for label, times in found.items() if times > 1}


def _drop_loose_breaks(paper: Paper) -> None:
    """Take out a section break that has nothing above or below it."""
    for end in (-1, 0):
        while paper.lines and paper.lines[end].block.kind == "break":
            paper.lines.pop(end)


def _is_subhead(line: Line) -> bool:
    text = line.text
    if not 3 < len(text) <= _LONGEST_SUBHEAD or "\n" in text or "<a " in line.block.html:
        return False
    if _NUMBERED.match(text) and _STRONG.match(line.block.html.strip()):
        return text[-1] not in ":,;…—–-"  # “1. The engineer had doubts.”, in bold: the points of a list in prose
    if text[-1] in ".!:,;…—–-" or text[-2:] in ("!”", ".”", ",”", "…”", '."', '!"') or len(text.split()) > 11:
        return False
    first = text.lstrip("‘“'\"¿¡")[:1]
    return (
        (first.isupper() or first.isdigit()) and not _ATTRIBUTED.search(text) and not text.startswith(("•", "- ", "* "))
    )


def _is_text(line: Line, subhead: Line) -> bool:
    """Say whether a neighbour is running text, so that a short line beside it is a subhead and not a list."""
    if line.block.kind in ("picture", "list", "quote", "table", "embed"):
        return True
    if line.block.kind != "paragraph":
        return False
    least = 25 if subhead.text.isupper() else 60
    return len(line.text) > least and line.text[-1] in '.!?”"’)…:'


def _make_subhead(paper: Paper, line: Line) -> None:
    markup = line.block.html.strip()
    if found := _STRONG.match(markup):
        markup = found[2]
    paper.set_block(line, kind="subhead", level=2, html=markup)
    lost = len(line.block.text) - len(line.block.text.strip())
    if lost:
        paper.set_block(line, html=splice(markup, [Change(0, 0, "", "")]).strip(), text=line.text)


def _gather_lists(paper: Paper) -> None:
    """Make one list of lines that each begin with the same kind of mark."""
    at = 0
    while at < len(paper.lines):
        line = paper.lines[at]
        pattern = next((one for one in (_BULLET, _NUMBERED) if line.is_prose and one.match(line.block.text)), None)
        run = [line] if pattern else []
        for following in paper.lines[at + 1 :] if pattern else []:
            if not following.is_prose or not pattern.match(following.block.text):  # type: ignore[union-attr]
                break
            run.append(following)
        at += max(1, len(run))
        if pattern and len(run) > 1 and all("\n" not in one.block.text for one in run):
            at -= len(run) - 1
            _make_list(paper, run, pattern)


def _make_list(paper: Paper, run: list[Line], pattern: re.Pattern[str]) -> None:
    first = run[0]
    entries = [cut_front(one.block, pattern.match(one.block.text).end()) for one in run]  # type: ignore[union-attr]
    markup = "".join(f"<li>{one.html.strip()}</li>" for one in entries)
    words = "\n".join(one.text.strip() for one in entries)
    why = "One list, of lines that began with its marks"
    for one in run[1:]:
        paper.take(one, why)
    paper.edits.append(Edit("block", first.number, 0, first.block.text, words, why, of="item"))
    paper.set_block(first, kind="list", html=markup, text=words, ordered=pattern is _NUMBERED)


def _pull_quotations(paper: Paper) -> None:
    """Set apart a quotation with its speaker's name below it, and one that the text repeats."""
    name_lines: set[Line] = set()
    for line, following in zip(list(paper.lines), paper.lines[1:], strict=False):
        if line not in name_lines and _is_all_quoted(line) and following.is_prose and _SIGNED.match(following.text):
            name_lines.add(following)
            why = "The name under a pull quotation, now a part of it"
            name = following.block
            paper.take(following, why)
            words = f"{line.block.text}\n{name.text.strip()}"
            paper.edits.append(Edit("block", line.number, 0, line.block.text, words, why, of="item"))
            paper.set_block(line, kind="quote", html=f"{line.block.html}<br>{name.html.strip()}", text=words)
    quoted_lines = {line for line in paper.lines if _is_all_quoted(line)}
    if not quoted_lines:
        return
    rest = sameness("\n".join(line.block.text for line in paper.lines if line not in quoted_lines))
    for line in paper.lines:
        if line in quoted_lines and sameness(line.text) in rest:
            paper.set_block(line, kind="quote")


def _is_all_quoted(line: Line) -> bool:
    text = line.text
    return (
        line.is_prose
        and 30 < len(text) < 400
        and text[0] in '“"'
        and text[-1] in '”"'
        and not any(mark in text[1:-1] for mark in '“”"')
    )


def _see_embeds(paper: Paper) -> None:
    """Make an embed of a line that is nothing but the address of a host on the list; others become a plain link."""
    for line in paper.lines:
        block = line.block
        if line.is_prose and block.text.startswith("http") and (found := _URL.match(line.text)):
            if found[1] in EMBEDS:
                paper.set_block(line, kind="embed", url=line.text)
        elif block.kind == "embed" and not _is_allowed(block.url):
            words = block.html or escape(block.url, quote=False)
            is_link = block.url.startswith(("https://", "http://"))
            link = f'<a href="{escape(block.url)}">{words}</a>' if is_link and "<a " not in words else words
            paper.set_block(line, kind="paragraph", html=link, text=plain(link), url="")
            if plain(link) != line.came:
                why = "An embed of a host that is not on the list: a link"
                paper.edits.append(Edit("block", line.number, 0, line.came, plain(link), why, of="item"))


def _is_allowed(url: str) -> bool:
    found = re.match(r"https?://([a-z0-9.-]+)", url.lower())
    return bool(found) and any(found[1] == host or found[1].endswith(f".{host}") for host in EMBEDS)  # type: ignore[index]
