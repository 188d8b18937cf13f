"""What the story says a person is: the words before the name and those set beside it."""

from collections.abc import Iterator, Sequence

from nightdesk.copydesk.grammar import AUXILIARIES
from nightdesk.copydesk.names.runs import Run
from nightdesk.copydesk.names.words import COUNTING, COURTESY, PERSON_NOUNS, TITLES
from nightdesk.copydesk.tokens import Token
from nightdesk.copydesk.wordlist import listed

_INSIDE = listed("""
    campaign policy affairs of for political communications general relations legal county city state town village
    district school union flight company hospital airline army navy military police fire team board committee council
    church tribal agriculture education health housing transport transportation labor fisheries finance budget election
    recovery safety science research project program museum band choir opposition party trade industry association
""")
_END = frozenset({",", ".", ";", "—", "–", ")", "(", "“", "”", '"', ":", "?", "!"})
_LONGEST = 16  # tokens


def age_after(line: Sequence[Token], at: int) -> int | None:
    """Return 34 for “…, 34,”."""
    if at + 1 < len(line) and line[at].text == "," and line[at + 1].text.isdecimal() and len(line[at + 1].text) <= 3:
        age = int(line[at + 1].text)
        ends = at + 2 >= len(line) or not line[at + 2].is_word or line[at + 2].low == "of"
        return age if ends and 0 < age < 115 else None
    return None


def roles_of(run: Run, title: list[Token], bare: list[Token], line: Sequence[Token], text: str) -> Iterator[str]:
    """Yield the roles in which a mention shows its bearer, the one in front of the name first."""
    if role := _before(run, title, line, text, bare[0].start):
        yield role
    if role := _after(line, run.last, text):
        yield role
    if role := _set_before(run, line, text):
        yield role


def _before(run: Run, title: list[Token], line: Sequence[Token], text: str, until: int) -> str:
    at = run.first
    while at and line[at - 1].text[0].islower() and (_is_role(line[at - 1].low) or line[at - 1].low in _INSIDE):
        at -= 1
    while at < run.first and line[at].low in ("of", "for"):
        at += 1
    if at < run.first:
        while at and line[at - 1].is_capital and line[at - 1].is_word:
            at -= 1
    is_office = any(token.low not in COURTESY for token in title)
    if at == run.first and not is_office:
        return ""
    if not any(token.low in PERSON_NOUNS or token.low in TITLES for token in line[at : run.first]) and not is_office:
        return ""
    return " ".join(text[line[at].start : until].split())


def _set_before(run: Run, line: Sequence[Token], text: str) -> str:
    """“The archbishop, Jo Ross,”: what stands before a comma and is explained by the name."""
    last = run.first - 2
    if last < 1 or line[run.first - 1].text != "," or not _is_role(line[last].low):
        return ""
    if run.last < len(line) and line[run.last].text not in _END and line[run.last].low not in ("of", "who"):
        return ""
    first = last
    while first and last - first < 5 and line[first - 1].is_word and line[first - 1].low not in AUXILIARIES:
        first -= 1
        if line[first].low in ("the", "his", "her", "its", "their", "a", "an"):
            return " ".join(text[line[first].start : line[last].end].split())
    return ""


def _is_role(low: str) -> bool:
    return low in TITLES or (low in PERSON_NOUNS and low not in COUNTING)


def _after(line: Sequence[Token], at: int, text: str) -> str:
    if at + 1 >= len(line) or line[at].text not in (",", "("):
        return ""
    first = at + 1
    if line[first].text.isdecimal() and first + 2 < len(line) and line[first + 1].text == ",":
        first += 2
    if line[first].low[:2] in ("d-", "r-", "i-") and line[first].is_capital:
        return line[first].text
    end, has_role = first, False
    while (
        end < len(line) and end - first < _LONGEST and line[end].text not in _END and line[end].low not in AUXILIARIES
    ):
        if line[end].low in ("who", "which", "said", "says"):
            break
        has_role = has_role or (_is_role(line[end].low) and end - first < 7)
        end += 1
    begins = line[first].low in ("a", "an", "the", "his", "her", "their", "then", "another", "one") or _is_role(
        line[first].low
    )
    if not has_role or not begins or end >= len(line) or line[end].text not in _END:
        return ""
    return " ".join(text[line[first].start : line[end - 1].end].split())
