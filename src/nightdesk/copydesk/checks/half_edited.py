"""A sentence changed in one place and not in the other: two modals, two articles, a verb that does not agree."""

import re
from collections.abc import Iterator

from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.lines import lines
from nightdesk.copydesk.query import Edit, Query
from nightdesk.copydesk.quotation import is_quoted, quoted
from nightdesk.copydesk.terms import Terms
from nightdesk.wire.item import Item

NAME = "half-edited"
ROWS = (24,)

_MODALS = re.compile(
    r"(?<![\w’'-])(?:(?:would|should|could|must) (?:will|would|can|could|should|must|may|might)|"
    r"will (?:would|can|could|should|must|may|might)|(?:may|might|can) (?:will|would|could|should|must))(?![\w’'-])"
)
_NOUNS = frozenset({
    "the", "a", "an", "his", "her", "their", "its", "my", "our", "your", "this", "that", "free", "good", "ill",
    "political", "own", "last", "living", "of", "trash", "garbage", "beer", "soda", "tin", "gas", "spray", "oil",
    "watering", "paint", "strong", "and", "or"
})  # fmt: skip
_ARTICLES = re.compile(
    r"(?<![\w’'&/-])(?:a the|an the|the an|the a(?! (?:cappella|la|priori|posteriori|cappellas)\b)|"
    r"the his|the her|the their|the its|the this|the these|the those|his the|"
    r"their the|"
    r"its the|our the|my the|this the|a an|an a|a his|a their|a its|to of|of to|of for|for of|with of|of by|is are|"
    r"are is|"
    r"was were|were was|has have|have has|is was|was is)(?= [a-z])"
)
_ARTICLES_RIGHT = re.compile(r"^(?:to of|the his|the her|of by|of for|this the|of to|is are|are is|was were)$")
_TWICE = frozenset({"is was", "was is"})
_CLEFT = re.compile(  # “what it was is clear”, “the way it was is gone”
    r"\b(?:what|what’s|where|who|whoever|whatever|how|why|which|that|all|thing|things|way|reason|when|if|it|he|she|they|as)\b",
    re.IGNORECASE,
)
_AGREE = re.compile(
    r"(?<![\w’'-])(?:(?:[Tt]hey|[Ww]e) (?:was|is|has|does)|(?:[Hh]e|[Ss]he|[Ii]t) (?:are|don[’']t|were (?:also|"
    r"arrested|taken|charged|"
    r"born|killed|found|shot|pronounced))|[Yy]ou (?:is|was)|[Tt]here (?:is|was) (?:several|many|few|"
    r"numerous)(?= [a-z]+s\b))"
    r"(?![\w’'-])"
)
_IF = frozenset(
    {"if", "though", "although", "as", "whether", "wish", "wishes", "wished", "suppose", "lest", "unless", "were"}
)
_MONEY = re.compile(r"\$[0-9][0-9,.]*(?: (?:thousand|million|billion|trillion))?( dollars?)\b(?!-)")


def check(copy: Copy, item: Item, terms: Terms) -> Iterator[Query]:
    """Flag the place where the halves meet; propose to strike “dollar” after a dollar sign."""
    for field, number, text in lines(copy):
        for found, says, edit in _faults(field, number, text):
            if not is_quoted(quoted(text), found.start(), found.end()):
                severity = "propose" if edit else "flag"
                yield Query(NAME, says, severity, field, number, found.start(), found.end(), edit)


def _faults(field: str, number: int | None, text: str) -> Iterator[tuple[re.Match[str], str, Edit | None]]:
    for found in _MODALS.finditer(text):
        if _word_before(text, found.start()) not in _NOUNS:
            yield found, f"Two verbs where one was meant: “{found[0]}”.", None
    for found in _ARTICLES.finditer(text):
        is_cleft = found[0] in _TWICE and _CLEFT.search(_sentence_before(text, found.start()))
        if not is_cleft and not _ARTICLES_RIGHT.match(found[0]):
            yield found, f"Half-edited: “{found[0]}”.", None
    for found in _AGREE.finditer(text):
        if _word_before(text, found.start()) not in _IF:
            yield found, f"The verb does not agree: “{found[0]}”.", None
    if "$" in text:
        for found in _MONEY.finditer(text):
            edit = Edit(field, number, found.start(1), found[1], "", "The sign says dollars already")
            yield found, f"“{found[0]}” says dollars twice.", edit


def _sentence_before(text: str, at: int) -> str:
    return text[max(text.rfind(stop, 0, at) for stop in ".?!;") + 1 : at]


def _word_before(text: str, at: int) -> str:
    words = text[max(0, at - 24) : at].split()
    return words[-1].lower().strip("“”\"'’(,;") if words else ""
