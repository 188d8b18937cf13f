"""The files of a picture, for as long as a public story of the station, or somebody's card, shows it."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from nightdesk.press.reading import Reading
from nightdesk.press.sheets import Baked, Birth, Bundle
from nightdesk.press.subjects import Subject, read

NAME = "picture"
RANK = 5  # before the pages that show it


def births(subject: Subject, reading: Reading) -> Iterator[Birth]:
    if subject.kind == "story":
        yield from _asked_by_story(subject.id, reading)
    elif subject.kind == "author":
        yield from _asked_by_author(subject.id, reading)
    elif subject.kind == "picture":
        for story_id in reading.led_by(subject.id):
            yield from _asked_by_story(story_id, reading)
        for author_id in reading.authors_with(subject.id):
            yield from _asked_by_author(author_id, reading)


def _asked_by_story(story_id: int, reading: Reading) -> Iterator[Birth]:
    for picture_id in sorted(reading.pictures_of(story_id)):
        yield from _birth(picture_id, f"story:{story_id}/page", reading)


def _asked_by_author(author_id: int, reading: Reading) -> Iterator[Birth]:
    found = reading.author(author_id)
    if found and found[0].picture_id:
        yield from _birth(found[0].picture_id, f"author:{author_id}/name", reading)


def _birth(picture_id: int, asked_by: str, reading: Reading) -> Iterator[Birth]:
    if row := reading.picture(picture_id):
        yield Birth(_path(row.key), f"picture:{picture_id}", (asked_by,))


def _path(key: str) -> str:
    return f"/pictures/{key}/"


def render(about: str, path: str, reading: Reading) -> Baked:
    picture_id = int(about.partition(":")[2])
    row = reading.picture(picture_id)
    is_shown = [_is_shown_by(name, picture_id, reading) for name in sorted(reading.asked_by)]
    if row is None or not any(is_shown) or _path(row.key) != path:
        return None
    made = Path(settings.MEDIA_ROOT, "made", row.key)
    cuts = () if row.is_whole else row.crops or ()
    return Bundle(tuple((name, made / name) for _, _, _, name in (*row.prints, *cuts)))


def _is_shown_by(name: str, picture_id: int, reading: Reading) -> bool:
    """Ask one of those that asked for the picture. One that has let go of it is not asked again."""
    subject = read(name)
    if subject is None:
        return False
    if subject.kind == "author":
        found = reading.author(subject.id)
        return found is not None and found[0].picture_id == picture_id
    if subject.kind != "story" or picture_id not in reading.pictures_of(subject.id):
        return False
    return reading.verdict(subject.id).ok
