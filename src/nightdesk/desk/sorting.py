"""Where a story belongs at a station: its section, topics and authors, by the wire's map and the station's lists.

The lists are short and change seldom, so they are kept for a moment; ``forget`` drops them.
"""

import re
import time
from collections.abc import Callable
from typing import TypeVar

from nightdesk.copydesk.copy import Copy
from nightdesk.desk.models import Author, Section, Station, Topic, Wire
from nightdesk.wire.item import Item

_KEEP_S = 5.0
_WORD = re.compile(r"\w+")
_Kept = TypeVar("_Kept")
_kept: dict[tuple[str, int], tuple[float, object]] = {}


def forget() -> None:
    """Drop what is kept, after an edit of sections, topics, authors or wires in this process."""
    _kept.clear()


def stations_of(wire: Wire) -> list[Station]:
    """Return the stations that take this wire."""
    return _keep("stations", wire.pk, lambda: list(wire.stations.all()))


def wires_of(station: Station) -> list[int]:
    """Return the ids of the wires that serve a station."""
    return _keep("wires", station.pk, lambda: list(Wire.objects.filter(stations=station).values_list("pk", flat=True)))


def section_of(station: Station, wire: Wire, item: Item) -> Section | None:
    """Return the section that the wire's map gives, else the wire's default, else the station's first.

    A sister station's sections are ours where they have the same slug.
    """
    sections = _keep("sections", station.pk, lambda: list(Section.objects.filter(station=station)))
    by_slug = {section.slug: section for section in sections}
    shared = {slug: slug for slug in by_slug} if wire.kind == "sister" else {}
    section_map = shared | wire.section_map
    for word in _subject_words(item):
        if found := by_slug.get(section_map.get(word) or section_map.get(word.casefold(), "")):
            return found
    return by_slug.get(wire.default_section) or next(iter(sections), None)


def topics_of(station: Station, item: Item, copy: Copy) -> list[Topic]:
    """Return the station's topics that the item names, by code or by name, or whose words stand in its headline."""
    topics = _keep("topics", station.pk, lambda: list(Topic.objects.filter(station=station)))
    named = {word.casefold() for word in _subject_words(item)}
    headline = f" {' '.join(_WORD.findall(f'{copy.headline} {copy.slugline}'.casefold()))} "
    return [topic for topic in topics if _is_about(topic, named, headline)]


def _is_about(topic: Topic, named: set[str], headline: str) -> bool:
    if topic.name.casefold() in named or (topic.media_topic and topic.media_topic.casefold() in named):
        return True
    return any(f" {word.strip().casefold()} " in headline for word in topic.words.split(",") if word.strip())


def authors_of(station: Station, copy: Copy) -> list[Author]:
    """Return the station's authors among the bylines."""
    authors = _keep("authors", station.pk, lambda: list(Author.objects.filter(station=station)))
    names = {name.casefold() for name in copy.bylines}
    return [author for author in authors if author.name.casefold() in names]


def _subject_words(item: Item) -> list[str]:
    return [word for subject in item.subjects for word in (subject.code, subject.name) if word]


def _keep(what: str, owner_id: int, make: Callable[[], _Kept]) -> _Kept:
    made_at, value = _kept.get((what, owner_id), (0.0, None))
    if value is None or time.monotonic() - made_at > _KEEP_S:
        value = make()
        _kept[what, owner_id] = (time.monotonic(), value)
    return value  # type: ignore[return-value]
