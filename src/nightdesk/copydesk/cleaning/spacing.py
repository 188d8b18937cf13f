"""A space that went missing after a stop, a quotation or a bracket, mostly where a link or a break was lost."""

import re
from collections import Counter
from collections.abc import Iterator

from nightdesk.copydesk.markup import Change
from nightdesk.copydesk.quotation import quoted

_WORTH_A_LOOK = re.compile(r"[.!?,;…)”][^\W\d_]|[.!?,:;)][“(]|[.!?,:]\"[^\W\d_]")
_STOP = re.compile(r"([^\W\d_]{2}|[0-9%)])([.!?])(?=([^\W\d_a-z][^\W\d_A-Z]{1,20}|[AI] )([.:/@\w]?))")
_OPENING = re.compile(
    r"(?<=[^\W\d_])[.!?,:;](?=“[^\s”])|(?<=[^\W\d_][.!?]\))(?=[“(])|(?<=[^\W\d_][.!?])(?=\([^\W\d_]{2})"
)
_CLOSING = re.compile(r"(?<=[.!?,…]”)(?=[^\W\d_(])|(?<=[^\W_]”)(?=[^\W\d_])")
_BRACKET = re.compile(
    r"(?<=[^\W_]\))(?=[^\W\d_a-z][^\W\d_A-Z])|"
    r"(?<=[ \u00a0]\([A-Z]{3}\))(?=[a-z]{2})|(?<=[a-zA-Z]{2}[A-Z]\))(?=[a-z]{2})"
)
_COMMA = re.compile(r"(?<=[a-z]{2})[,;](?=[A-Za-z]{2}|[aI] )")
_ACRONYM = re.compile(r"(?<=[a-z]{3})[.!?](?=(?:U\.[SKN]\.|[A-Z]{2,6}(?: |[’']s )))")
_ADDRESS_ENDS = frozenset(
    {
        "com",
        "net",
        "org",
        "io",
        "js",
        "gov",
        "edu",
        "co",
        "ai",
        "tv",
        "uk",
        "py",
        "info",
        "app",
        "us",
        "jpg",
        "pdf",
        "png",
    }
)
_TITLES = frozenset(
    {"Sen", "Rep", "Gov", "Mr", "Mrs", "Ms", "Dr", "Lt", "Gen", "Col", "Sgt", "Capt", "Rev", "St", "Mt"}
)
_WHY = "A space was missing"


def stops(text: str, language: str) -> Iterator[Change]:
    """Ask for a space after a full stop, a quotation or a bracket that runs into the next sentence.

    Node.js, U.S.Steel, initials, addresses and file names are left alone.
    """
    if not _WORTH_A_LOOK.search(text):
        return
    stopped = [found for found in _STOP.finditer(text) if _is_sentence_end(text, found)]
    seams = Counter(text[found.start() : found.end(3)] for found in stopped)
    places = {found.end() for found in stopped if seams[text[found.start() : found.end(3)]] == 1}  # twice is a name
    for pattern in (_COMMA, _ACRONYM):
        places |= {found.end() for found in pattern.finditer(text) if not _is_address(text, found.start())}
    places |= {found.end() for found in _OPENING.finditer(text)}
    places |= {found.start() for found in _CLOSING.finditer(text)}
    if (opened := text.find("(")) > -1:
        places |= {found.start() for found in _BRACKET.finditer(text, opened)}
    if '"' in text:
        places |= _after_straight(text)
    yield from (Change(at, at, " ", _WHY) for at in sorted(places))


def _is_sentence_end(text: str, found: re.Match[str]) -> bool:
    following = found[3].strip()
    is_title = found[4] == "." and following in _TITLES and text[found.end(3) + 1 : found.end(3) + 2] == " "
    if found[4] in tuple("./@:_") and found[4] and not is_title:
        return False
    if following.lower() in _ADDRESS_ENDS and not is_title:
        return False
    return not _is_address(text, found.start())


def _is_address(text: str, at: int) -> bool:
    """Say whether the unbroken run of characters around ``at`` looks like an address or a name of a file."""
    start = max(0, at - 80)
    run = text[start:at].rsplit(None, 1)[-1:] if not text[at - 1 : at].isspace() else [""]
    ending = text[at : at + 60].split(None, 1)[:1]
    whole = (run[0] if run else "") + (ending[0] if ending else "")
    return any(sign in whole for sign in ("://", "www.", "@", "#", "_", "\\")) or whole.count("/") > 1


def _after_straight(text: str) -> set[int]:
    """Return where a straight quotation runs into the word after it, or a stop into a quotation after it."""
    spans = [span for span in quoted(text) if span[1] - span[0] > 2 and text[span[1] - 1] == '"']
    after = {end for _, end in spans if text[end : end + 1].isalpha() and text[end - 2] in ".!?,"}
    return after | {
        start
        for start, _ in spans
        if start > 1 and text[start] == '"' and text[start - 1] in ".!?,:" and text[start - 2].isalpha()
    }
