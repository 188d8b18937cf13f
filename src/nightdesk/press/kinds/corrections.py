"""The page on which a station says what it got wrong. Each corrected story asks for it."""

from collections.abc import Iterator

from nightdesk.press.reading import Reading
from nightdesk.press.sheets import Baked, Birth, Page
from nightdesk.press.subjects import Subject, read
from nightdesk.reader import addresses
from nightdesk.reader import render as printer
from nightdesk.reader.cards import FrontView

NAME = "corrections"
RANK = 30

MOST = 100


def births(subject: Subject, reading: Reading) -> Iterator[Birth]:
    if subject.kind == "story":
        if reading.correction_of(subject.id):
            yield Birth(addresses.CORRECTIONS, "corrections", (f"story:{subject.id}/page",))
    elif subject.kind == "station":
        yield Birth(addresses.CORRECTIONS, "corrections")


def render(about: str, path: str, reading: Reading) -> Baked:
    asking = {subject.id for name in reading.asked_by if (subject := read(name)) and subject.kind == "story"}
    corrected = [story_id for story_id in sorted(asking) if reading.correction_of(story_id)]
    cards = reading.cards(corrected)
    newest = sorted(cards, key=lambda card: (card.updated_at or card.published_at, card.story_id), reverse=True)
    view = FrontView("corrections", "Corrections", addresses.CORRECTIONS, tuple(newest[:MOST]))
    return Page(printer.corrections(reading.station(), view))
