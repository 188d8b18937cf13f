"""Home, section, topic, thread, author and day fronts, and their older pages, counted from the oldest end."""

from collections.abc import Iterator
from datetime import date, timedelta

from nightdesk.press import places
from nightdesk.press.places import Place
from nightdesk.press.reading import Reading
from nightdesk.press.sheets import Baked, Birth, Page
from nightdesk.press.subjects import Subject
from nightdesk.reader import addresses
from nightdesk.reader import render as printer
from nightdesk.reader.cards import FrontView, NavLink

NAME = "front"
RANK = 20

NEAR = timedelta(days=62)
RANKED = ("home", "section")  # fronts that editors rank


def births(subject: Subject, reading: Reading) -> Iterator[Birth]:
    if subject.kind == "front":
        yield from _births_of(subject.key, subject.aspect, reading)
        if subject.key.startswith("day:") and subject.aspect == "first":
            for day in neighbours(_day(subject.key), reading):
                yield Birth(addresses.day(day), f"day:{day}")  # each names the other
    elif subject.kind == "thread" and subject.aspect == "daybook":
        yield from _births_of(f"thread:{subject.id}", "list", reading)
    elif subject.kind in ("section", "topic", "author", "thread"):
        yield from _all_of(f"{subject.kind}:{subject.id}", reading)
    elif subject.kind == "station":
        yield from _all_of("home", reading)
        for day in reading.days(date.min, date.max):
            yield from _all_of(f"day:{day}", reading)


def neighbours(day: date, reading: Reading) -> list[date]:
    """Return the nearest days before and after a day in which stories ran, within two months of it."""
    days = reading.days(day - NEAR, day + NEAR)
    before, after = [one for one in days if one < day], [one for one in days if one > day]
    return [*before[-1:], *after[:1]]


def _day(front: str) -> date:
    return date.fromisoformat(front.partition(":")[2])


def _births_of(front: str, aspect: str, reading: Reading) -> Iterator[Birth]:
    """The front itself; its last full page, when a page was born; or the page that was named."""
    place = places.find(front, reading)
    if place is None:
        return
    full = reading.full_pages(front)
    if aspect == "list":
        yield Birth(place.path, front)
    elif aspect == "pages" and full:
        yield _page(place, front, full)
    elif aspect.startswith("page:") and 0 < int(aspect[5:]) <= full:
        yield _page(place, front, int(aspect[5:]))


def _all_of(front: str, reading: Reading) -> Iterator[Birth]:
    if place := places.find(front, reading):
        yield Birth(place.path, front)
        for number in range(1, reading.full_pages(front) + 1):
            yield _page(place, front, number)


def _page(place: Place, front: str, number: int) -> Birth:
    return Birth(addresses.older_page(place.path, number), f"{front}/page:{number}")


def render(about: str, path: str, reading: Reading) -> Baked:
    front, _, page = about.partition("/page:")
    place = places.find(front, reading)
    number = int(page) if page else None
    if place is None or path != (addresses.older_page(place.path, number) if number else place.path):
        return None
    full = reading.full_pages(front, number)
    if number and number > full:
        return None
    view = _view(place, front, number, full, reading)
    if place.kind == "thread" and not view.cards:
        return None  # nothing of it is public, so nobody may hear its name
    return Page(printer.front(reading.station(), view), is_moving=True)


def _view(place: Place, front: str, number: int | None, full: int, reading: Reading) -> FrontView:
    """The front shows the last full page too, so the one before it is the next older."""
    older = number - 1 if number else full - 1
    newer = ""
    if number:
        newer = addresses.older_page(place.path, number + 1) if number < full else place.path
    cards = reading.page(front, number) if number else places.newest(front, reading)
    picked = reading.picked(front) if place.kind in RANKED and not number else []
    if picked:
        above = {card.story_id for card in picked}
        cards = [*picked, *(card for card in cards if card.story_id not in above)]
    if place.kind == "thread":  # an editor may have put an older story into it later
        cards = sorted(cards, key=lambda card: (card.published_at, card.story_id), reverse=True)
    return FrontView(
        kind=place.kind,
        title=place.title,
        path=place.path,
        cards=tuple(cards),
        description=place.description,
        number=number,
        older=addresses.older_page(place.path, older) if older > 0 else "",
        newer=newer,
        author=place.person,
        outcomes=reading.outcomes(int(front.partition(":")[2])) if place.kind == "thread" and not number else (),
        feeds=places.feeds(place),
        picked=len(picked),
        bar=reading.bar() if place.kind in RANKED and not number else None,
        weather=reading.bar("weather") if place.kind == "home" and not number else None,
        beside=_beside(_day(front), reading) if place.kind == "day" and not number else (),
    )


def _beside(day: date, reading: Reading) -> tuple[NavLink, ...]:
    """Return where a day's page leads: its month, and the nearest days before and after it."""
    near = [NavLink(places.long_date(one), addresses.day(one)) for one in neighbours(day, reading)]
    return (NavLink(f"{day:%B %Y}", addresses.month(day)), *near)
