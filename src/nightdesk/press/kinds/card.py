"""The image that is shown when a story is shared. It is about the story, so a kill unlinks it with the page."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from django.conf import settings

from nightdesk.press.reading import Reading
from nightdesk.press.sheets import Baked, Birth, Drawn
from nightdesk.press.subjects import Subject
from nightdesk.reader import card_image
from nightdesk.reader.cards import CardView, StationView

NAME = "card"
RANK = 70  # after everything else: no page waits for it


def births(subject: Subject, reading: Reading) -> Iterator[Birth]:
    """The image as it is now; and as it will be when the right to the picture has ended, since nobody asks then."""
    if subject.kind == "picture":
        for story_id in reading.led_by(subject.id):
            yield from _births(story_id, reading)
    elif subject.kind == "story":
        yield from _births(subject.id, reading)


def _births(story_id: int, reading: Reading) -> Iterator[Birth]:
    if card := reading.card(story_id):
        yield Birth(card_image.path_of(reading.station(), card), f"story:{story_id}")
        if reading.is_picture_lent(story_id):
            bare = replace(card, picture=None)
            yield Birth(card_image.path_of(reading.station(), bare), f"story:{story_id}")


def render(about: str, path: str, reading: Reading) -> Baked:
    card = reading.card(int(about.partition(":")[2]))
    if card is None or path != card_image.path_of(reading.station(), card):
        return None
    return Drawn(f"{path} {card_image.HAND}", partial(_draw, reading.station(), card))


def _draw(station: StationView, card: CardView) -> bytes:
    """Draw it, with the square from the darkroom's own files."""
    square = card_image.square_of(card)
    if square is None:
        return card_image.drawn(station, card)
    key, name = square.path.split("/")[-2:]
    return card_image.drawn(station, card, Path(settings.MEDIA_ROOT, "made", key, name).read_bytes())
