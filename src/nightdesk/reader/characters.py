"""Characters and links that a page or feed may carry: nothing illegal in XML, no link that could run."""

import re

_ASTRAL = "".join(f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 17))
_ILLEGAL = re.compile(f"[^\t\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd{_ASTRAL}]")
_LINK = re.compile(r"(?:https?://(?!/)|mailto:|/(?![/\\]))[^\x00-\x20]*\Z", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_RTL = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ku-arab", "ps", "sd", "ug", "ur", "yi"))


def legible(text: str) -> str:
    """Return the text without what XML 1.0 forbids or HTML calls a control character."""
    return _ILLEGAL.sub("", text)


def safe_link(url: str) -> str:
    """Return a link that can only be followed (http, https, mailto, own path), or "" for any other."""
    return url if _LINK.match(url) else ""


def words_of(html: str) -> str:
    """Return safe markup without its tags (entities stay as they are)."""
    return _TAG.sub("", html).strip()


def direction(language: str) -> str:
    """Return "rtl" for a language written from the right, otherwise "ltr"."""
    lowered = language.lower()
    return "rtl" if lowered.split("-")[0] in _RTL or lowered in _RTL or "-arab" in lowered else "ltr"
