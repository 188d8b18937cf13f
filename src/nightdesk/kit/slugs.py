"""URL words made from a headline, and the words that the house keeps for itself."""

import re

from anyascii import anyascii

SLUG_LIMIT = 70

# First words of a path that the house keeps for itself: no section may take one.
RESERVED = frozenset(
    (
        *("topics", "topic", "people", "page", "feed", "feeds", "sitemap", "sitemaps", "sitemap-news", "robots"),
        *("assets", "pictures", "static", "media", "documents", "guidelines", "story-idea", "corrections", "404"),
        *("newsroom", "admin", "wires", "api", "search", "share", "preview", "comments", "conversation", "tips"),
        *("account", "accounts", "login", "logout", "status", "health", "archive", "follow", "index", "well-known"),
        *("thread", "threads", "privacy"),
    )
)

_DROPPED = re.compile(r"['‘’ʼ`\u00ad\u200b-\u200f]")
_SIGNS = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff]+")  # emoji, which would be spelled out: “rotating-light”
_INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_GAP = re.compile(r"[^a-z0-9]+")


def slugify(headline: str, *, limit: int = SLUG_LIMIT) -> str:
    """Return the words of a headline as lower-case ASCII joined by hyphens, at most ``limit`` long.

    Cut at a word, never empty ("story" when no letter survives), never a word the house keeps.
    """
    plain = _INITIALS.sub(lambda found: found[0].replace(".", ""), _DROPPED.sub("", _SIGNS.sub(" ", headline)))
    folded = _GAP.sub("-", anyascii(plain).lower().replace("'", "")).strip("-")
    slug = _cut(folded, limit) or "story"
    return _cut(f"news-{slug}", limit) if is_reserved(slug) else slug


def _cut(words: str, limit: int) -> str:
    if len(words) <= limit:
        return words
    whole = words[: limit + 1].rpartition("-")[0]
    return whole or words[:limit]


def is_reserved(slug: str) -> bool:
    """Say whether a section must not be called this: a house word, or a year."""
    return slug in RESERVED or slug.isdigit()
