"""A story as the index has it: its words in their order, the headline's apart, and what it can be narrowed by."""

import json
import re
import zlib
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any

from nightdesk.desk.body import BodyPart
from nightdesk.reader.anchors import plain
from nightdesk.search.words import stems

_STEP = 1 << 24
# The words of these are no part of the words beside them.
_APART = re.compile(r"(?=</?(?:p|ul|ol|li|caption|thead|tbody|tfoot|tr|t[hd])\b)")


@dataclass(frozen=True, slots=True)
class Words:
    """``head`` and ``body`` are stems with spaces between them, ``tags`` such as "se8 au7"."""

    head: str
    body: str
    tags: str

    def packed(self) -> bytes:
        return zlib.compress(json.dumps([self.head, self.body, self.tags], ensure_ascii=False).encode())

    def digest(self) -> str:
        return blake2b(f"{self.head}\0{self.body}\0{self.tags}".encode(), digest_size=16).hexdigest()


def unpacked(packed: bytes) -> Words:
    return Words(*json.loads(zlib.decompress(packed)))


def row_of(story_id: int, ran_at: datetime) -> int:
    """Return the row of a story: later ones are higher."""
    return int(ran_at.timestamp()) * _STEP + story_id % _STEP


def rows_between(since: datetime | None, until: datetime | None) -> tuple[int, int]:
    """Return the first row of a stretch of time and the first one after it."""
    first = int(since.timestamp()) * _STEP if since else 0
    return first, int(until.timestamp()) * _STEP if until else 1 << 62


def words_of(
    row: Any,
    parts: Sequence[BodyPart],
    topics: Iterable[str],
    authors: Mapping[int, str],
    language: str,
    hidden: Container[int] = (),
) -> Words:
    """Return what a story can be found by; ``row`` has the columns of a story's page, ``authors`` names by id."""
    head = stems(row.headline, language)
    texts = [
        row.deck,
        " ".join(row.bylines),
        *authors.values(),
        row.byline_agency,
        row.dateline,
        *texts_of(parts, hidden),
        "" if row.lead_picture_id in hidden else row.lead_caption,
        *topics,
    ]
    body = [stem for text in texts for stem in stems(text, language)]
    tags = [f"st{row.station_id}", *(f"se{row.section_id}" for _ in (1,) if row.section_id)]
    return Words(" ".join(head), " ".join(body), " ".join([*tags, *(f"au{pk}" for pk in authors)]))


def texts_of(parts: Sequence[BodyPart], hidden: Container[int] = ()) -> list[str]:
    """Return the texts of a body that readers see, block by block; not those of the pictures that are ``hidden``."""
    seen = [part for part in parts if part.picture_id not in hidden]
    return [
        plain(_APART.sub(" ", part.html)) if part.html else part.caption for part in seen if part.html or part.caption
    ]
