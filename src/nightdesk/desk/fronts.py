"""Place a story in the fronts it belongs to, numbered from the oldest end.

A front's pages are cut at every ``PAGE`` numbers. A story that leaves keeps its number, so a page
only ever loses a card and no other page moves.
"""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from django.db import connection

from nightdesk.desk import sql
from nightdesk.desk.models.fronts import Placing
from nightdesk.desk.models.stories import Story

_STANDING = "SELECT front, id, number FROM desk_placing WHERE story_id = %s"

PAGE = 20
MONTH_PAGE = 200


def page_size(front: str) -> int:
    """Return how many numbers one older page (or one part of a month's sitemap) holds."""
    return MONTH_PAGE if front.startswith("month:") else PAGE


def fronts_of(story: Story) -> list[str]:
    """Return the fronts a story belongs to now."""
    fronts = ["home"]
    if story.section_id:
        fronts.append(f"section:{story.section_id}")
    fronts += [f"topic:{topic.pk}" for topic in story.topics.all()]
    fronts += [f"author:{author.pk}" for author in story.authors.all()]
    if story.thread_id:
        fronts.append(f"thread:{story.thread_id}")
    if story.first_run_at:
        fronts.append(f"month:{story.first_run_at:%Y-%m}")
        fronts.append(f"day:{story.first_run_at.astimezone(ZoneInfo(story.station.zone)):%Y-%m-%d}")
    return fronts


def place(story: Story) -> list[str]:
    """Put the story in its fronts and take it out of those it left; return the subjects that changed."""
    wanted = fronts_of(story)
    standing = {front: (pk, number) for front, pk, number in sql.rows(_STANDING, (story.pk,))}
    left = {front: place for front, place in standing.items() if front not in wanted}
    if left:
        Placing.objects.filter(pk__in=[pk for pk, _ in left.values()]).delete()
    numbers = _next_numbers(story.station_id, [front for front in wanted if front not in standing])
    places = [(story.station_id, front, number, story.pk) for front, number in numbers.items()]
    sql.insert("desk_placing", ("station_id", "front", "number", "story_id"), places)
    moved = [(front, number) for front, (_, number) in left.items()] + list(numbers.items())
    return [subject for front, number in moved for subject in subjects_of(story.station_id, front, number)]


def subjects_of(station_id: int, front: str, number: int) -> Iterator[str]:
    """Yield the subjects that a story at ``number`` of a front belongs to."""
    yield f"front:{station_id}:{front}/list"
    size = page_size(front)
    if number % size in (0, 1):
        yield f"front:{station_id}:{front}/pages"
    if number == 1 and front.startswith("day:"):
        yield f"front:{station_id}:{front}/first"  # a day is new: calendars and the days beside it tell of it
    yield f"front:{station_id}:{front}/page:{(number - 1) // size + 1}"


def _next_numbers(station_id: int, fronts: list[str]) -> dict[str, int]:
    """Give out the next number of each front, in one statement. The rows are locked until the transaction ends."""
    if not fronts:
        return {}
    rows = ", ".join(["(%s, %s, 1)"] * len(fronts))
    # In the same order everywhere, so that two nodes never wait for each other.
    parameters = [part for front in sorted(fronts) for part in (station_id, front)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO desk_fronttail (station_id, front, last) VALUES {rows} "  # noqa: S608 - placeholders alone
            "ON CONFLICT (station_id, front) DO UPDATE SET last = desk_fronttail.last + 1 RETURNING front, last",
            parameters,
        )
        return dict(cursor.fetchall())
