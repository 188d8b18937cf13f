"""Other terms of a wire reach what it brought before: what they forbid loses its right to be shown, at once.

It is done by the story's expiry, so that the gate, the pages and the 410 of a right that has ended say the same. Wider
terms later give nothing back by themselves: a newer version of the agency does, or nobody.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Least

from nightdesk.desk import gate
from nightdesk.desk.models import Station, Story, Take, Wire


def stops(wire: Wire, markets: str, storage_days: int | None, stations: Collection[Station], now: datetime) -> int:
    """Return how many running stories these terms would take down."""
    lost = _of_lost_markets(wire, markets, stations) | Q(pk__in=_too_old(wire, storage_days, now).values("pk"))
    running = Story.objects.filter(lost, wire=wire, state="running", live=True, killed_at=None)
    return running.filter(Q(expires_at=None) | Q(expires_at__gt=now)).count()


def put_on(wire: Wire, stations: Collection[Station], now: datetime) -> None:
    """End or shorten the rights of what a wire brought, by the terms it has now, in the caller's transaction."""
    lost = Story.objects.filter(_of_lost_markets(wire, wire.markets, stations), wire=wire, killed_at=None)
    lost.filter(Q(expires_at=None) | Q(expires_at__gt=now)).update(expires_at=now, wakes_at=now)
    if not wire.storage_days:
        return
    ends = _begun() + timedelta(days=wire.storage_days)
    mine = Story.objects.filter(wire=wire, killed_at=None, newest_take__isnull=False)
    mine.filter(expires_at=None).update(expires_at=ends)
    mine.exclude(expires_at=None).update(expires_at=Least("expires_at", ends))
    mine.filter(wakes_at=None).update(wakes_at=Coalesce("expires_at", "wakes_at"))
    mine.exclude(wakes_at=None).update(wakes_at=Least("wakes_at", "expires_at"))


def _of_lost_markets(wire: Wire, markets: str, stations: Collection[Station]) -> Q:
    lost = [station.pk for station in stations if not gate.is_market_allowed(markets, station.market)]
    return Q(station__in=lost)


def _too_old(wire: Wire, storage_days: int | None, now: datetime) -> QuerySet[Story]:
    mine = Story.objects.filter(wire=wire)
    if not storage_days:
        return mine.none()
    return mine.annotate(begun=_begun()).filter(begun__lte=now - timedelta(days=storage_days))


def _begun() -> Subquery:
    """When the days of a story began: when its newest version was written or, not known, when it came."""
    took = Take.objects.filter(pk=OuterRef("newest_take"))
    return Subquery(took.values(at=Least(Coalesce("said_at", "filed_at"), "filed_at"))[:1])
