"""The pages every station has: what to say for an unknown address, guidelines, story ideas, robots.txt."""

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
}


def births(subject: Subject, reading: Reading) -> Iterator[Birth]:
    if subject.kind == "station":
        for path in _PAGES:
            yield Birth(path, path)


def render(about: str, path: str, reading: Reading) -> Baked:
    return Page(_PAGES[about](reading.station())) if about in _PAGES else None
