"""Words and marks of a text, each with the place where it stands. Linear; loses no character that is not a space."""

import re
from typing import NamedTuple

_ABBREVIATED = (
    "Mr|Mrs|Ms|Mx|Dr|Sen|Sens|Rep|Reps|Gov|Govs|Lt|Gen|Col|Sgt|Capt|Maj|Adm|Cmdr|Cpl|Pfc|Rev|Hon|Prof|Supt|Insp|Det|St|Ste"
    "|Jr|Sr|Esq|Jan|Feb|Aug|Sept|Sep|Oct|Nov|Dec|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich"
    "|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Vt|Va|Wash|Wis|Wyo|No|Inc|Corp|Co|Ltd|Bros|vs|etc|Ave|Blvd|Messrs"
)
_TOKEN = re.compile(
    rf"(?:[A-Za-z]\.){{2,}}|(?:{_ABBREVIATED})\.|[A-Z]\.(?=\s?[A-Z])"  # U.S. · Sen. · J. Smith
    r"|\d{1,2}/\d{1,2}(?:/\d{2,4})?(?![\w/])|\d[\d,.]*\d(?:st|nd|rd|th|s|am|pm)?(?:-\w+)*|[^\W_]+(?:['’\-–.&][^\W_]+)*|[@#]\w+|\.{2,}|--+|[^\w\s]|_+"
)


class Token(NamedTuple):
    """A word or a mark; ``low`` is the word in small letters with straight apostrophes."""

    text: str
    low: str
    start: int
    end: int

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()


def _cut(word: str) -> int:
    """Return how many characters of a word are a possessive or a shortened verb: ’s, ’d, ’ll, ’ve, ’re."""
    if word[-2] in "'’":
        return 2 if word[-1] in "sSdD" else 0
    return 3 if word[-3] in "'’" and word[-2:].lower() in ("ll", "ve", "re") and len(word) > 3 else 0


def _is_possessive(text: str, at: int) -> bool:
    """“Rubiales’ spokesman”: a mark right behind an s and before a small word, where no single mark has opened."""
    return (
        text[at - 1 : at] in ("s", "S")
        and text[at + 1 : at + 2] == " "
        and text[at + 2 : at + 3].islower()
        and ("‘" not in text[:at])
    )


def tokens(text: str) -> list[Token]:
    """Return the tokens of a text in order; the ’s of a possessive (or of “he’s”) is a token of its own."""
    found = []
    for match in _TOKEN.finditer(text):
        word, start, end = match[0], match.start(), match.end()
        if len(word) > 2 and (cut := _cut(word)):
            found.append(Token(word[:-cut], word[:-cut].lower().replace("’", "'"), start, end - cut))
            found.append(Token(word[-cut:], word[-cut:].lower().replace("’", "'"), end - cut, end))
            continue
        low = word.lower()
        if word == "’" and _is_possessive(text, start):
            low = "'s"
        found.append(Token(word, low.replace("’", "'") if "’" in low else low, start, end))
    return found
