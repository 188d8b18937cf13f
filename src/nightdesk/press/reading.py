"""The only way by which a sheet learns anything: a reading hands out view data and remembers what it handed out.

Everything goes through the gate here. A story that may not be shown is remembered as well: the sheet
must be baked again on the day it may.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from nightdesk.desk import fronts, gate
from nightdesk.desk.models import Author, Section, Thread, Topic
from nightdesk.matching import changes
from nightdesk.press import rows, telling, views
from nightdesk.press.clippings import CardClip, Clippings, PageClip, StationClip
from nightdesk.press.telling import NOTHING, Telling
from nightdesk.reader import addresses
from nightdesk.reader import render as printer
from nightdesk.reader.cards import (
    BarView,
    CardView,
    ChangesView,
    CorrectionView,
    GoneView,
    HousePageView,
    OutcomeView,
    PersonView,
    StationView,
    StoryView,
)

PREVIOUSLY = 4  # earlier stories of a thread on each story's page
LOOKED_BACK = 12  # places of a thread among which they are sought
LOOKED_AHEAD = 3  # and among which the next one is


class Reading:
    """What one sheet of one station reads at one moment.

    ``needs`` are the subjects handed out, ``shown`` the stories that stand in the sheet, ``wakes_at`` the
    next moment at which the same reading would give something else. ``asked_by`` are the subjects that
    asked for the sheet, for kinds that cannot look them up.
    """

    def __init__(self, station: StationClip, now: datetime, clippings: Clippings, asked_by: Iterable[str] = ()) -> None:
        self._station, self._clippings = station, clippings
        self.station_id = station.row.pk
        self.now = now
        self.asked_by = frozenset(asked_by)
        self.needs: set[str] = set()
        self.shown: set[int] = set()
        self.wakes_at: datetime | None = None

    def station(self) -> StationView:
        """Return the station. Every sheet needs its station; that is not recorded one by one."""
        return self._station.view

    def wake(self, moment: datetime | None) -> None:
        """Remember a moment at which this sheet must be looked at again."""
        if moment is not None and moment > self.now:
            self.wakes_at = min(moment, self.wakes_at or moment)

    def verdict(self, story_id: int) -> gate.Verdict:
        """Return what the gate says of a story of this station. One of another station is not there."""
        return self._verdict(story_id, self._card(story_id))

    def _card(self, story_id: int) -> CardClip | None:
        [clip] = self._clippings.cards((story_id,))
        return clip

    def _verdict(self, story_id: int, clip: CardClip | None) -> gate.Verdict:
        self.needs.add(f"story:{story_id}/card")
        if clip is None or clip.station_id != self.station_id:
            return gate.Verdict(False, ("It is not there.",))
        verdict = clip.verdict(self.now)
        if verdict.until is not None:
            self.wake(verdict.until)
        if verdict.ok:
            self.shown.add(story_id)
        return verdict

    def cards(self, story_ids: Iterable[int]) -> list[CardView]:
        """Return the cards of those stories that may be shown, in order."""
        ids = list(story_ids)
        clips = zip(ids, self._clippings.cards(ids), strict=True)
        return [self._dressed(clip) for one, clip in clips if self._verdict(one, clip).ok and clip]

    def _dressed(self, clip: CardClip) -> CardView:
        """Return a card with its lead picture, as long as the right to the picture lasts."""
        if clip.picture is not None:
            self.needs.add(f"picture:{clip.picture.pk}/file")
            if self._may_show(clip.picture) and clip.pictured:
                return clip.pictured
        elif clip.lead_id:
            self.needs.add(f"picture:{clip.lead_id}/file")
        return clip.bare

    def _may_show(self, picture: Any) -> bool:
        self.wake(picture.expires_at)
        return picture.expires_at is None or self.now < picture.expires_at

    def card(self, story_id: int) -> CardView | None:
        """Return a story's card, or None when it may not be shown."""
        return next(iter(self.cards((story_id,))), None)

    def is_picture_lent(self, story_id: int) -> bool:
        """Tell whether the right to a story's lead picture ends some day."""
        clip = self._card(story_id)
        return clip is not None and clip.picture is not None and clip.picture.expires_at is not None

    def path(self, story_id: int) -> str:
        """Return the path of a story of this station, public or not; "" when it has none."""
        self.needs.add(f"story:{story_id}/card")
        clip = self._card(story_id)
        has_one = clip is not None and clip.station_id == self.station_id and clip.facts.has_address
        return clip.bare.path if clip and has_one else ""

    def gone(self, story_id: int) -> GoneView:
        """Return the notice that stands where a story was."""
        return GoneView(self.path(story_id), self._station.row.gone_text)

    def story(self, story_id: int) -> StoryView | None:
        """Return a whole story, or None when it may not be shown."""
        card = self.card(story_id)
        page = self.filed(story_id)
        if card is None or page is None:
            return None
        self.needs.update(f"topic:{topic_id}/name" for topic_id in page.topic_ids)
        authors = [self._person(author) for author in self._clippings.authors(page.author_ids)]
        self.needs.update(f"author:{author_id}/name" for author_id in page.author_ids)
        view = views.story_view(
            page.row,
            card,
            page.parts,
            self._pictures(page.picture_ids),
            self._clippings.topics(page.topic_ids),
            authors,
            self._clippings.wire_of(page.row),
            self._station.row.zone,
            addresses.changes(card.path) if self._steps(story_id) else "",
            self._told(story_id, page, card.language),
        )
        view = replace(view, related=tuple(self.cards(page.row.related))) if page.row.related else view
        return self._in_thread(view, page.row.thread_id) if page.row.thread_id else view

    def _told(self, story_id: int, page: PageClip, language: str) -> Telling:
        """Return who said what and what is next, unless the station shows neither. It changes as each day passes."""
        if not self._station.row.shows_voices:
            return NOTHING
        said, ahead = self._clippings.told(story_id, language)
        for line in ahead:
            self.wake(line.ends_at)
        return telling.of(page.parts, said, ahead, self.now, self._station.row.zone)

    def _in_thread(self, view: StoryView, thread_id: int) -> StoryView:
        """Return a story with its thread, what ran before it there, and what came next.

        Of those with higher numbers only the nearest are looked at, so that a new one touches the nearest pages alone.
        """
        thread, front = self.thread(thread_id), f"thread:{thread_id}"
        number = rows.number_in(view.card.story_id, front)
        if thread is None or not number:
            return view
        nearest = self._clippings.placed(self.station_id, front, number - LOOKED_BACK, number - 1)
        at = view.card.published_at
        before = [card for card in self.cards(nearest) if at and card.published_at and card.published_at < at]
        before.sort(key=_when, reverse=True)
        later = self.cards(self._clippings.placed(self.station_id, front, number + 1, number + LOOKED_AHEAD))
        after = [card for card in later if at and card.published_at and card.published_at > at]
        return replace(
            view,
            thread=views.thread_link(thread),
            previously=tuple(before[:PREVIOUSLY]),
            next_up=min(after, key=_when, default=None),
        )

    def just_before_in_thread(self, story_id: int) -> list[int]:
        """Return the stories whose pages may name this one as the next of its thread."""
        page = self._clippings.page(story_id)
        if page is None or page.row.thread_id is None:
            return []
        front = f"thread:{page.row.thread_id}"
        number = rows.number_in(story_id, front)
        return self._clippings.placed(self.station_id, front, number - LOOKED_AHEAD, number - 1) if number else []

    def _steps(self, story_id: int) -> tuple[changes.Step, ...]:
        return changes.steps(changes.shown(self._clippings.editions(story_id)))

    def has_changed(self, story_id: int) -> bool:
        """Tell whether words of a story of this station ever changed after it ran, shown or not."""
        return (page := self.filed(story_id)) is not None and page.row.updated_at is not None

    def changes(self, story_id: int) -> ChangesView | None:
        """Return what changed in a story since it ran; None when it may not be shown, or has run once."""
        card = self.card(story_id)
        page = self.filed(story_id)
        ran = self._clippings.editions(story_id)
        if card is None or page is None or len(ran) < 2:
            return None
        return ChangesView(
            addresses.changes(card.path),
            card,
            self._steps(story_id),
            tuple(views.corrections_of(page.row, self._station.row.zone)),
            is_cut=len(changes.shown(ran)) < len(ran),
        )

    def correction(self, story_id: int) -> CorrectionView | None:
        """Return what was wrong in a story, or None when nothing was or the story may not be shown."""
        said = self.correction_of(story_id)
        card = self.card(story_id) if said else None
        page = self._clippings.page(story_id)
        return CorrectionView(card, said, page.row.corrected_at) if card and page else None

    def _pictures(self, picture_ids: Iterable[int]) -> dict[int, Any]:
        """Return the pictures that are ready and may be shown now."""
        ids = sorted(picture_ids)
        self.needs.update(f"picture:{picture_id}/file" for picture_id in ids)
        return {one: row for one, row in self._clippings.pictures(ids).items() if self._may_show(row)}

    def _person(self, author: Author) -> PersonView:
        pictures = self._pictures([author.picture_id] if author.picture_id else [])
        return views.person_view(author, pictures.get(author.picture_id or 0))

    def with_full_text(self, cards: list[CardView], *, and_pages: bool = False) -> list[tuple[CardView, str]]:
        """Return cards with their full text, where the wire's terms allow it; ``and_pages``: have all pages at hand."""
        self._clippings.fetch_pages(card.story_id for card in cards if and_pages or card.is_full_text_in_feeds)
        return [(card, self._full_text(card.story_id) if card.is_full_text_in_feeds else "") for card in cards]

    def _full_text(self, story_id: int) -> str:
        view = self.story(story_id)
        return _printed(self.station(), view) if view else ""

    def newest(self, front: str) -> list[CardView]:
        """Return the newest end of a front: its unfinished page and the last full one before it."""
        self.needs.add(f"front:{self.station_id}:{front}/list")
        first, last = self._clippings.newest_range(self.station_id, front)
        key = (self.station_id, front, self.now)
        if key not in self._clippings.read_before:
            reading = Reading(self._station, self.now, self._clippings)
            cards = reading.cards(self._clippings.placed(self.station_id, front, first, last))
            self._clippings.read_before[key] = (cards, reading)
        cards, reading = self._clippings.read_before[key]
        self.needs |= reading.needs
        self.shown |= reading.shown
        self.wake(reading.wakes_at)
        return list(cards)

    def picked(self, front: str) -> list[CardView]:
        """Return the stories that editors put at the top of a front, as the front shows them."""
        self.needs.add(f"front:{self.station_id}:{front}/picks")
        found = []
        for pick in self._clippings.picks(self.station_id, front):
            if pick.until is not None and pick.until <= self.now:
                continue
            self.wake(pick.until)
            if card := self.card(pick.story_id):
                found.append(self._as_picked(card, pick))
        return found

    def _as_picked(self, card: CardView, pick: Any) -> CardView:
        row = self.picture(pick.picture_id) if pick.picture_id else None
        shown = views.picture_view(row) if row else card.picture
        return replace(card, headline=pick.headline or card.headline, picture=shown)

    def bar(self, kind: str = "breaking") -> BarView | None:
        """Return what stands above a front while it is up; none while the story that it leads to may not be shown."""
        self.needs.add(f"front:{self.station_id}:home/{kind}")
        bar = self._clippings.bar(self.station_id, kind)
        if bar is None or bar.until <= self.now:
            return None
        self.wake(bar.until)
        if bar.story_id is None:
            return BarView(bar.words)
        card = self.card(bar.story_id)
        return BarView(bar.words, card.path) if card else None

    def since(self, front: str, moment: datetime, many: int) -> list[CardView]:
        """Return those of the last ``many`` of a front that first ran after a moment, the newest first."""
        self.needs.add(f"front:{self.station_id}:{front}/list")
        last = self._clippings.last_number(self.station_id, front)
        return self.cards(rows.placed_since(self.station_id, front, last - many + 1, moment))

    def months(self) -> list[tuple[str, int]]:
        """Return (front, last number) of every month in which stories ran, the newest first."""
        return rows.months(self.station_id)

    def days(self, since: date, until: date) -> list[date]:
        """Return the days in which stories first ran, from one to another, both counted in, the oldest first.

        Like ``months`` it is no need: what shows days is born anew with each of them.
        """
        return self._clippings.days(self.station_id, since, until)

    def house_page(self, page_id: int) -> HousePageView | None:
        """Return a page that the station has written about itself; None when it stands elsewhere or is no more."""
        self.needs.add(f"page:{page_id}/words")
        page = self._station.pages.get(page_id)
        return views.house_page_view(page) if page and not page.url else None

    def house_slugs(self) -> dict[str, int]:
        """Return the address words of the station's own pages, those elsewhere too. Every sheet needs its station."""
        return {page.slug: page.pk for page in self._station.pages.values()}

    def led_by(self, picture_id: int) -> list[int]:
        """Return the stories of this station that refer to a picture, as far as is known."""
        return rows.stories_with(self.station_id, picture_id)

    def authors_with(self, picture_id: int) -> list[int]:
        """Return the authors of this station whose picture it is."""
        return rows.authors_with(self.station_id, picture_id)

    def page(self, front: str, number: int) -> list[CardView]:
        """Return page ``number`` of a front, from the oldest end."""
        self.needs.add(f"front:{self.station_id}:{front}/page:{number}")
        size = fronts.page_size(front)
        return self.cards(self._clippings.placed(self.station_id, front, (number - 1) * size + 1, number * size))

    def full_pages(self, front: str, number: int | None = None) -> int:
        """Return how many pages of a front are full.

        For a page that has a full one after it, that can never change again, so it is no need of it.
        """
        pages = self._clippings.last_number(self.station_id, front) // fronts.page_size(front)
        if number is None or number >= pages:
            self.needs.add(f"front:{self.station_id}:{front}/pages")
        return pages

    def last_number(self, front: str) -> int:
        """Return how many numbers a front has given out."""
        self.needs.add(f"front:{self.station_id}:{front}/pages")
        return self._clippings.last_number(self.station_id, front)

    def section(self, section_id: int) -> Section | None:
        """Return a section of this station."""
        return self._station.sections.get(section_id)

    def topic(self, topic_id: int) -> Topic | None:
        """Return a topic of this station."""
        self.needs.add(f"topic:{topic_id}/name")
        found = self._clippings.topics((topic_id,))
        return found[0] if found and found[0].station_id == self.station_id else None

    def thread(self, thread_id: int) -> Thread | None:
        """Return a thread of this station."""
        self.needs.add(f"thread:{thread_id}/name")
        found = self._clippings.thread(thread_id)
        return found if found and found.station_id == self.station_id else None

    def outcomes(self, thread_id: int) -> tuple[OutcomeView, ...]:
        """Return what came of what the public stories of a thread said would happen, the latest day first."""
        self.needs.add(f"thread:{thread_id}/daybook")
        found = rows.outcomes(self.station_id, thread_id)
        return tuple(OutcomeView(line.sentence, card, line.get_outcome_display(), line.note, line.decided_at)
                     for line in found if (card := self.card(line.story_id)))  # fmt: skip

    def author(self, author_id: int) -> tuple[Author, PersonView] | None:
        """Return somebody with a byline at this station, as a row and as readers see them."""
        self.needs.add(f"author:{author_id}/name")
        found = self._clippings.authors((author_id,))
        if not found or found[0].station_id != self.station_id:
            return None
        return found[0], self._person(found[0])

    def picture(self, picture_id: int) -> Any:
        """Return a picture's row when it is ready and may be shown, else None."""
        return self._pictures([picture_id]).get(picture_id)

    def pictures_of(self, story_id: int) -> set[int]:
        """Return the pictures that a story refers to, shown or not."""
        return page.picture_ids if (page := self.filed(story_id)) else set()

    def correction_of(self, story_id: int) -> str:
        """Return the public correction of a story, or ""."""
        return page.row.correction if (page := self.filed(story_id)) else ""

    def filed(self, story_id: int) -> PageClip | None:
        """Return all that is stored of a story of this station, shown or not."""
        self.needs.add(f"story:{story_id}/page")
        page = self._clippings.page(story_id)
        return page if page and page.row.station_id == self.station_id else None


def _when(card: CardView) -> tuple[Any, int]:
    return card.published_at, card.story_id


@lru_cache(maxsize=256)
def _printed(station: StationView, view: StoryView) -> str:
    """Print a story for feeds once for the many feeds that carry it."""
    return printer.full_text(station, view)
