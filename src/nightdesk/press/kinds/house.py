"""The pages every station has, and those it has written about itself: privacy, terms, its public file, robots.txt."""

from collections.abc import Callable, Iterator
from datetime import UTC, timedelta

from nightdesk.press.reading import Reading
from nightdesk.press.sheets import Baked, Birth, Page
from nightdesk.press.subjects import Subject
from nightdesk.reader import addresses, machines
from nightdesk.reader import render as printer
from nightdesk.reader.cards import StationView

NAME = "house"
RANK = 15
GOOD_FOR = timedelta(days=335)

_PAGES: dict[str, Callable[[StationView], bytes]] = {
    addresses.NOT_FOUND: printer.not_found,
    addresses.GUIDELINES: printer.guidelines,
    addresses.STORY_IDEA: printer.story_idea,
    addresses.PRIVACY: printer.privacy,
    addresses.MACHINES: printer.machines,
    addresses.ROBOTS: machines.robots_txt,
    addresses.MINING: machines.mining,
}


def births(subject: Subject, reading: Reading) -> Iterator[Birth]:
    if subject.kind != "station":
        return
    own = reading.house_slugs()
    yield Birth(addresses.SECURITY, addresses.SECURITY)
    for path in _PAGES:
        if path.strip("/") not in own:
            yield Birth(path, path)
    for slug, page_id in own.items():
        yield Birth(addresses.house_page(slug), f"page:{page_id}")


def _security(reading: Reading) -> Baked:
    """Good for eleven months from the first of this one, so it is made anew each month and is the same within it."""
    first = reading.now.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    body = machines.security_txt(reading.station(), first + GOOD_FOR)
    reading.wake((first + timedelta(days=32)).replace(day=1))
    return Page(body) if body else None


def render(about: str, path: str, reading: Reading) -> Baked:
    if about == addresses.SECURITY:
        return _security(reading)
    if about in _PAGES:
        return Page(_PAGES[about](reading.station()))
    view = reading.house_page(int(about.partition(":")[2]))
    return Page(printer.house_page(reading.station(), view)) if view and view.path == path else None
