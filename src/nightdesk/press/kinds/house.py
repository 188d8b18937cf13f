"""The pages every station has, and those it has written about itself: privacy, terms, its public file, robots.txt."""

from collections.abc import Callable, Iterator

from nightdesk.press.reading import Reading
from nightdesk.press.sheets import Baked, Birth, Page
from nightdesk.press.subjects import Subject
from nightdesk.reader import addresses
from nightdesk.reader import render as printer
from nightdesk.reader.cards import StationView

NAME = "house"
RANK = 15

_PAGES: dict[str, Callable[[StationView], bytes]] = {
    addresses.NOT_FOUND: printer.not_found,
    addresses.GUIDELINES: printer.guidelines,
    addresses.STORY_IDEA: printer.story_idea,
    addresses.ROBOTS: printer.robots_txt,
    addresses.PRIVACY: printer.privacy,
}


def births(subject: Subject, reading: Reading) -> Iterator[Birth]:
    if subject.kind != "station":
        return
    own = reading.house_slugs()
    for path in _PAGES:
        if path.strip("/") not in own:
            yield Birth(path, path)
    for slug, page_id in own.items():
        yield Birth(addresses.house_page(slug), f"page:{page_id}")


def render(about: str, path: str, reading: Reading) -> Baked:
    if about in _PAGES:
        return Page(_PAGES[about](reading.station()))
    view = reading.house_page(int(about.partition(":")[2]))
    return Page(printer.house_page(reading.station(), view)) if view and view.path == path else None
