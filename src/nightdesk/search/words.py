"""Text to the words that are compared: the same for what is indexed, asked for and marked, on every database. Pure.

A word is folded (case, accents, apostrophes, the stops of “U.S.”, the commas of “1,000”) and cut to its stem by the
station's language.
Scripts without spaces are taken letter by letter, and what is asked in them is a phrase. Signs that are written with a
letter fall away in every script: in Devanagari too much is found rather than too little.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import snowballstemmer

LONGEST = 40  # letters of a word
# What stands within words and is no letter: accents that were sent apart from their letter, other signs, soft hyphens.
_SIGNS = "".join(one for one in map(chr, range(0x300, 0xFFFF)) if unicodedata.category(one) in ("Mn", "Mc"))
_WITHIN = f"(?:[^\\W_][{_SIGNS}\u00ad\u200b-\u200d\u2060\ufeff]*)+"
_INITIALS, _THOUSANDS = r"(?:[^\W\d_]\.)+[^\W\d_](?![^\W_])\.?", r"\d{1,3}(?:,\d{3})+(?![^\W_])"
_WORD = re.compile(rf"{_INITIALS}|{_THOUSANDS}|{_WITHIN}(?:['’ʼ]{_WITHIN})*")
_ELIDED = re.compile(_WITHIN)  # in languages that write “l'isola”: two words
_ELIDING = frozenset(("fr", "it", "ca", "oc"))
_WITHOUT_PARTS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n"}
)  # letters that Unicode does not take apart
_LETTERS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_LETTER_OR_WORD = re.compile(f"{_LETTERS.pattern}|[^{_LETTERS.pattern[1:-1]}]+")
_POSSESSIVE = re.compile(r"['’ʼ]s$", re.IGNORECASE)
_JOINED = re.compile(r"['’ʼ.,]")
_LANGUAGES = {
    "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "fi": "finnish",
    "fr": "french", "hu": "hungarian", "id": "indonesian", "it": "italian", "nl": "dutch", "no": "norwegian",
    "nb": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip


class Word(NamedTuple):
    """A stem, and the characters ``start``..``end`` of the text that it stands for."""

    stem: str
    start: int
    end: int


def words(text: str, language: str) -> Iterator[Word]:
    """Yield the words of a text in their order."""
    for found in (_ELIDED if language[:2].casefold() in _ELIDING else _WORD).finditer(text):
        whole = found[0]
        if _LETTERS.search(whole):
            yield from _letters(found, language[:2].casefold())
        elif stem := _stem(whole, language[:2].casefold()):
            yield Word(stem, found.start(), found.end())


def _letters(found: re.Match[str], language: str) -> Iterator[Word]:
    """Yield the letters of a script without spaces; what stands among them in another (“AI”, “2026”) is a word."""
    for part in _LETTER_OR_WORD.finditer(found[0]):
        if stem := (part[0].isalnum() and part[0]) if _LETTERS.match(part[0]) else _stem(part[0], language):
            yield Word(stem, found.start() + part.start(), found.start() + part.end())


def stems(text: str, language: str) -> list[str]:
    """Return the stems of a text in their order."""
    return [word.stem for word in words(text, language)]


@lru_cache(maxsize=100_000)
def _stem(word: str, language: str) -> str:
    joined = unicodedata.normalize("NFKD", _JOINED.sub("", _POSSESSIVE.sub("", word)))
    folded = unicodedata.normalize("NFKD", joined.casefold())  # “𝐔” is no capital before it is taken apart
    plain = "".join(letter for letter in folded.translate(_WITHOUT_PARTS) if letter.isalnum())[:LONGEST]
    stemmer = _stemmer(language)
    return stemmer.stemWord(plain) if stemmer and plain else plain


@lru_cache(maxsize=32)
def _stemmer(language: str) -> Any:
    name = _LANGUAGES.get(language)
    return snowballstemmer.stemmer(name) if name else None
