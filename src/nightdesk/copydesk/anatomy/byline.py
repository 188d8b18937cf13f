"""Who wrote it: names and agency, from the format's own field or from the first lines of the body."""

import re

from nightdesk.copydesk.anatomy.paper import Line, Paper, sameness
from nightdesk.copydesk.names.words import FEMALE, MALE

_BY = re.compile(
    r"\^?(?:(?:Analysis|ANALYSIS|Opinion|Story|Text|Words|Review|Commentary|Written|Reported|Column|Perspective|"
    r"Reporting)"
    r"(?: and [a-z]{4,12})? )?(?:By|BY|by):?\s+(?=\S)|Authors?:\s+(?=\S)"
)
_BY_ELSEWHERE = re.compile(
    r"^\s*(?:Von|Par|Por|Door|Av|Af|Di)\s+(?=[^\W\d_a-z])"
)  # only in a field that is a byline anyhow
_FOR = re.compile(r",?\s+(?:(?:[Ss]pecial|SPECIAL) (?:to|for|TO|FOR)|for|For|FOR|of|from)\s+(?=[A-Z]|the [A-Z])")
_MAILED = re.compile(r"\s*[|,(–—-]?\s*[\w.+-]+@[\w-]+\.[\w.]+\)?$")
_EDITED = re.compile(r"\s*[;|]\s*(?:[Ee]diting|[Ee]dited|[Pp]hotos?|[Vv]ideo|[Gg]raphics?) by\b.*$")
_LONGEST = 300  # characters
_STAFF = re.compile(
    r"(?:From |By |by |FROM )?(?:(?:the )?[\w’' ]{0,24}\b)?(?:[Ss]taff|STAFF|[Ww]ire|WIRE|[Nn]ews [Ss]ervices?)"
    r"(?: and (?:wire|news|staff)(?: services?)?)?(?: (?:[Rr]eports?|REPORTS?|[Ww]riters?))$|"
    r"[Ss]pecial to (?:[Tt]he )?[A-Z].{2,40}$"
)
_SPLIT = re.compile(
    r"\s*,\s*and\s+|\s*,\s*|\s+and\s+|\s+AND\s+|\s*&\s*|\s*/\s*|\s*;\s*|\s*\n\s*|\s*[|•·]\s*|\s+[–—-]+\s+|"
    r"\s+(?:for|For|FOR|of|from)\s+(?=[A-Z]|the [A-Z])|\s+[(]|[)]\s*"
)
_PLACE = re.compile(r"\s+(?:in|In|IN|reporting from|reports from)\s+[A-Z][^,;|/&\n]*?(?=\s+and\s|\s*[,;|&\n]|$)")
_AGENCY_WORD = re.compile(
    r"\b(?:Press|News|Wire|Wires|Agency|Associated|Association|Telegraph|Tribune|Times|Post|Radio|Network|Newsource|"
    r"Reuters|"
    r"Staff|Desk|Writer|Writers|Correspondent|Editor|Reporter|Sports|Business|Media|Service|Television|TV|Contributor|"
    r"University|College|Professor|Lecturer|Fellow|Institute|Advance|Advocate|Beacon|Capitol|Chronicle|Courier|Current|"
    r"Dispatch|Examiner|Globe|Independent|Ledger|Mercury|Mirror|Monitor|Newsline|Observer|Online|Recorder|Reflector|Register|"
    r"Sentinel|Stateline|Weekly|"
    r"Gazette|Herald|Journal|Bureau|Newsroom|Digital|Producer|Anchor|Meteorologist|Columnist|Analyst|Reports)\b",
    re.IGNORECASE,
)
_SEAM = re.compile(  # “ADA ORR Associated Press”: two lines that became one
    r"(?<=[A-Z]{2}) (?=(?:The )?(?:[A-Z][a-z]+|AP|AFP|UPI) (?:Press|News|Wire|Writer|Sports|Business|Political|"
    r"Staff|Service|"
    r"Media)\b)|(?<=[a-z]) (?=(?:The )?Associated Press$|AP (?:[A-Z][a-z]+ )?Writers?$)"
)
_ACRONYM = re.compile(r"(?:[A-Z]{2,6}[0-9]{0,2}|dpa|afp)$")
_TITLES = frozenset({"JR", "SR", "II", "III", "IV", "MD", "PHD", "ESQ"})
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,4}$")
_PARTICLES = frozenset(
    {"de", "da", "di", "del", "van", "von", "der", "den", "la", "le", "al", "bin", "ter", "dos", "y", "el", "ten", "du"}
)
_SMALL = frozenset(
    {"and", "for", "the", "of", "dpa", "in", "from", "with", "at", "reporting", "reports", "staff", "special", "to"}
)


def read_byline(text: str, known: set[str]) -> tuple[list[str], str]:
    """Return (names, agency) of a byline such as “By A and B, Agency”."""
    text = text.strip()
    while found := _BY.match(text):
        text = text[found.end() :]
    text = _without_address(text.strip().rstrip("=").strip())
    text, *outlets = _FOR.split(text, maxsplit=1)
    text = _SEAM.sub(", ", _PLACE.sub("", text))
    names: list[str] = []
    agencies: list[str] = []
    for part in _SPLIT.split(text.removeprefix("^")):
        part = _BY.sub("", part.strip(" =<>^"))
        if not any(letter.isalnum() for letter in part) or part.upper().strip(".") in _TITLES:
            continue
        is_agency = _is_agency(part, known, bool(names)) or (
            bool(agencies) and bool(names) and not _has_first_name(part)
        )
        (agencies if is_agency else names).append(_settle(part))
    agencies += [part.strip(" =<>^") for outlet in outlets for part in outlet.split(" | ") if part.strip(" =<>^")]
    return names, ", ".join(agencies)


def _without_address(text: str) -> str:
    """Return a byline without the writer's address and without who edited it; what is long is no byline."""
    if len(text) > _LONGEST:
        return text
    text = _MAILED.sub("", text) if "@" in text else text
    return _EDITED.sub("", text) if " by " in text else text


def _has_first_name(part: str) -> bool:
    low = part.split()[0].lower()
    return low in MALE or low in FEMALE


def _is_agency(part: str, known: set[str], has_name: bool) -> bool:
    if part.lower() in known or part.lower().startswith("the ") or _AGENCY_WORD.search(part):
        return True
    return bool(_ACRONYM.match(part)) or (has_name and " " not in part)


def _settle(name: str) -> str:
    """Write a name that an old wire sends in capitals as a name."""
    if not name.isupper() or " " not in name or _ACRONYM.match(name):
        return name
    return " ".join(word if "." in word and len(word) < 5 else word.title() for word in name.split(" "))


def take_byline(paper: Paper) -> None:
    """Fill names and agency; take the byline's lines out of the body."""
    known = paper.known_agencies(byline=False)
    for number, given in enumerate(paper.item.bylines):
        names, agency = read_byline(_BY_ELSEWHERE.sub("", given, count=1), known)
        paper.names = list(dict.fromkeys((*paper.names, *names)))
        paper.byline_agency = paper.byline_agency or agency
        paper.note("bylines", "bylines", number, given)
    take_byline_lines(paper)


def take_byline_lines(paper: Paper) -> None:
    """Take the byline's lines, or a bare name or agency before the text, out of the body."""
    known = paper.known_agencies()
    for line in paper.head(4):
        if is_byline(line.text):
            _take_line(paper, line, known)
            return
    _take_bare(paper, known)


def is_byline(text: str) -> bool:
    """Say whether a line is “By” and names."""
    found = _BY.match(text)
    if not found or len(text) > 200:
        return False
    rest = _without_address(text[found.end() :])
    if rest.endswith((".", "?", "!", ":", ",")) and not rest.endswith((" Jr.", " Sr.", "M.D.", "Ph.D.")):
        return False
    if rest.startswith("the ") and not _AGENCY_WORD.search(rest):
        return False
    words = rest.replace("\n", " ").split()
    return len(words) <= 25 and all(_is_name_word(word) for word in words)


def _is_name_word(word: str) -> bool:
    bare = word.strip(",;=^&|/()•·–—-")
    return not bare or bare[0].isupper() or bare in _PARTICLES or bare in _SMALL


def _take_line(paper: Paper, line: Line, known: set[str]) -> None:
    following = paper.lines[paper.lines.index(line) + 1 :][:1]
    names, agency = read_byline(paper.take(line, "The byline, now a part of its own", "bylines"), known)
    if names:
        paper.names = names
    if not agency and following and following[0].is_prose and _is_second_line(paper, following[0], known):
        why = "The byline's second line, now a part of its own"
        agency = paper.take(following[0], why, "byline_agency").strip(" =^")
    paper.byline_agency = agency or paper.byline_agency


def _is_second_line(paper: Paper, line: Line, known: set[str]) -> bool:
    """Say whether a line under the names is their agency: by its words, or as a title before the first paragraph."""
    if _is_agency_line(line.text, known):
        return True
    after = paper.lines[paper.lines.index(line) + 1 :][:1]
    is_title = len(line.text) < 40 and line.text[-1] not in ".?!”:," and all(map(_is_name_word, line.text.split()))
    return is_title and bool(after) and after[0].is_prose and _opens(after[0].text, least=40)


def _is_agency_line(text: str, known: set[str]) -> bool:
    bare = text.strip(" =^")
    if len(bare) > 60 or bare.endswith((".", "?", "!", "”", ":")):
        return False
    if bare.lower() in known or text.endswith("=") or _STAFF.match(bare):
        return True
    words = bare.split()
    is_titled = all(word[0].isupper() or word in _SMALL for word in words)
    return is_titled and len(words) <= 6 and bool(_AGENCY_WORD.search(bare) or _ACRONYM.match(bare))


def _take_bare(paper: Paper, known: set[str]) -> None:
    """Take a first line that is nothing but a name or an agency."""
    prose = paper.head(3)
    if len(prose) < 2:
        return
    first = prose[0].text
    given = {sameness(text) for text in (*paper.names, *paper.item.bylines)}
    if len(first) > 80 or "\n" in first:
        return
    if _is_name_and_agency(first, known) and sameness(first) not in given:
        words = paper.take(prose[0], "A name and its agency before the text: the byline", "bylines")
        names, agency = read_byline(words, known)
        paper.names, paper.byline_agency = names or paper.names, agency or paper.byline_agency
    elif sameness(first) in given or _is_agency_line(first, known):
        words = paper.take(prose[0], "The byline, printed again in the body", "bylines")
        if words.lower() in known or not (paper.names or paper.byline_agency):
            paper.byline_agency = paper.byline_agency or words.strip(" =^")
    elif _is_bare_name(first) and _opens(prose[1].text):
        paper.names = [_settle(paper.take(prose[0], "A bare name before the dateline: the byline", "bylines"))]


def _is_bare_name(text: str) -> bool:
    return bool(_NAME.match(text)) and all(word[0].isupper() or word in _PARTICLES for word in text.split())


def _is_name_and_agency(text: str, known: set[str]) -> bool:
    """Say whether a line is “Ada Quill, Meridian”: a name and an agency that we know, or that says it is one."""
    name, mark, rest = (
        (part.strip() for part in re.split(r"(, | \| | / | — | – )", text, maxsplit=1))
        if re.search(r", | \| | / | — | – ", text)
        else (text, "", "")
    )
    return bool(mark) and _is_bare_name(name) and (rest.lower() in known or _is_agency_line(rest, known))


def _opens(text: str, least: int = 80) -> bool:
    """Say whether a text starts as the first paragraph of a story from somewhere does."""
    front = text[:100]
    return len(text) > least and any(dash in front for dash in ("—", "–", "--", " - ", " _ "))
