"""What editors put at the top of a front, and the breaking bar above it. Nothing here makes a story public.

What is not picked flows by time. A pick leaves its place at its moment, and a story that the gate holds back leaves
it at once, with the words that the front had for it; it is back in its place when it may be shown again.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from nightdesk.desk import changes
from nightdesk.desk.models import Bar, Pick, Picture, Section, Station, Story
from nightdesk.desk.staff.models import User

MOST = 12
LOGGED, BAR_LOGGED = "nightdesk.front", "nightdesk.bar"


class Changed(Exception):
    """Somebody else arranged the front since this person looked."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One place of a front: the story, and how and how long the front shows it."""

    story_id: int
    until: datetime | None = None
    headline: str = ""
    picture_id: int | None = None


def standing(station: Station, front: str, now: datetime) -> list[Choice]:
    """Return the picks of a front in their order, without those whose moment has passed."""
    found = Pick.objects.filter(station=station, front=front).order_by("rank")
    told = found.values_list("story_id", "until", "headline", "picture_id")
    return [one for one in (Choice(*row) for row in told) if one.until is None or now < one.until]


def version(choices: Sequence[Choice]) -> str:
    """Return what tells two arrangements apart."""
    return hashlib.sha256(repr([astuple(one) for one in choices]).encode()).hexdigest()[:16]


def arrange(
    station: Station, front: str, choices: Sequence[Choice], *, seen: str, by: User | None, says: str, now: datetime
) -> None:
    """Make the top of a front these stories in this order; ``seen`` is the version that the person looked at.

    Raises Changed when it is another by now, ValueError for more than ``MOST``, a story twice, or anything of another
    station.
    """
    ids = [one.story_id for one in choices]
    pictures = {one.picture_id for one in choices} - {None}
    with transaction.atomic():
        Station.objects.select_for_update().get(pk=station.pk)
        before = standing(station, front, now)
        if version(before) != seen:
            raise Changed
        if len(ids) > MOST or len(set(ids)) < len(ids):
            raise ValueError(f"a front has at most {MOST} picks, and a story once")
        if Story.objects.filter(pk__in=ids, station=station).count() < len(ids):
            raise ValueError("a front shows stories of its own station")
        if Picture.objects.filter(pk__in=pictures).exclude(station=station).exclude(station=None).exists():
            raise ValueError("the picture is another station's")
        Pick.objects.filter(station=station, front=front).delete()
        Pick.objects.bulk_create(
            Pick(
                station=station,
                front=front,
                rank=rank,
                story_id=one.story_id,
                until=one.until,
                headline=one.headline[:200],
                picture_id=one.picture_id,
            )
            for rank, one in enumerate(choices, 1)
        )
        kept = [[one.story_id, one.until and one.until.isoformat(), one.headline, one.picture_id] for one in before]
        log(station, LOGGED, user=by, data={"reason": f"{name_of(front)}: {says}", "front": front, "before": kept})
        changes.record([f"front:{station.pk}:{front}/picks"], f"{says}, by {by}", at=now)


def undo(station: Station, front: str, *, seen: str, by: User, now: datetime) -> bool:
    """Put back what stood before the last change of this front; False when there is none. Twice is as it was."""
    entry = last_change(station, front)
    if entry is None:
        return False
    before = [Choice(pk, until and datetime.fromisoformat(until), *how) for pk, until, *how in entry.data["before"]]
    stories = set(Story.objects.filter(pk__in=[one.story_id for one in before]).values_list("pk", flat=True))
    pictures = set(Picture.objects.filter(pk__in=[one.picture_id for one in before]).values_list("pk", flat=True))
    choices = [
        one if one.picture_id in pictures else replace(one, picture_id=None)
        for one in before
        if one.story_id in stories
    ]
    arrange(station, front, choices, seen=seen, by=by, says="undone", now=now)
    return True


def last_change(station: Station, front: str) -> ModelLogEntry | None:
    """Return the newest entry of the audit trail that is about this front."""
    entries = ModelLogEntry.objects.for_instance(station).filter(action=LOGGED).order_by("-timestamp", "-pk")
    return next((entry for entry in entries[:200] if entry.data.get("front") == front), None)


def name_of(front: str) -> str:
    """Return what an editor calls a front."""
    kind, _, number = front.partition(":")
    if kind == "home":
        return "Home"
    return Section.objects.filter(pk=number).values_list("name", flat=True).first() or "A section"


def put_up(
    station: Station,
    words: str,
    *,
    story: Story | None,
    until: datetime,
    by: User | None,
    now: datetime,
    kind: str = "breaking",
) -> None:
    """Put the breaking bar or the weather line up until a moment, in the place of the one that is there."""
    if story is not None and story.station_id != station.pk:
        raise ValueError("the bar leads to a story of its own station")
    with transaction.atomic():
        named = {"words": words.strip()[:140], "story": story, "until": until, "put_up_at": now, "put_up_by": by}
        Bar.objects.update_or_create(station=station, kind=kind, defaults=named)
        name = _BARS[kind]
        log(station, BAR_LOGGED, user=by, data={"reason": f"{name} put up: {words.strip()[:140]}"})
        changes.record([bar_subject(station, kind)], f"the {name} was put up by {by}", at=now)


def take_down(station: Station, *, by: User, now: datetime, kind: str = "breaking") -> None:
    """Take the breaking bar or the weather line down. Doing it again is harmless."""
    with transaction.atomic():
        if Bar.objects.filter(station=station, kind=kind).delete()[0]:
            log(station, BAR_LOGGED, user=by, data={"reason": f"{_BARS[kind]} taken down"})
            changes.record([bar_subject(station, kind)], f"the {_BARS[kind]} was taken down by {by}", at=now)


_BARS = {kind: label.lower() for kind, label in Bar.KINDS}


def bar_subject(station: Station, kind: str) -> str:
    """Return the name by which the press knows what stands above a station's fronts."""
    return f"front:{station.pk}:home/{kind}"
