"""Fetch what sheets show from the desk's tables, many at once."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from nightdesk.desk import facts, sql
from nightdesk.desk.models import (
    Author,
    Bar,
    DaybookLine,
    Edition,
    FrontTail,
    HousePage,
    Pick,
    Picture,
    Section,
    Station,
    Story,
    Thread,
    Topic,
    Wire,
)
from nightdesk.matching.changes import Ran
from nightdesk.press import quick
from nightdesk.press.models import Need, Sheet
from nightdesk.press.telling import Ahead

MOST_OUTCOMES = 20
CARD_FIELDS = (
    "pk", "station_id", "headline", "deck", "summary", "bylines", "byline_agency", "dateline", "section_id",
    "lead_picture_id", "lead_caption", "lead_credit", "lead_alt", "is_lead_file_photo", "credit", "language",
    "updated_at", "wire_id", *facts.FIELDS,
)  # fmt: skip
PAGE_FIELDS = (
    *CARD_FIELDS, "body", "dateline_agency", "dateline_date", "correction", "corrected_at", "update_note",
    "public_note", "contributors", "disclaimer", "copyright", "agency_url", "agency_name",
    "thread_id", "related",
)  # fmt: skip
_CARDS, _PAGES = sql.Columns(Story, CARD_FIELDS), sql.Columns(Story, PAGE_FIELDS)
_AHEAD = (
    "SELECT sentence, starts_at, ends_at FROM desk_daybookline WHERE story_id = %s AND outcome = ''"
    " ORDER BY starts_at, id"
)
_SINCE = (
    "SELECT place.story_id FROM desk_placing place JOIN desk_story story ON story.id = place.story_id"
    " WHERE place.station_id = %s AND place.front = %s AND place.number >= %s AND story.first_run_at > %s"
    " ORDER BY place.number DESC"
)


def cards(story_ids: Collection[int]) -> list[Any]:
    """Return rows with ``CARD_FIELDS`` as attributes."""
    return _CARDS.of(story_ids)


def pages(story_ids: Collection[int]) -> list[Any]:
    """Return rows with ``PAGE_FIELDS`` as attributes."""
    return _PAGES.of(story_ids)


def editions(story_id: int) -> tuple[Ran, ...]:
    """Return the versions of a story that ran, the oldest first."""
    found = Edition.objects.filter(story_id=story_id).order_by("pk")
    return tuple(
        Ran(one.ran_at, _paragraphs(one.words), one.words["correction"], one.is_wrong, one.is_fresh) for one in found
    )


def _paragraphs(words: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    heads = [(kind, words[kind]) for kind in ("headline", "deck", "caption", "note", "update") if words[kind]]
    return (*heads, *((kind, text) for kind, text in words["blocks"]))


def topic_ids(story_ids: Collection[int]) -> list[tuple[int, int]]:
    """Return (story, topic) pairs."""
    return sql.rows_in("SELECT story_id, topic_id FROM desk_story_topics WHERE story_id IN ({})", story_ids)


def author_ids(story_ids: Collection[int]) -> list[tuple[int, int]]:
    """Return (story, author) pairs."""
    return sql.rows_in("SELECT story_id, author_id FROM desk_story_authors WHERE story_id IN ({})", story_ids)


def showing(about: Collection[str]) -> QuerySet[Sheet]:
    """Return the sheets that stand and are of these stories and pictures, or are images with such a picture in them."""
    drawn = Need.objects.filter(subject__in=[f"{one}/file" for one in about if one.startswith("picture:")])
    shown = Sheet.objects.filter(Q(about__in=about) | Q(kind="card", pk__in=drawn.values("sheet_id")))
    return shown.filter(is_present=True)


def pictures(picture_ids: Iterable[int]) -> dict[int, Any]:
    """Return pictures that are ready, by id."""
    fields = ("pk", "key", "prints", "crops", "alt", "credit", "copyright", "is_file_photo", "expires_at")
    found = Picture.every.filter(pk__in=set(picture_ids), state="ready").exclude(key="").order_by()
    said = found.annotate(is_whole=F("wire__is_unaltered")).values_list(*fields, "is_whole", named=True)
    return {row.pk: row for row in said}


def topics(topic_ids: Iterable[int]) -> dict[int, Topic]:
    return Topic.objects.in_bulk(set(topic_ids))


def authors(author_ids: Iterable[int]) -> dict[int, Author]:
    return Author.objects.in_bulk(set(author_ids))


def thread(thread_id: int) -> Thread | None:
    return Thread.objects.filter(pk=thread_id).first()


def outcomes(station_id: int, thread_id: int) -> list[DaybookLine]:
    """Return the lines of a thread's stories that an editor has decided about."""
    decided = DaybookLine.objects.filter(station_id=station_id, story__thread_id=thread_id).exclude(outcome="")
    return list(decided.order_by("-starts_at", "-pk")[:MOST_OUTCOMES])


def ahead(story_id: int) -> tuple[Ahead, ...]:
    """Return what a story's daybook says will be, but for what an editor has decided about."""
    return tuple(Ahead(said, *map(quick.aware, told)) for said, *told in sql.rows(_AHEAD, (story_id,)))


def number_in(story_id: int, front: str) -> int:
    """Return a story's number in a front, 0 when it has none."""
    found = sql.rows("SELECT number FROM desk_placing WHERE story_id = %s AND front = %s", (story_id, front))
    return found[0][0] if found else 0


def picks(station_id: int) -> dict[str, list[Any]]:
    """Return what editors put at the top of a station's fronts, by front, in order."""
    found: dict[str, list[Any]] = {}
    fields = ("front", "story_id", "until", "headline", "picture_id")
    for pick in Pick.objects.filter(station_id=station_id).order_by("front", "rank").values_list(*fields, named=True):
        found.setdefault(pick.front, []).append(pick)
    return found


def bar(station_id: int, kind: str) -> Bar | None:
    return Bar.objects.filter(station_id=station_id, kind=kind).first()


def wire(wire_id: int) -> Wire | None:
    return Wire.objects.filter(pk=wire_id).first()


def station(station_id: int) -> Station | None:
    return Station.objects.filter(pk=station_id).first()


def sections(station_id: int) -> list[Section]:
    return list(Section.objects.filter(station_id=station_id).order_by("rank", "name", "pk"))


def house_pages(station_id: int) -> list[HousePage]:
    return list(HousePage.objects.filter(station_id=station_id).order_by("rank", "name", "pk"))


def last_number(station_id: int, front: str) -> int:
    """Return how many numbers a front has given out."""
    tail = FrontTail.objects.filter(station_id=station_id, front=front).values_list("last", flat=True)
    return tail.first() or 0


def last_numbers(station_id: int, names: Collection[str]) -> dict[str, int]:
    """Return how many numbers each of these fronts has given out; one that has given none is not in it."""
    asked = f"SELECT front, last FROM desk_fronttail WHERE station_id = {int(station_id)} AND front IN ({{}})"  # noqa: S608
    return dict(sql.rows_in(asked, names))


def placed(station_id: int, front: str, first: int, last: int) -> list[int]:
    """Return the stories from one number to another, both counted in, the newest first."""
    return quick.placed_in(station_id, {front: (first, last)})[front]


def months(station_id: int) -> list[tuple[str, int]]:
    """Return (month's front, last number) of the months in which stories ran, the newest first."""
    tails = FrontTail.objects.filter(station_id=station_id, front__startswith="month:", last__gt=0)
    return list(tails.order_by("-front").values_list("front", "last"))


def days(station_id: int, first: str, last: str) -> list[str]:
    """Return the fronts of days ("day:2026-11-23") in which stories ran, from one to another, the oldest first."""
    tails = FrontTail.objects.filter(station_id=station_id, front__gte=first, front__lte=last, last__gt=0)
    return list(tails.order_by("front").values_list("front", flat=True))


def placed_since(station_id: int, front: str, first: int, moment: datetime) -> list[int]:
    """Return the stories from a number on that first ran after a moment, the newest number first."""
    return [story_id for (story_id,) in sql.rows(_SINCE, (station_id, front, first, sql.at(moment)))]


def names_of_station(station_id: int) -> list[str]:
    """Return the subjects of a station's sections, topics, authors, threads and house pages."""
    named = [f"page:{page.pk}/words" for page in house_pages(station_id)]
    for kind, model in (("section", Section), ("topic", Topic), ("author", Author), ("thread", Thread)):
        ids = model.objects.filter(station_id=station_id).order_by("pk").values_list("pk", flat=True)
        named += [f"{kind}:{pk}/name" for pk in ids]
    return named


def stories_of_station(station_id: int) -> list[str]:
    """Return the subjects of a station's stories that have an address."""
    ran = Story.objects.filter(station_id=station_id).exclude(slug="").order_by("pk").values_list("pk", flat=True)
    return [f"story:{pk}/page" for pk in ran.iterator(5000)]


def stories_with(station_id: int, picture_id: int) -> list[int]:
    """Return the stories that have a picture in front, and those whose baked page wanted it."""
    led = (
        Story.objects.filter(station_id=station_id, lead_picture_id=picture_id).order_by().values_list("pk", flat=True)
    )
    wanting = Sheet.objects.filter(station_id=station_id, kind="story", needs__subject=f"picture:{picture_id}/file")
    named = (about.partition(":")[2] for about in wanting.values_list("about", flat=True))
    return sorted({*led, *map(int, named)})


def authors_with(station_id: int, picture_id: int) -> list[int]:
    """Return the authors whose picture it is."""
    found = Author.objects.filter(station_id=station_id, picture_id=picture_id)
    return list(found.order_by("pk").values_list("pk", flat=True))


def stations_of(kind: str, subject_id: int) -> list[int]:
    """Return the stations that a subject belongs to; none when it is no more."""
    if kind == "story":
        return list(Story.objects.filter(pk=subject_id).values_list("station_id", flat=True))
    if kind == "picture":
        led = Story.objects.filter(lead_picture_id=subject_id).order_by().values_list("station_id", flat=True)
        cards = Author.objects.filter(picture_id=subject_id).order_by().values_list("station_id", flat=True)
        known = Sheet.objects.filter(needs__subject=f"picture:{subject_id}/file").order_by()
        return sorted({*led.distinct(), *cards, *known.values_list("station_id", flat=True).distinct()})
    model = {"section": Section, "topic": Topic, "author": Author, "thread": Thread, "page": HousePage}.get(kind)
    return list(model.objects.filter(pk=subject_id).values_list("station_id", flat=True)) if model else []


def stories_of_wire(wire_id: int) -> list[str]:
    """Return the subjects of a wire's stories that have an address."""
    ran = Story.objects.filter(wire_id=wire_id).exclude(slug="").order_by("pk").values_list("pk", flat=True)
    return [f"story:{pk}/{aspect}" for pk in ran.iterator(5000) for aspect in ("page", "card")]
