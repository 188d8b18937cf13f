"""What the press has at hand from earlier bakes, so that a front of thirty cards reads one new story.

A clipping is true until a change of its subject is planned: whoever plans here calls ``forget``; when
another worker has planned, everything goes (``bake`` sees it by the count of turns). What may be shown
is never kept: only the facts are, and the gate is asked again for every sheet.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from nightdesk.copydesk.voices import Voices
from nightdesk.desk import facts, fronts, gate
from nightdesk.desk.body import BodyPart, parts_of
from nightdesk.desk.models import Author, Bar, HousePage, Section, Station, Thread, Topic, Wire
from nightdesk.matching.changes import Ran
from nightdesk.press import quick, rows, subjects, telling, views
from nightdesk.press.telling import Ahead
from nightdesk.reader.cards import CardView, StationView

MOST_STORIES = 4000
MOST_PAGES = 300


@dataclass(slots=True)
class StationClip:
    row: Station
    view: StationView
    sections: dict[int, Section]
    pages: dict[int, HousePage]


@dataclass(slots=True)
class CardClip:
    """A story's card with and without its lead picture, and what the gate must know of it."""

    facts: gate.Facts
    station_id: int
    bare: CardView
    pictured: CardView | None
    picture: Any
    lead_id: int | None
    _verdict: gate.Verdict | None = None
    _judged_at: datetime | None = None

    def verdict(self, now: datetime) -> gate.Verdict:
        """Ask the gate; the same facts need no second judgement before the moment that the first one named."""
        last, at = self._verdict, self._judged_at
        if last is None or at is None or now < at or (last.until is not None and now >= last.until):
            last = self._verdict = gate.may_run(self.facts, now)
            self._judged_at = now
        return last


@dataclass(slots=True)
class PageClip:
    """A story's whole row, its body as readers see it, and whom and what it names."""

    row: Any
    parts: tuple[BodyPart, ...]
    topic_ids: tuple[int, ...]
    author_ids: tuple[int, ...]
    ran: tuple[Ran, ...] | None = None  # fetched when the words have changed
    said: Voices | None = None  # read when a page shows it
    ahead: tuple[Ahead, ...] | None = None

    @property
    def picture_ids(self) -> set[int]:
        """The pictures of the lead and the body."""
        ids = {part.picture_id for part in self.parts if part.picture_id}
        return ids | {self.row.lead_picture_id} - {None}


class Clippings:
    """Rows and views by id. ``None`` in a table says: asked for, and not there."""

    def __init__(self) -> None:
        self.turn = -1  # the last plan that these know of
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self._stations: dict[int, StationClip | None] = {}
        self._cards: dict[int, CardClip | None] = {}
        self._pages: dict[int, PageClip | None] = {}
        self._pictures: dict[int, Any] = {}
        self._led: dict[int, set[int]] = {}  # picture: the stories that it leads
        self._topics: dict[int, Topic | None] = {}
        self._authors: dict[int, Author | None] = {}
        self._threads: dict[int, Thread | None] = {}
        self._wires: dict[int, Wire | None] = {}
        self._picks: dict[int, dict[str, list[Any]]] = {}
        self._bars: dict[tuple[int, str], Bar | None] = {}
        self.read_before: dict[tuple[int, str, datetime], tuple[list[CardView], Any]] = {}  # in this batch
        self._days: dict[tuple[int, date, date], list[date]] = {}
        self._tails: dict[tuple[int, str], int] = {}
        self._windows: dict[tuple[int, str, int, int], list[int]] = {}

    def trim(self) -> None:
        """Keep within bounds. Called between bakes only: what one bake needs stays."""
        self.read_before = {}
        if len(self._cards) > MOST_STORIES or len(self._pages) > MOST_PAGES:
            self.clear()

    def forget(self, names: Iterable[str]) -> None:
        """Forget what these changed subjects are about."""
        self.read_before = {}
        for name in names:
            subject = subjects.read(name)
            if subject is None:
                continue
            if subject.kind == "story":
                for table in (self._cards, self._pages):
                    table.pop(subject.id, None)
            elif subject.kind == "picture":
                self._pictures.pop(subject.id, None)
                for story_id in self._led.pop(subject.id, ()):
                    self._cards.pop(story_id, None)
            elif subject.kind == "front" and subject.aspect == "picks":
                self._picks.pop(subject.id, None)
            elif subject.kind == "front" and subject.aspect in dict(Bar.KINDS):
                self._bars = {}
            elif subject.kind == "front":
                self._forget_front(subject.id, subject.key, subject.aspect)
            else:
                self.clear()

    def _forget_front(self, station_id: int, front: str, aspect: str) -> None:
        if aspect == "first":
            self._days = {}
        self._tails.pop((station_id, front), None)
        for key in [key for key in self._windows if key[:2] == (station_id, front)]:
            del self._windows[key]

    def station(self, station_id: int) -> StationClip | None:
        """Return a station with its sections, or None when it is no more."""
        if station_id not in self._stations:
            row = rows.station(station_id)
            self._stations[station_id] = _station(row) if row else None
        return self._stations[station_id]

    def cards(self, story_ids: Iterable[int]) -> list[CardClip | None]:
        """Return the cards of stories, in order; those not at hand are fetched in one go."""
        ids = list(story_ids)
        if missing := {story_id for story_id in ids if story_id not in self._cards}:
            self._cards.update(dict.fromkeys(missing))
            self._keep_cards(rows.cards(missing))
        return [self._cards[story_id] for story_id in ids]

    def _keep_cards(self, found: Collection[Any]) -> None:
        self._fetch_pictures(row.lead_picture_id for row in found)
        for row in found:
            self._cards[row.pk] = self._card(row)
            if row.lead_picture_id:
                self._led.setdefault(row.lead_picture_id, set()).add(row.pk)

    def _card(self, row: Any) -> CardClip | None:
        station = self.station(row.station_id)
        if station is None:
            return None
        wire, section = self._wire(row.wire_id), station.sections.get(row.section_id)
        picture = self._pictures.get(row.lead_picture_id)
        bare = views.card_view(row, station.row, section, wire, None)
        pictured = (
            views.card_view(row, station.row, section, wire, views.lead_of(row, picture, wire)) if picture else None
        )
        return CardClip(facts.of(row), row.station_id, bare, pictured, picture, row.lead_picture_id)

    def page(self, story_id: int) -> PageClip | None:
        """Return all of a story, or None when it is no more."""
        self.fetch_pages((story_id,))
        return self._pages[story_id]

    def editions(self, story_id: int) -> tuple[Ran, ...]:
        """Return the versions of a story that ran. One whose words never changed is not looked up."""
        page = self.page(story_id)
        if page is None or page.row.updated_at is None:
            return ()
        if page.ran is None:
            page.ran = rows.editions(story_id)
        return page.ran

    def fetch_pages(self, story_ids: Iterable[int]) -> None:
        """Have these stories at hand, in one go, with the cards of those that have none yet."""
        missing = {story_id for story_id in story_ids if story_id not in self._pages}
        if not missing:
            return
        self._pages.update(dict.fromkeys(missing))
        topics, authors = _by_story(rows.topic_ids(missing)), _by_story(rows.author_ids(missing))
        found = rows.pages(missing)
        self._keep_cards([row for row in found if row.pk not in self._cards])
        for row in found:
            parts = tuple(parts_of(row.body.raw_data))
            self._pages[row.pk] = PageClip(row, parts, topics.get(row.pk, ()), authors.get(row.pk, ()))

    def pictures(self, picture_ids: Iterable[int | None]) -> dict[int, Any]:
        """Return those of the pictures that are ready."""
        ids = [picture_id for picture_id in picture_ids if picture_id]
        self._fetch_pictures(ids)
        return {picture_id: row for picture_id in ids if (row := self._pictures[picture_id])}

    def told(self, story_id: int, language: str) -> tuple[Voices, tuple[Ahead, ...]]:
        """Return who said what in a story, and what its daybook says will be; read once while its words stand."""
        page = self.page(story_id)
        if page is None:
            return Voices(), ()
        if page.said is None or page.ahead is None:
            page.said, page.ahead = telling.read(page.parts, language), rows.ahead(story_id)
        return page.said, page.ahead

    def _fetch_pictures(self, picture_ids: Iterable[int | None]) -> None:
        if missing := {picture_id for picture_id in picture_ids if picture_id and picture_id not in self._pictures}:
            self._pictures.update(dict.fromkeys(missing))
            self._pictures.update(rows.pictures(missing))

    def topics(self, topic_ids: Iterable[int]) -> list[Topic]:
        """Return topics by name."""
        ids = list(topic_ids)
        if missing := {topic_id for topic_id in ids if topic_id not in self._topics}:
            self._topics.update(dict.fromkeys(missing))
            self._topics.update(rows.topics(missing))
        return sorted((topic for one in ids if (topic := self._topics[one])), key=lambda topic: (topic.name, topic.pk))

    def thread(self, thread_id: int) -> Thread | None:
        """Return a thread, or None when it is no more."""
        if thread_id not in self._threads:
            self._threads[thread_id] = rows.thread(thread_id)
        return self._threads[thread_id]

    def authors(self, author_ids: Iterable[int]) -> list[Author]:
        """Return authors in the order of their ids."""
        ids = sorted(author_ids)
        if missing := {author_id for author_id in ids if author_id not in self._authors}:
            self._authors.update(dict.fromkeys(missing))
            self._authors.update(rows.authors(missing))
        return [author for one in ids if (author := self._authors[one])]

    def picks(self, station_id: int, front: str) -> list[Any]:
        """Return what editors put at the top of a front."""
        if station_id not in self._picks:
            self._picks[station_id] = rows.picks(station_id)
        return self._picks[station_id].get(front, [])

    def bar(self, station_id: int, kind: str) -> Bar | None:
        """Return the breaking bar or the weather line of a station, whether it is up now or was."""
        if (station_id, kind) not in self._bars:
            self._bars[station_id, kind] = rows.bar(station_id, kind)
        return self._bars[station_id, kind]

    def wire_of(self, row: Any) -> Wire | None:
        return self._wire(row.wire_id)

    def _wire(self, wire_id: int | None) -> Wire | None:
        if wire_id is None:
            return None
        if wire_id not in self._wires:
            self._wires[wire_id] = rows.wire(wire_id)
        return self._wires[wire_id]

    def days(self, station_id: int, since: date, until: date) -> list[date]:
        """Return the days in which stories of a station first ran, from one to another, the oldest first."""
        key = (station_id, since, until)
        if key not in self._days:
            found = rows.days(station_id, f"day:{since}", f"day:{until}")
            self._days[key] = [date.fromisoformat(front.removeprefix("day:")) for front in found]
        return self._days[key]

    def last_number(self, station_id: int, front: str) -> int:
        """Return how many numbers a front has given out."""
        key = (station_id, front)
        if key not in self._tails:
            self._tails[key] = rows.last_number(station_id, front)
        return self._tails[key]

    def newest_range(self, station_id: int, front: str) -> tuple[int, int]:
        """Return the first and last number that the front itself shows: its unfinished page and the last full one."""
        last, size = self.last_number(station_id, front), fronts.page_size(front)
        return max(0, last // size - 1) * size + 1, last

    def fetch_newest(self, station_id: int, names: Collection[str]) -> None:
        """Have the newest ends of these fronts at hand, in two looks instead of two for each."""
        unknown = [name for name in names if (station_id, name) not in self._tails]
        found = rows.last_numbers(station_id, unknown)
        self._tails.update({(station_id, name): found.get(name, 0) for name in unknown})
        ranges = {name: self.newest_range(station_id, name) for name in names if not name.startswith("month:")}
        missing = {
            name: (first, last)
            for name, (first, last) in ranges.items()
            if (station_id, name, first, last) not in self._windows
        }
        for name, placed in quick.placed_in(station_id, missing).items():
            self._windows[station_id, name, *ranges[name]] = placed

    def placed(self, station_id: int, front: str, first: int, last: int) -> list[int]:
        """Return the stories from one number of a front to another, the newest first."""
        key = (station_id, front, first, last)
        if key not in self._windows:
            if len(self._windows) > MOST_PAGES:
                self._windows.clear()
            self._windows[key] = rows.placed(station_id, front, first, last)
        return self._windows[key]


def _station(row: Station) -> StationClip:
    sections, pages = rows.sections(row.pk), rows.house_pages(row.pk)
    view = views.station_view(row, sections, pages)
    return StationClip(row, view, {one.pk: one for one in sections}, {one.pk: one for one in pages})


def _by_story(pairs: Iterable[tuple[int, int]]) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    for story_id, other_id in sorted(pairs):
        found[story_id] = (*found.get(story_id, ()), other_id)
    return found
