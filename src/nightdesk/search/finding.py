"""Answer a question: which stories have the words, and which of them the gate lets readers see at this moment."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.db import OperationalError, connection, transaction

from nightdesk.desk import gate
from nightdesk.desk.models import Author, Station
from nightdesk.kit import clock
from nightdesk.press import quick
from nightdesk.press.clippings import Clippings, PageClip, StationClip
from nightdesk.press.reading import Reading
from nightdesk.reader import addresses
from nightdesk.reader.cards import FoundView, NavLink, QuestionView, SearchView, StationView
from nightdesk.search import asking, entries, marking, on_postgresql, on_sqlite

PAGE = 20
MOST = 200  # stories that are looked at for one question
WITHIN_S = 2.0
FIT_A_HEADLINE = 6  # more words than these stand in hardly any together
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LOOK_EVERY = 20_000  # steps of SQLite's machine


class TooLong(Exception):
    """The question took longer than a question may."""


@dataclass(frozen=True, slots=True)
class Question(QuestionView):
    """A question as an address asks it."""

    @classmethod
    def of(cls, told: Mapping[str, Sequence[str]]) -> "Question":
        """Return the question that a query string asks."""
        first = {name: values[0][: asking.LONGEST] for name, values in told.items() if values}
        page = first.get("page", "1")
        return cls(
            words=" ".join(_CONTROL.sub(" ", first.get("q", "")).split()),
            section=first.get("section", ""),
            author=first.get("author", ""),
            since=_day(first.get("from", "")),
            until=_day(first.get("to", "")),
            order="new" if first.get("order") == "new" else "",
            page=min(int(page), MOST // PAGE) if page.isascii() and page.isdecimal() and int(page) else 1,
        )

    def address(self, page: int) -> str:
        """Return where this question is asked for another page."""
        told = {"q": self.words, "section": self.section, "author": self.author, "from": self.since, "to": self.until,
                "order": self.order, "page": str(page) if page > 1 else ""}  # fmt: skip
        return f"{addresses.SEARCH}?{urlencode({name: value for name, value in told.items() if value})}"


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def answer(station: Station, question: Question, now: datetime) -> tuple[StationView, SearchView]:
    """Return the station as its pages show it, and what answers. Raises TooLong."""
    clippings = Clippings()
    clip = clippings.station(station.pk)
    if clip is None:
        raise ValueError("a station that is no more is not searched")
    authors = list(Author.objects.filter(station=station).order_by("name")[:200])
    asked = asking.read(question.words, station.language)
    view = SearchView(
        question,
        sections=tuple(NavLink(one.name, one.slug) for one in clip.sections.values()),
        authors=tuple(NavLink(one.name, one.slug) for one in authors),
        is_asked=bool(asked),
    )
    if not asked:
        return clip.view, view
    tags = [f"st{station.pk}", *(f"se{one.pk}" for one in clip.sections.values() if one.slug == question.section)]
    tags += [f"au{one.pk}" for one in authors if one.slug == question.author]
    with _bounded():
        ids = _found(asked, tags, _between(question, station.zone), is_newest_first=question.order == "new")
    shown, has_more = _page(ids, question.page, now)
    reading = Reading(clip, now, clippings)
    found = tuple(_told(reading, clippings, clip, shown, asked.marked))
    newer = question.address(question.page - 1) if question.page > 1 else ""
    older = question.address(question.page + 1) if has_more else ""
    return clip.view, replace(view, found=found, newer=newer, older=older)


def _between(question: Question, zone: str) -> tuple[int, int]:
    def midnight(day: date) -> datetime:
        return datetime.combine(day, time(), ZoneInfo(zone))

    since = midnight(date.fromisoformat(question.since)) if question.since > "1970-01-02" else None
    is_open = not question.until or question.until > "9998"
    until = None if is_open else midnight(max(date.fromisoformat(question.until), date(1970, 1, 2)) + timedelta(days=1))
    return entries.rows_between(since, until)


def _found(asked: asking.Asked, tags: list[str], between: tuple[int, int], *, is_newest_first: bool) -> list[int]:
    find = on_sqlite.find if connection.vendor == "sqlite" else on_postgresql.find
    anywhere = find(asked, tags, between, MOST, in_head=False)
    if is_newest_first or not anywhere or len(asked.marked) > FIT_A_HEADLINE:
        return anywhere
    first = find(replace(asked, none_of=()), tags, between, MOST, in_head=True)
    if asked.none_of:  # a headline does not tell what stands below it: those that may not be are not anywhere
        first = [one for one in first if one in set(anywhere)]
    return list(dict.fromkeys([*first, *anywhere]))[:MOST]


def _page(ids: Sequence[int], number: int, now: datetime) -> tuple[list[int], bool]:
    """Return the stories of a page and whether there is another, counting only what may be shown."""
    facts = quick.facts_rows(ids)
    allowed = [one for one in ids if one in facts and gate.may_run(quick.facts_in(facts[one]), now).ok]
    first = (number - 1) * PAGE
    return allowed[first : first + PAGE], len(allowed) > first + PAGE and number < MOST // PAGE


def _told(
    reading: Reading, clippings: Clippings, clip: StationClip, story_ids: Sequence[int], stems: frozenset[str]
) -> Iterator[FoundView]:
    language = clip.row.language
    clippings.fetch_pages(story_ids)
    clippings.pictures({pk for one in story_ids if (page := clippings.page(one)) for pk in page.picture_ids})
    for card in reading.cards(story_ids):
        page = clippings.page(card.story_id)
        texts = entries.texts_of(page.parts, _hidden(reading, page)) if page else []
        says = marking.excerpt([card.deck, *texts], stems, language)
        yield FoundView(card, marking.marked(card.headline, stems, language), says)


def _hidden(reading: Reading, page: PageClip) -> set[int]:
    """Return the pictures of a story that may not be shown now: their captions are not told either."""
    return {one for one in page.picture_ids if reading.picture(one) is None}


@contextmanager
def _bounded() -> Iterator[None]:
    """Let the database work on a question for so long and no longer. Raises TooLong."""
    if connection.vendor != "sqlite":
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT set_config('statement_timeout', %s, true)", [str(int(WITHIN_S * 1000))])
                yield
        except OperationalError as fault:
            raise TooLong from fault
        return
    connection.ensure_connection()
    until_s = clock.seconds() + WITHIN_S
    connection.connection.set_progress_handler(lambda: int(clock.seconds() > until_s), _LOOK_EVERY)
    try:
        yield
    except OperationalError as fault:
        if clock.seconds() > until_s:
            raise TooLong from fault
        raise
    finally:
        connection.connection.set_progress_handler(None, _LOOK_EVERY)
