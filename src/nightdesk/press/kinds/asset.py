"""Style sheets, scripts and marks, under names that carry what is in them."""

from collections.abc import Iterator

from nightdesk.press.reading import Reading
from nightdesk.press.sheets import Baked, Birth, Page
from nightdesk.press.subjects import Subject
from nightdesk.reader import addresses
from nightdesk.reader import render as printer

NAME = "asset"
RANK = 1


def births(subject: Subject, reading: Reading) -> Iterator[Birth]:
    if subject.kind == "station":
        for name, _ in printer.assets():
            yield Birth(addresses.asset(name), name)


def render(about: str, path: str, reading: Reading) -> Baked:
    body = dict(printer.assets()).get(about)
    return Page(body) if body is not None else None
