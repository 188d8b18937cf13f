"""A story's own page: the story, the notice that it is gone, or nothing."""

from collections.abc import Iterator

from nightdesk.press.reading import Reading
from nightdesk.press.sheets import Baked, Birth, Gone, Page
from nightdesk.press.subjects import Subject
from nightdesk.reader import render as printer

NAME = "story"
RANK = 10


def births(subject: Subject, reading: Reading) -> Iterator[Birth]:
    if subject.kind == "story" and (path := reading.path(subject.id)):
        yield Birth(path, f"story:{subject.id}")
        for other in reading.just_before_in_thread(subject.id):
            if before := reading.path(other):
                yield Birth(before, f"story:{other}")


def render(about: str, path: str, reading: Reading) -> Baked:
    story_id = int(about.partition(":")[2])
    if reading.path(story_id) != path:
        return None
    verdict = reading.verdict(story_id)
    if verdict.ok and (view := reading.story(story_id)):
        return Page(printer.story(reading.station(), view))
    return Gone(printer.gone(reading.station(), reading.gone(story_id))) if verdict.is_gone else None
