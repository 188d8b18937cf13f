"""One paragraph while its times are read: the tokens, what is used up, the days that others count from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from nightdesk.copydesk.grammar import DETERMINERS, POSSESSIVES
from nightdesk.copydesk.times.vocabulary import FUTURE, MOD, MODS
from nightdesk.copydesk.tokens import Token
from nightdesk.copydesk.wordlist import listed

_TENSE_LOOK = 14  # tokens on each side
_PAST_VERBS = listed("""
    said was were had did told announced died happened began took came went met voted held won lost
""")
_PAST_TOO = listed("""
    fell rose grew made gave ran sold bought sent left got saw spoke wrote fought brought sought paid led struck hit
    found became broke chose drew drove felt kept knew laid rode shook shot showed sat stood sank threw wore been
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
        self.happened: date | None = None  # the last one named that is not after the story's own
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
            if (low == "if" and self.low(first - 1) not in POSSESSIVES) or (low == "to" and self.low(at - 1) in _HOPES):
                return True  # “if he wins on Saturday”, “hopes to win on Saturday”
            if low in FUTURE:
                return not (low in ("set", "planned") and self.low(at + 1) not in ("to", "for", "be", "on"))
            if (low.endswith("ed") or low in _PAST_VERBS) and self.low(at - 1) in ("stay", "remain", "be"):
                continue  # “would stay closed until Thursday”, “will be held in July”
            if low in _PAST_VERBS or _is_past_form(low):
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
        after = last + 1 if self.low(last) in ("—", "–", "--", "-", ",") else last
        return self.low(after) == "when" and any(low in _PLANNED | _TO_COME for low in self.lows[after + 1 : after + 9])

    def is_past(self, first: int, last: int) -> bool:
        """Say whether the clause around an expression tells what has happened."""
        for way in (range(first - 1, max(-1, first - _TENSE_LOOK), -1), range(last, last + _TENSE_LOOK)):
            for at in way:
                low = self.low(at)
                if low in ("", ".", ";", "!", "?", "“", "”", '"'):
                    break
                is_adjective = self.low(at - 1) in DETERMINERS  # “the crowded race”
                if low in _PAST_VERBS or low in _PAST_TOO or (_is_past_form(low) and not is_adjective):
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


def _is_past_form(low: str) -> bool:
    return low.endswith("ed") and len(low) > 4 and "-" not in low


_HOPES = listed("position hopes hope hoping wants want needs need likely ready able eager aims aim plans seeks vows")
_TO_COME = listed("take vote hold begin meet open")
_PLANNED = listed("""
    meets begins starts opens closes reopens resumes returns leaves arrives expires falls ends convenes matures
    reopen resume expire mature convene payable effective maturing retires
""")  # what stands in the present and is meant of a day to come
_AHEAD = listed("""
    be meet vote hold begin start take return appear open close speak visit travel hear decide
""")
