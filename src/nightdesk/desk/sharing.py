"""Offer a story to sister stations, take the offer back, and find out where a copy came from.

A copy travels as a wire does: intake reads the nudges and hands documents to the sisters' wires
(``intake.sources.sister``). Nothing is handed over in the transaction that changed the story.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from nightdesk.desk import nudges, sql
from nightdesk.desk.models import Handover, Offer, Station, Story, Wire
from nightdesk.desk.sharing_terms import Leg, Terms
from nightdesk.desk.staff.models import User

_MOST_LEGS = 20
_OPEN = (
    "INSERT INTO desk_offer (story_id, station_id, is_open, opened_at, tries, fault) VALUES (%s, %s, %s, %s, 0, '')"
    " ON CONFLICT (story_id) DO NOTHING"
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a story began, and what it came through since; a story of our own came through nothing."""

    story: Story
    stations: frozenset[int]
    legs: tuple[Leg, ...]
    guid: str = ""  # what sisters know it by; "" for a story that began at its own station
    is_whole: bool = True  # False: the way it came cannot be followed any more


def offer(story: Story, *, by: User | None, now: datetime) -> None:
    """Offer a story; from then on its updates, corrections and kill travel too. Offering twice is harmless."""
    with transaction.atomic():
        sql.run(_OPEN, (story.pk, story.station_id, True, sql.at(now)))
        Offer.objects.filter(story=story, is_open=False).update(is_open=True, opened_at=now)
        log(story, "nightdesk.offered", user=by, data={})
        nudges.of_stories([story.pk])


def withdraw(story: Story, *, by: User | None, reason: str, now: datetime) -> None:
    """Take an offer back: the sisters are asked not to use the story. Twice is harmless."""
    with transaction.atomic():
        if Offer.objects.filter(story=story, is_open=True).update(is_open=False):
            log(story, "nightdesk.withdrawn", user=by, data={"reason": reason})
            nudges.of_stories([story.pk])


def offer_by_itself(story: Story, now: datetime) -> None:
    """Offer a story that runs at a station that offers everything; not one whose offer was taken back."""
    if story.wire is None or story.wire.is_shareable:
        sql.run(_OPEN, (story.pk, story.station_id, True, sql.at(now)))


def wires_from(station_id: int) -> list[Wire]:
    """Return the sister wires that take from a station."""
    return list(Wire.objects.filter(kind="sister", sister=station_id).order_by("pk").prefetch_related("stations"))


def origin_of(story: Story) -> Origin:
    """Follow a story back over the sister wires it came by."""
    stations, legs, guid = {story.station_id}, [], ""
    while story.wire is not None:
        legs.append(Leg(terms_of(story.wire), _market_of(story)))
        if story.wire.kind != "sister":
            break
        guid = guid or story.wire_key
        handed = Handover.objects.filter(wire=story.wire, guid=story.wire_key).select_related("offer").first()
        earlier = handed and _story(handed.offer.story_id)
        if not earlier or earlier.station_id in stations or len(legs) > _MOST_LEGS:
            return Origin(story, frozenset(stations), tuple(legs), guid, is_whole=False)
        story = earlier
        stations.add(story.station_id)
    return Origin(story, frozenset(stations), tuple(legs), guid)


def terms_of(wire: Wire) -> Terms:
    """Return what a wire's terms allow."""
    return Terms(
        name=str(wire),
        is_shareable=wire.is_shareable,
        markets=wire.markets,
        is_noindex=wire.indexing != "index",
        is_full_text_in_feeds=wire.is_full_text_in_feeds,
        are_comments_allowed=wire.are_comments_allowed,
        is_unaltered=wire.is_unaltered,
    )


def agencies_at(station: Station) -> list[str]:
    """Return what the station and the agencies it takes are called: a sister reads their names in its bylines."""
    wires = Wire.objects.filter(stations=station)
    names = [name for wire in wires for name in (wire.title, wire.credit_line, *wire.agency_names)]
    return list(dict.fromkeys(name for name in (station.name, station.call_sign, *names) if name))


def _story(story_id: int | None) -> Story | None:
    return Story.objects.filter(pk=story_id).select_related("wire", "station", "newest_take").first()


def _market_of(story: Story) -> str:
    take = story.newest_take
    return (take.copy or {}).get("market", "") if take else ""
