"""What changed in a story, word by word, below the story's own address. It is gone when the story is gone."""

from collections.abc import Iterator

from nightdesk.press.reading import Reading
from nightdesk.press.sheets import Baked, Birth, Gone, Page
from nightdesk.press.subjects import Subject
from nightdesk.reader import addresses
from nightdesk.reader import render as printer

NAME = "changes"
RANK = 12


def births(subject: Subject, reading: Reading) -> Iterator[Birth]:
    if subject.kind == "story" and (path := reading.path(subject.id)) and reading.has_changed(subject.id):
        # It is about the story, as the story's page is: a kill unlinks both before anything else is done.
        yield Birth(addresses.changes(path), f"story:{subject.id}")


def render(about: str, path: str, reading: Reading) -> Baked:
    story_id = int(about.partition(":")[2])
    if addresses.changes(reading.path(story_id)) != path or not reading.has_changed(story_id):
        return None
    verdict = reading.verdict(story_id)
    if verdict.ok and (view := reading.changes(story_id)):
        return Page(printer.changes(reading.station(), view))
    return Gone(printer.gone(reading.station(), reading.gone(story_id))) if verdict.is_gone else None
