"""What stands under a story: update line, contributors, disclaimer, market embargo, copyright, in whatever order."""

import re

from nightdesk.copydesk.anatomy.correction import is_correction, words_of_correction
from nightdesk.copydesk.anatomy.paper import Line, Paper, joined

_CONTRIBUTED = re.compile(
    r"\bcontributed (?:\w+ )?(?:to|for) this (?:report|story|article)\b|\bcontributed (?:\w+ )?reporting\b|"
    r"\b(?:also |have )?contributed(?: from [A-Z][^.]{1,60})?\.$|\bassisted with (?:the )?reporting\b"
)
_CONTRIBUTING = re.compile(
    r"(?:Contributing|CONTRIBUTING|Contributors?)(?: to this (?:report|story))?\s*:|"
    r"[(\[](?:With )?(?:[Rr]eporting|Writing|Additional [Rr]eporting|Editing|Compiled|Translated|Graphics?|Video|"
    r"Production) by "
    r"[^\n]{1,500}[)\]]\.?$|"
    r"(?:Additional r|R)eporting by [^.]{1,200}(?:[.;,] ?(?:[Ww]riting|[Ee]diting) by [^.]{1,200}){0,3}\.?$|"
    r"(?:Writing|Editing|Compiled|Produced|Edited|Fact-checked|Translated) by [A-Z][^.]{1,160}\.?$|"
    r"(?:Video|Photos?|Photography|Graphics?|Illustrations?|Lead photo|Top photo|Audio) by [A-Z][^.]{1,120}\.?$|"
    r"(?:Information|Material|Some material|Details) (?:from|in this (?:story|report) from|provided by)\b.{2,120}"
    r"(?:(?:was|were) (?:used|included) in|is included in|(?:also )?contributed to) this (?:story|report|"
    r"article)\b.{0,20}$|Information from: .{3,160}$|"
    r"This (?:story|report|article) (?:includes|contains|uses) (?:information|material|reporting|"
    r"content) from (?:the |The )?[A-Z][^.,]{2,80}\.?$|"
    r"[-–—]{0,3} ?With (?:assistance|reporting|files|additional reporting|contributions?) (?:from|by) [^\n]{2,300}$"
)
_REPORTED_FROM = re.compile(
    r"(?:[A-Z][\w.'’-]+ ){1,4}(?:and (?:[A-Z][\w.'’-]+ ){1,4})?reported from [A-Z][^.]{1,80}\.(?= [A-Z]|$)"
)
_FOLLOW = re.compile(
    r"(?:You can )?(?:[Ff]ollow|[Rr]each|[Cc]ontact|[Ee]mail) (?:him|her|them|"
    r"[A-Z][\w.'’-]+(?: [\w.'’-]+){0,4}) (?:on|at|via)\b.{0,40}"
    r"(?:https?://|@|www\.|[Tt]witter|[Xx]\b|[Ii]nstagram|[Bb]luesky|[Ff]acebook)(?!.*\bfor (?:more|the)\b).{0,120}$"
)
_SIGNED = re.compile(  # who a reporter is and where to find her: “Ada Quill covers courts. Reach her at …”
    r"(?:[A-Z][\w.'’-]+ ){1,3}(?:(?:is|was) an? (?:[\w’'-]+ ){0,5}(?:reporter|writer|editor|correspondent|"
    r"journalist|columnist|"
    r"contributor|producer|freelancer|corps member|fellow|intern)\b.{0,40} (?:for|at|with|covering|based)\b|"
    r"(?:covers|writes about|reports on) [^.]{2,80}"
    r"\b(?:for|at)\b (?:the |The )?[A-Z][^.,]{2,50}(?:\.|$)|can be reached (?:at|by|on)\b|is on (?:X|Twitter|"
    r"Bluesky|Instagram|Threads)\b|"
    r"(?:does not work for, consult|receives? funding from)\b).{0,300}$|"
    r"(?:Contact|Email|Reach|Write to) (?:reporter |the reporter |staff writer |editor )?(?:[A-Z][\w.'’-]+ ){1,3}"
    r"(?:at|on|via|by)\b.{3,200}$|(?:[A-Z][\w.'’-]+ ){1,3}(?:covers|writes about)\b.{2,120}(?:[\w.]+@|@\w).{0,120}$"
)
_COPYRIGHT = re.compile(
    r"[(\[]?(?:™|©|TM and ©|\([cC]\) ?(?:19|20)|c\.(?:19|20)[0-9]{2} [A-Z]|"
    r"Copyright\b(?! (?!the\b|by\b|notice\b)[a-z])|COPYRIGHT\b|TM & ©|All (?:[Cc]ontents? )?[Rr]ights [Rr]eserved)"
)
_MAY_NOT = re.compile(
    r"(?:This|The) (?:material|content|report|story) may not be (?:published|reproduced|copied|used)\b"
)
_DISTRIBUTED = re.compile(
    r"(?:Visit .{2,80} at (?:https?://|www\.)?\S+|Distributed by .{3,80}(?:LLC|Agency|Inc)\.?|Visit .{2,40}\.com)\.?$"
)
_WIRE_LINE = re.compile(r"The-[A-Za-z0-9-]{2,40}-Wire\b")
_GLUED = re.compile(
    r"\s*[(\[]?(?:The-[A-Za-z0-9-]{2,40}-Wire\s*)?(?:™ ?& ?|TM (?:&|and) )?"
    r"(?:© ?Copyright|Copyright ?(?:©|\([cC]\))|©|\([cC]\)|Copyright) ?(?:19|20)[0-9]{2}\b"
    r"[^\n]{0,300}?[Rr]ights [Rr]eserved\.?[^\n]{0,160}$"
)
_UPDATED = re.compile(
    r"[*(\[]{0,2}(?:UPDATE: )?(?:This|Our|The) (?:story|article|report|post|page) (?:has been|was|is being|will be|is) "
    r"(?:last |continually |continuously )?updated\b|"
    r"(?:Last updated|Updated)\s*:?\s.{0,60}(?:[0-9] ?[ap]\.?m|ET\b|EST\b|MST\b|GMT\b)|"
    r"[*(\[]{0,2}(?:UPDATE: )?This (?:is|remains) (?:a|an) (?:developing|breaking|evolving|"
    r"ongoing)(?: news)? (?:story|situation)\b|"
    r"(?:Please )?(?:[Cc]heck|[Cc]ome) back (?:here )?(?:for|later for|soon for|often for)\b.{0,60}updates?\b|"
    r"(?:Stay (?:with|tuned)|Refresh)\b.{0,80}\bupdates?\b|More (?:details|information|updates?) (?:to come|will be)\b|"
    r"(?:DEVELOPING|Developing)(?: STORY| story)?\.{0,3}$|(?:DEVELOPING|BREAKING)(?: STORY| NEWS)?: "
    r"(?:Check back|More|Stay|Refresh|This)\b.{0,80}$|This (?:story|situation) is (?:still )?developing\b.{0,60}$"
)
_AFFILIATE = re.compile(
    r"\baffiliate partner|\bmarket embargo\b|\bshare the same market as the contributor\b|"
    r"\b(?:provided|contributed|reported) (?:to [\w ]{2,30} )?by (?:an|our|the) affiliate\b|"
    r"\bcontributor['’]s (?:\w+ )?market\b",
    re.IGNORECASE,
)
_REPUBLISHED = re.compile(
    r"This (?:article|story|report|piece) (?:is|was|has been|originally|first) (?:also )?(?:originally |first )?"
    r"(?:republished|produced|published|appeared|provided)\b(?! in (?:19|20)[0-9]{2}).{0,60}"
    r"\b(?:by|on|in|from|through)\b .{3,300}$|This report (?:by|from) .{3,40} was first published\b|"
    r"(?:Re)?(?:published|printed) (?:with|by) permission\b.{0,120}$|(?:Republished|Reprinted) (?:with|"
    r"by) permission\b.{0,120}$|"
    r"This (?:story|article|report) (?:is|was) (?:originally |first )?(?:provided|produced|distributed)\b.{0,160}$|"
    r"This (?:story|article|report) was (?:originally|first) published\b.{0,160}$|"
    r"(?:Originally|First) [Pp]ublished(?::| (?:on|at|by|[A-Z][a-z]{2,8}\.? [0-9]))[^,]{0,50},?.{0,40}$|"
    r"Read the (?:original|full) (?:article|story)\b.{0,120}$|"
    r".{0,60}\b(?:receives?|received) (?:financial )?support from .{3,200}\bsolely responsible for (?:all|its)\b"
)
_MARKET = re.compile(
    r"\b(?:outside (?:of )?(?:the )?|in (?:the )?|within (?:the )?|from (?:the )?)"
    r"([A-Z][\w.'’-]+(?:[ /-][A-Z][\w.'’-]+){0,4}(?:, [A-Z][\w.]+)?)(?: (?:TV|DMA|television|media|viewing))? market\b|"
    r"\bMARKET(?: EMBARGO)?\s*:\s*([A-Z][\w.'’ -]{2,40})|\b[Mm]arket embargo\s*[:(]\s*([A-Z][\w.'’, -]{2,40})"
)
_EMBARGO = re.compile(r"market embargo|contributor['’]s (?:\w+ )?market", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?:The )?[A-Z][\w.&’' -]{2,50} is an? (?:[\w-]+,? (?:and )?){0,5}"
    r"(?:newsroom|news (?:organization|outlet|service|site|agency)|source of news|news and information|"
    r"journalism (?:project|nonprofit)|news nonprofit)\b|"
    r"(?:The )?[A-Z][\w.&’' -]{2,50} is part of (?:the )?[A-Z][^.]{2,80}\b(?:network|newsroom|nonprofit)\b"
)
_SHORT = 700  # characters; a line longer than this is text, whatever it begins with
_TAIL_LINES = 14
_SIGNED_LINES = 4


def take_tail(paper: Paper) -> None:
    """Move what stands under the story into fields, in whatever order it stands."""
    for line in [line for line in paper.lines[:-_TAIL_LINES] if line.is_prose]:
        if len(line.text) <= _SHORT:
            _sort_anywhere(paper, line)
    for line in [line for line in paper.lines[-_TAIL_LINES:] if line.is_prose]:
        if len(line.text) <= _SHORT:
            _sort(paper, line)
    for line in paper.head(3):
        if len(line.text) <= 300 and _UPDATED.match(line.text):
            _take_update(paper, line)
    take_glued_copyrights(paper)
    _market(paper)


def take_glued_copyrights(paper: Paper) -> None:
    """Take the copyright line off the end of the last paragraphs, where it was glued to one of them."""
    for line in [line for line in paper.lines[-3:] if line.is_prose]:
        _take_glued_copyright(paper, line)


def _sort_anywhere(paper: Paper, line: Line) -> bool:
    """Take a line that is unmistakable wherever it stands: the affiliate's terms, the copyright."""
    text = line.text
    if _speaks_of_market(text) and _AFFILIATE.search(text):
        words = paper.take(line, "The affiliate's terms, now a part of their own", "disclaimer")
        paper.disclaimer = joined(paper.disclaimer, words)
    elif _is_copyright(text):
        words = paper.take(line, "The copyright line, now a part of its own", "copyright")
        paper.copyright = joined(paper.copyright, words, "\n")
    else:
        return False
    return True


def _speaks_of_market(text: str) -> bool:
    low = text.lower()  # the pattern costs much, and most lines hold neither word
    return "affiliate" in low or "market" in low


def _sort(paper: Paper, line: Line) -> None:
    """Put one line of the tail into its field, or leave it."""
    text = line.text
    if _sort_anywhere(paper, line):
        return
    if is_contributors(text) or (line in paper.lines[-_SIGNED_LINES:] and _SIGNED.match(text)):
        words = paper.take(line, "The contributors' line, now a part of its own", "contributors")
        paper.contributors = joined(paper.contributors, words.lstrip("_—–- \n"))
    elif is_correction(text):
        words = words_of_correction(paper.take(line, "The correction, now a part of its own", "correction"))
        paper.correction = joined(paper.correction, words)
    elif len(text) <= 300 and _UPDATED.match(text):
        _take_update(paper, line)
    elif len(text) <= 500 and (_is_republished(text) or _ABOUT.match(text) and _ends(paper, line)):
        words = paper.take(line, "Where it comes from: a part of its own", "disclaimer")
        paper.disclaimer = joined(paper.disclaimer, words)
    elif paper.copyright and (_DISTRIBUTED.match(text) or _MAY_NOT.match(text)):
        words = paper.take(line, "The copyright line, now a part of its own", "copyright")
        paper.copyright = joined(paper.copyright, words, "\n")


def _is_republished(text: str) -> bool:
    return (text[:5] in _REPUBLISHED_FRONTS or "esponsible" in text) and bool(_REPUBLISHED.match(text))


_REPUBLISHED_FRONTS = frozenset({"This ", "Repub", "Repri", "Origi", "First", "Read "})


def _ends(paper: Paper, line: Line) -> bool:
    """Say whether a line stands under the story: a rule is above it, or nothing but such lines below."""
    at = paper.lines.index(line)
    return at > 1 and (paper.lines[at - 1].text.strip("_*- ") == "" or at == len(paper.lines) - 1)


def _take_update(paper: Paper, line: Line) -> None:
    words = paper.take(line, "The update line, now a part of its own", "update_note")
    paper.update_note = joined(paper.update_note, words)


def _take_glued_copyright(paper: Paper, line: Line) -> None:
    """Take a copyright line off the end of the paragraph it was glued to."""
    text = line.block.text
    if found := _GLUED.search(text, max(0, len(text) - 500)):
        if found.start() == 0:
            return
        words = paper.take_stretch(
            line, found.start(), len(text), "The copyright line, which was glued to the text", "copyright"
        )
        paper.copyright = joined(paper.copyright, words.strip(), "\n")


def _is_copyright(text: str) -> bool:
    if _WIRE_LINE.match(text):
        return True
    if not _COPYRIGHT.match(text):
        return False
    return any(c.isdigit() for c in text) or "ights reserved" in text or (text[0] in "™©" and len(text) < 80)


def is_contributors(text: str) -> bool:
    """Say whether a line under a story names those who helped with it."""
    bare = text.lstrip("_—– \n")
    if len(bare) > 500:
        return False
    if _CONTRIBUTING.match(bare) or (len(bare) < 240 and _FOLLOW.match(bare)):
        return True
    if (
        "reported from" in bare
        and _REPORTED_FROM.match(bare)
        and len(bare) < 400
        and not any(mark in bare for mark in '“”"?:')
    ):
        return all(
            any(cue in sentence for cue in (" reported", " contributed", " writer", " is ", " covers ", " assisted"))
            for sentence in re.split(r"(?<=[a-z]{2}\.) (?=[A-Z])", bare)
        )
    if "contributed" not in bare and "assisted" not in bare:
        return False
    return bool(_CONTRIBUTED.search(bare)) and bare.endswith((".", "report", "story", "article", ")", "*"))


def _market(paper: Paper) -> None:
    """Name the contributor's market when the words forbid it to others there."""
    words = "\n".join((paper.disclaimer, *paper.private_notes, paper.item.usage))
    if not _EMBARGO.search(words) and "same market as the contributor" not in words:
        return
    found = _MARKET.search(words)
    named = next((group for group in found.groups() if group), "") if found else ""
    paper.market = named.strip() or paper.dateline or "not said"
