"""The page on which a station says what it got wrong, and its feeds. Each corrected story asks for them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from nightdesk.press.reading import Reading
from nightdesk.press.sheets import Baked, Birth, Page
from nightdesk.press.subjects import Subject, read
from nightdesk.reader import addresses, feeds
from nightdesk.reader import render as printer
from nightdesk.reader.cards import CardView, CorrectionView, FeedView, NavLink, StationView

NAME = "corrections"
RANK = 30

MOST = 100
MOST_ENTRIES = 20
_FEEDS = {"rss": ("RSS", feeds.rss), "atom": ("Atom", feeds.atom), "json": ("JSON Feed", feeds.json_feed)}
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def births(subject: Subject, reading: Reading) -> Iterator[Birth]:
    if subject.kind == "story" and reading.correction_of(subject.id):
        yield from _births((f"story:{subject.id}/page",))
    elif subject.kind == "station":
        yield from _births(())


def _births(asked_by: tuple[str, ...]) -> Iterator[Birth]:
    yield Birth(addresses.CORRECTIONS, "corrections", asked_by)
    for dialect in _FEEDS:
        yield Birth(addresses.feed(addresses.CORRECTIONS, dialect), f"corrections/{dialect}", asked_by)


def render(about: str, path: str, reading: Reading) -> Baked:
    asking = {subject.id for name in reading.asked_by if (subject := read(name)) and subject.kind == "story"}
    found = [entry for story_id in sorted(asking) if (entry := reading.correction(story_id))]
    newest = sorted(found, key=lambda entry: (_moment(entry), entry.card.story_id), reverse=True)
    station, dialect = reading.station(), about.partition("/")[2]
    if not dialect:
        links = tuple(NavLink(name, addresses.feed(addresses.CORRECTIONS, one)) for one, (name, _) in _FEEDS.items())
        return Page(printer.corrections(station, newest[:MOST], links))
    _, write = _FEEDS[dialect]
    return Page(write(station, _feed(station, path, newest[:MOST_ENTRIES])), is_moving=True)


def _moment(entry: CorrectionView) -> datetime:
    return entry.at or entry.card.updated_at or entry.card.published_at or _NEVER


def _feed(station: StationView, path: str, entries: list[CorrectionView]) -> FeedView:
    return FeedView(
        title=f"Corrections – {station.name}",
        path=path,
        home_path=addresses.CORRECTIONS,
        description=f"Stories that {station.name} has corrected.",
        entries=tuple((_card(entry), "") for entry in entries),
    )


def _card(entry: CorrectionView) -> CardView:
    """Return a correction as an entry of a feed: its own words, moment and identity, and the story's address."""
    at = _moment(entry).astimezone(UTC)
    return replace(
        entry.card,
        headline=f"Correction: {entry.card.headline}",
        deck=" ".join(entry.text.split()),
        summary="",
        picture=None,
        published_at=at,
        updated_at=None,
        guid=f"{entry.card.guid}/correction/{at:%Y%m%dT%H%M%SZ}" if entry.card.guid else "",
    )
