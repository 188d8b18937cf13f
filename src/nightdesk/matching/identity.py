"""By what names a version can be found again: its guid, the agency's own ids, the documents it points at. Pure.

What surely names one story joins versions by itself. What only hints at one (a slugline, the id of an article in the
name of a picture) joins them when their words are alike too; see ``likeness``.
"""

import re
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from nightdesk.wire.item import Item

SURE = frozenset({"itemid", "storyid", "story-id", "publicidentifier"})
HINTS = frozenset({"du-key", "originaltransmissionreference"})
_SAME_STORY = ("replaces", "evolved-from")
_LONGEST = 200

_NUMBER = r"(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)"
_LABELS = re.compile(
    rf"[,/\s-]+(?:{_NUMBER}\s+)?"
    r"(?:ld|lead|write-?thr(?:u|ough)|add|update|sub|new top|kill|correction|recap|adv\d*)\b.*$",
    re.IGNORECASE,
)
_PUNCTUATION = re.compile(r"[\W_]+")
_ENCODED = re.compile(r"[A-Za-z0-9+_]{24,400}={0,2}")
_ARTICLE = re.compile(r"article/[\w-]*/?[\w-]{6,}")


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one version. ``ids`` and ``hints`` stay the same over all versions of a story."""

    guid: str
    ids: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    older: tuple[str, ...] = ()  # guids of documents of the same story that this one takes the place of
    cancelled: tuple[str, ...] = ()  # guids of documents that must not run
    related: tuple[str, ...] = ()  # guids of other stories that this one belongs with

    def marks(self) -> list[str]:
        """Return the marks to keep with the version, so that others find it."""
        return [mark for mark in dict.fromkeys((*self._own(), *self._kills(), *self._related())) if mark]

    def _own(self) -> Iterator[str]:
        yield mark("guid", self.guid)
        yield from (mark("id", one) for one in self.ids)
        yield from (mark("hint", one) for one in self.hints)
        yield from (mark("old", one) for one in self.older)

    def _kills(self) -> Iterator[str]:
        yield from (mark("kill", one) for one in self.cancelled)

    def _related(self) -> Iterator[str]:
        yield from (mark("related", one) for one in self.related)

    def same(self) -> set[str]:
        """Return the marks of which every other version of the story has one."""
        documents = (self.guid, *self.older)
        return {mark(kind, one) for one in documents for kind in ("guid", "old")} | {
            mark("id", one) for one in self.ids
        }

    def alike(self) -> set[str]:
        """Return the marks that other versions may have, and other stories too."""
        return {mark("hint", one) for one in self.hints}

    def victims(self) -> set[str]:
        """Return the marks of the stories that this document orders not to run."""
        return {mark(kind, one) for one in self.cancelled for kind in ("guid", "old")}


def mark(kind: str, name: str) -> str:
    """Return a name as it is stored and looked up; a long one by its hash."""
    whole = f"{kind}:{name}"
    return whole if len(whole) <= _LONGEST else f"{kind}#{sha256(name.encode()).hexdigest()}"


def names_of(item: Item) -> Names:
    """Return the names that an item gives."""
    ids = [(scheme.casefold(), value.strip()) for scheme, value in item.ids if value.strip()]
    hints = [f"{scheme}={value}" for scheme, value in ids if scheme in HINTS]
    hints += [f"article={found}" for found in articles_in(item)]
    if slug := slug_key(item.slugline):
        hints.append(f"slug={slug}")
    return Names(
        guid=item.guid,
        ids=tuple(dict.fromkeys(f"{scheme}={value}" for scheme, value in ids if scheme in SURE)),
        hints=tuple(dict.fromkeys(hints)),
        older=_refs(item, _SAME_STORY),
        cancelled=_refs(item, ("cancels",)),
        related=_refs(item, ("related",)),
    )


def _refs(item: Item, roles: Iterable[str]) -> tuple[str, ...]:
    wanted = (ref.guid for ref in item.refs if ref.role in roles and ref.guid and ref.guid != item.guid)
    return tuple(dict.fromkeys(wanted))


def slug_key(slugline: str) -> str:
    """Return a slugline without what tells versions apart: “BC-US--Trial,1st Ld-Writethru” is “bc us trial”."""
    return _PUNCTUATION.sub(" ", _LABELS.sub("", slugline)).strip().casefold()


def articles_in(item: Item) -> list[str]:
    """Return the agency's ids of articles that are hidden, in base64, in the names of picture files."""
    found: dict[str, None] = {}
    for picture in item.pictures:
        for rendition in picture.renditions:
            name = rendition.href[:2000].rpartition("/")[2]
            for encoded in _ENCODED.findall(name)[:8]:
                if article := _ARTICLE.search(_decoded(encoded)):
                    found[article[0]] = None
    return list(found)


def _decoded(text: str) -> str:
    bare = text.rstrip("=").replace("_", "/")
    try:
        return b64decode(bare + "=" * (-len(bare) % 4), validate=True).decode("ascii")
    except (NotBase64, UnicodeDecodeError, ValueError):
        return ""
