"""One paragraph while its times are read: the tokens, what is used up, the days that others count from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from nightdesk.copydesk.times.vocabulary import FUTURE, MOD, MODS
from nightdesk.copydesk.tokens import Token
from nightdesk.copydesk.wordlist import listed

_TENSE_LOOK = 14  # tokens on each side
_PAST_VERBS = listed("""
    said was were had did told announced died happened began took came went met voted held won lost
""")


@dataclass(slots=True)
class Found:
    """What a rule found: tokens ``first``..``last`` (exclusive)."""

    first: int
    last: int
    type: str
    value: str
    mod: str = ""
    quant: str = ""
    rule: str = ""
    anchor: str = ""
    day: date | None = None  # the day that it names, for those that follow


class Line:
    """``published`` is the story's moment in the station's zone, or None; ``reference`` the day last named, or that."""

    def __init__(self, words: Sequence[Token], published: datetime | None) -> None:
        self.words = words
        self.lows = [token.low for token in words]
        self.published = published
        self.today = published.date() if published is not None else None
        self.reference: date | None = None
        self.is_near = False  # it was named in this paragraph
        self.named_month: tuple[int, int] | None = None
        self.month_ends = -1  # the token behind it
        self.named_quarter = ""
        self.named_year = 0  # in this paragraph
        self.middle = -1  # a token that is read without its “mid-”
        self.floor = 0  # tokens before this one belong to an expression already

    def low(self, at: int) -> str:
        return self.lows[at] if 0 <= at < len(self.lows) else ""

    def text(self, at: int) -> str:
        return self.words[at].text if 0 <= at < len(self.words) else ""

    def is_capital(self, at: int) -> bool:
        return 0 <= at < len(self.words) and (self.words[at].is_capital or at == self.middle)

    def opens(self, at: int) -> bool:
        """Say whether a sentence begins with a token."""
        return at == 0 or self.low(at - 1) in (".", "!", "?", "“", "”", '"')

    def is_future(self, first: int, last: int) -> bool:
        """Say whether the clause around an expression looks ahead."""
        if self._goes_on_ahead(last) or self.low(first - 1) in ("is", "are"):
            return True
        if self.low(first - 1) == "as" and self.low(first - 2) in ("soon", "early"):
            return True
        for at in range(first - 1, max(-1, first - _TENSE_LOOK), -1):
            low = self.lows[at]
            if low in (".", ";", "!", "?", "“", "”", '"'):
                break
            if low == "to" and self.low(at - 1) in ("is", "are", "was", "were"):
                return True  # “are to arrive on Saturday”
            if low in _PLANNED:
                return True  # “the board meets Tuesday”
            if low in FUTURE:
                return not (low in ("set", "planned") and self.low(at + 1) not in ("to", "for", "be", "on"))
            if low.endswith("ed") and self.low(at - 1) in ("stay", "remain", "be"):
                continue  # “would stay closed until Thursday”
            if low in _PAST_VERBS or (low.endswith("ed") and len(low) > 4):
                return False
            if low == "to" and self.low(at + 1) in _AHEAD:
                return not (self.low(at - 1).endswith("ed") and self.low(at - 1) not in FUTURE)
        return False

    def _goes_on_ahead(self, last: int) -> bool:
        for at in range(last, last + 4):
            if self.low(at) in (".", ","):
                return False
            if self.low(at) in ("will", "'ll", "shall"):
                return True
        return False

    def modified(self, first: int) -> tuple[int, str]:
        """Return where an expression begins with “more than”, “about” … before it, and what that says."""
        for length in (3, 2):
            at = first - length
            if at >= self.floor and (mod := MODS.get(tuple(self.lows[at:first]))):
                return at, mod
        if first - 1 >= self.floor and (mod := MOD.get(self.low(first - 1))):
            return first - 1, mod
        return first, ""


_PLANNED = listed("""
    meets begins starts opens closes reopens resumes returns leaves arrives expires falls ends convenes matures
    reopen resume expire mature convene payable effective maturing retires
""")  # what stands in the present and is meant of a day to come
_AHEAD = listed("""
    be meet vote hold begin start take return appear open close speak visit travel hear decide
""")
