"""Place a story in the fronts it belongs to, numbered from the oldest end.

A front's pages are cut at every ``PAGE`` numbers. A story that leaves keeps its number, so a page
only ever loses a card and no other page moves.
"""

from collections.abc import Iterator

from django.db.models import F

from nightdesk.desk.models.fronts import FrontTail, Placing
from nightdesk.desk.models.stories import Story

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
    if story.first_run_at:
        fronts.append(f"month:{story.first_run_at:%Y-%m}")
    return fronts


def place(story: Story) -> Iterator[str]:
    """Put the story in its fronts and take it out of those it left; yield the subjects that changed."""
    wanted = fronts_of(story)
    standing = dict(Placing.objects.filter(story=story).values_list("front", "pk"))
    for front in wanted:
        if front not in standing:
            number = _next_number(story.station_id, front)
            Placing.objects.create(station_id=story.station_id, front=front, number=number, story=story)
            yield from subjects_of(story.station_id, front, number)
    if left := {front: pk for front, pk in standing.items() if front not in wanted}:
        for front, number in Placing.objects.filter(pk__in=left.values()).values_list("front", "number"):
            yield from subjects_of(story.station_id, front, number)
        Placing.objects.filter(pk__in=left.values()).delete()


def subjects_of(station_id: int, front: str, number: int) -> Iterator[str]:
    """Yield the subjects that a story at ``number`` of a front belongs to."""
    yield f"front:{station_id}:{front}/list"
    size = page_size(front)
    if number % size in (0, 1):
        yield f"front:{station_id}:{front}/pages"
    yield f"front:{station_id}:{front}/page:{(number - 1) // size + 1}"


def _next_number(station_id: int, front: str) -> int:
    """Give out the next number. The row is locked until the transaction ends."""
    if not FrontTail.objects.filter(station_id=station_id, front=front).update(last=F("last") + 1):
        FrontTail.objects.get_or_create(station_id=station_id, front=front)
        FrontTail.objects.filter(station_id=station_id, front=front).update(last=F("last") + 1)
    return FrontTail.objects.values_list("last", flat=True).get(station_id=station_id, front=front)
