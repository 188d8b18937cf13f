"""Where a front is and what it is called."""

from dataclasses import dataclass
from datetime import date

from nightdesk.desk import fronts
from nightdesk.press.reading import Reading
from nightdesk.reader import addresses
from nightdesk.reader.cards import CardView, NavLink, PersonView

LOOKED_BACK = 10  # pages


@dataclass(frozen=True, slots=True)
class Place:
    """A front, found. ``kind`` is home, section, topic, thread, author or day."""

    kind: str
    path: str
    title: str
    description: str = ""
    person: PersonView | None = None


def find(front: str, reading: Reading) -> Place | None:
    """Return the place of a front ("home", "section:3"), or None when there is none at this station."""
    kind, _, number = front.partition(":")
    if kind == "home":
        station = reading.station()
        return Place("home", addresses.HOME, station.name, station.tagline)
    if kind == "day":
        on = date.fromisoformat(number)
        says = f"All that first ran on {reading.station().name} that day."
        return Place("day", addresses.day(on), long_date(on), says)
    if not number.isdecimal():
        return None
    if kind == "section" and (section := reading.section(int(number))):
        return Place("section", addresses.section(section.slug), section.name, section.description)
    if kind == "topic" and (topic := reading.topic(int(number))):
        return Place("topic", addresses.topic(topic.slug), topic.name, topic.description)
    if kind == "thread" and (thread := reading.thread(int(number))):
        return Place("thread", addresses.thread(thread.slug), thread.name)
    if kind == "author" and (found := reading.author(int(number))):
        author, person = found
        return Place("author", addresses.author(author.slug), author.name, author.role, person)
    return None


def newest(front: str, reading: Reading) -> list[CardView]:
    """Return the newest end of a front and, where most of it was taken down, what ran before: no kill leaves it bare.

    Pages keep their numbers, so what stands here may stand on an older page too.
    """
    cards, enough = reading.newest(front), fronts.page_size(front) // 2
    if len(cards) >= enough:
        return cards
    last = reading.full_pages(front, -1) - 1  # its newest end is a need already, and tells of every new page
    for number in range(last, max(0, last - LOOKED_BACK), -1):
        cards += reading.page(front, number)
        if len(cards) >= enough:
            break
    return cards


def long_date(on: date) -> str:
    """Return "Monday, November 23, 2026"."""
    return f"{on:%A, %B} {on.day}, {on.year}"


def dialects(place: Place) -> tuple[str, ...]:
    """Return the dialects in which a front can be followed. Each costs every story some CPU: people have one."""
    if place.kind == "day":
        return ()
    return ("rss",) if place.kind == "author" else ("rss", "atom", "json")


def feeds(place: Place) -> tuple[NavLink, ...]:
    """Return the feeds of a front."""
    names = {"rss": "RSS", "atom": "Atom", "json": "JSON Feed"}
    return tuple(NavLink(names[kind], addresses.feed(place.path, kind)) for kind in dialects(place))
