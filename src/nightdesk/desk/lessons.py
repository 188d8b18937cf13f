"""Teach the copy desk: of words that an editor said are right, a check asks that station no more.

What blocks a story cannot be taught away; somebody runs it by name, or it waits.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log

from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.query import Query
from nightdesk.desk.models import Lesson, Story
from nightdesk.desk.staff.models import User

Key = tuple[str, str]
_LONGEST = 200


def key_of(query: Query, copy: Copy) -> Key:
    """Return what a lesson about this question goes by: the check, and the words it asks about."""
    words = text_of(query.field, query.block, copy)[query.start : query.end].strip()
    return query.check, (words or query.says)[:_LONGEST]


def text_of(field: str, number: int | None, copy: Copy) -> str:
    """Return the text that a question's ``start`` and ``end`` count in; "" where there is none."""
    if field == "block":
        return copy.blocks[number].text if number is not None and number < len(copy.blocks) else ""
    if field in ("caption", "credit", "alt") and number is not None:
        return getattr(copy.cutlines[number], field) if number < len(copy.cutlines) else ""
    found = getattr(copy, field, "")
    return found if isinstance(found, str) else ""


def of_station(station_id: int, story_id: int | None = None) -> frozenset[Key]:
    """Return what a station's checks do not ask about, everywhere or in this story."""
    where = Q(station=station_id, story=None)
    if story_id is not None:
        where |= Q(story=story_id)
    return frozenset(Lesson.objects.filter(where).values_list("check_name", "words"))


def left(queries: Sequence[Query], copy: Copy, station_id: int) -> list[Query]:
    """Return the questions that this station still wants to be asked. Blocks always are."""
    if all(query.severity == "block" for query in queries):
        return list(queries)
    known = of_station(station_id)
    return [query for query in queries if query.severity == "block" or key_of(query, copy) not in known]


def teach(story: Story, key: Key, *, reason: str, by: User, now: datetime, is_everywhere: bool = False) -> Lesson:
    """Keep that these words are right, in one story or everywhere at its station. Saying it twice is harmless."""
    check, words = key
    said = {"reason": reason[:_LONGEST], "by": by, "at": now}
    where = {"station": story.station, "story": None if is_everywhere else story}
    lesson, is_new = Lesson.objects.get_or_create(**where, check_name=check, words=words, defaults=said)
    if is_new:
        place = "at this station" if is_everywhere else "in this story"
        log(story, "nightdesk.taught", user=by, data={"reason": f"“{words}” is no error {place}. {reason}".strip()})
    return lesson


def take_back(lesson: Lesson, *, by: User) -> None:
    """Let the check ask about the words again. Taking back what is gone is harmless."""
    place = "in one story" if lesson.story_id else "at the station"
    about = lesson.story or lesson.station
    with transaction.atomic():
        if Lesson.objects.filter(pk=lesson.pk).delete()[0]:
            says = f"“{lesson.words}” ({lesson.check_name}) is asked about again {place}."
            log(about, "nightdesk.taught", user=by, data={"reason": says})
