"""URL words made from a headline."""

import re
import unicodedata

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_APART = str.maketrans({"’": "", "'": "", "‘": "", "ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "œ": "oe"})


def slugify(text: str, *, longest: int = 70) -> str:
    """Return small letters, digits and hyphens, cut at a word; "story" when nothing is left."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_APART)).encode("ascii", "ignore").decode()
    words = [word for word in _NOT_WORD.split(plain) if word]
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:longest]
        if len(longer) > longest:
            break
        slug = longer
    return slug or "story"
