"""RSS, Atom and JSON Feed of the station, its sections, topics, threads and authors."""

from collections.abc import Iterator

from nightdesk.press import places
from nightdesk.press.reading import Reading
from nightdesk.press.sheets import Baked, Birth, Page
from nightdesk.press.subjects import Subject
from nightdesk.reader import addresses, feeds
from nightdesk.reader.cards import FeedView

NAME = "feed"
RANK = 40

MOST_ENTRIES = 20

_WRITERS = {"rss": feeds.rss, "atom": feeds.atom, "json": feeds.json_feed}


def births(subject: Subject, reading: Reading) -> Iterator[Birth]:
    if subject.kind == "front" and subject.aspect == "list":
        yield from _births_of(subject.key, reading)
    elif subject.kind in ("section", "topic", "author") or (subject.kind, subject.aspect) == ("thread", "name"):
        yield from _births_of(f"{subject.kind}:{subject.id}", reading)
    elif subject.kind == "station":
        yield from _births_of("home", reading)


def _births_of(front: str, reading: Reading) -> Iterator[Birth]:
    place = places.find(front, reading)
    if place:
        for dialect in places.dialects(place):
            yield Birth(addresses.feed(place.path, dialect), f"{front}/{dialect}")


def render(about: str, path: str, reading: Reading) -> Baked:
    front, _, dialect = about.rpartition("/")
    place = places.find(front, reading)
    if place is None or dialect not in places.dialects(place) or path != addresses.feed(place.path, dialect):
        return None
    cards = places.newest(front, reading)[:MOST_ENTRIES]
    station, entries = reading.station(), tuple(reading.with_full_text(cards))
    if place.kind == "thread" and not entries:
        return None
    view = FeedView(
        title=station.name if place.kind == "home" else f"{place.title} – {station.name}",
        path=path,
        home_path=place.path,
        description=place.description,
        entries=entries,
    )
    return Page(_WRITERS[dialect](station, view), is_moving=True)
