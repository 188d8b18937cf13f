"""The image that is shown when a story is shared. It is about the story, so a kill unlinks it with the page."""

from collections.abc import Iterator

from nightdesk.press.reading import Reading
from nightdesk.press.sheets import Baked, Birth, Page
from nightdesk.press.subjects import Subject
from nightdesk.reader import card_image

NAME = "card"
RANK = 70  # after everything else: no page waits for it


def births(subject: Subject, reading: Reading) -> Iterator[Birth]:
    if subject.kind == "story" and (card := reading.card(subject.id)):
        yield Birth(card_image.path_of(reading.station(), card), f"story:{subject.id}")


def render(about: str, path: str, reading: Reading) -> Baked:
    card = reading.card(int(about.partition(":")[2]))
    if card is None or path != card_image.path_of(reading.station(), card):
        return None
    return Page(card_image.png(reading.station(), card))
