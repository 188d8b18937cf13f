"""Tell a station's WebSub hub that a feed changed. Rows, no queue: the bakery writes one a feed, this room reads them.

A feed that changes again while its ping waits is told once, and its ping waits no longer for that: a feed that changes
all the time is told all the time. A hub that does not answer is asked again, later each time, until the newest change
is a day old; while it is away nothing else is sent to it, so that it delays no other hub. Its last fault stands in the
row, where ``status`` counts it and ``doctor`` says it.
"""

import logging
import threading
from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.db import connection
from django.db.models import F, Max, Q

from nightdesk.desk.models import Station
from nightdesk.desk.rooms import keep_at
from nightdesk.kit import clock, outbound
from nightdesk.press.models import Ping
from nightdesk.reader import addresses

log = logging.getLogger(__name__)

CALM = timedelta(seconds=2)  # several stories in a row are one ping
LEASE = timedelta(seconds=30)  # longer than one POST may take
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=10), timedelta(hours=1)
FORGOTTEN_AFTER = timedelta(days=1)
MOST_DOUBLINGS = 12  # more would be above the longest pause anyway
IDLE_S = 1.0

_WANT = (
    "INSERT INTO press_ping (address, station_id, wish, wanted_at, next_try_at, tries, fault)"
    " VALUES (%s, %s, 1, %s, %s, 0, '')"
    " ON CONFLICT (address) DO UPDATE SET wish = press_ping.wish + 1, wanted_at = excluded.wanted_at"
)


class Hubs:
    """The room's loop: tell what waits, rest when nothing does."""

    def __init__(self, stop: threading.Event) -> None:
        self.stop = stop

    def run(self) -> None:
        """Work until told to stop."""
        keep_at(self.stop, lambda: tell_next(clock.now()), idle_s=IDLE_S, trouble="the hubs could not be told")


def want(feeds: Iterable[tuple[int, str]], now: datetime) -> None:
    """Want a ping for each of these feeds (station, address), inside the transaction that records their baking.

    Always in the same order, so that two bakers wait for each other and never cross.
    """
    at, first_try = (connection.ops.adapt_datetimefield_value(moment) for moment in (now, now + CALM))
    rows = [(address, station_id, at, first_try) for station_id, address in sorted(feeds, key=lambda feed: feed[1])]
    with connection.cursor() as cursor:
        cursor.executemany(_WANT, rows)


def tell_next(now: datetime) -> bool:
    """Tell the hub of the feed that has waited longest past its time; tell whether one waited."""
    # A row whose next try lies further ahead than any pause was put off before the clock was set back.
    due = Q(next_try_at__lte=now) | Q(next_try_at__gt=now + FORGOTTEN_AFTER + LEASE)
    ping = Ping.objects.filter(due).order_by("next_try_at", "pk").first()
    if ping is None:
        return False
    claimed = Ping.objects.filter(pk=ping.pk, next_try_at=ping.next_try_at, tries=ping.tries)
    if claimed.update(next_try_at=now + LEASE, tries=F("tries") + 1):
        _tell(ping, now)
    return True


def _tell(ping: Ping, now: datetime) -> None:
    """Tell the hub, and let the row go unless the feed changed meanwhile."""
    row = Ping.objects.filter(pk=ping.pk)
    station = Station.objects.filter(pk=ping.station_id).first()
    if station is None or not station.websub_hub:
        row.delete()
        return
    url = addresses.absolute(station.url, ping.address.partition(":")[2])
    try:
        outbound.post(station.websub_hub, urlencode({"hub.mode": "publish", "hub.url": url}).encode())
    except outbound.OutboundFault as fault:
        log.warning("the hub %s was not told of %s: %s", station.websub_hub, url, fault.says)
        _put_off(ping, station.websub_hub, fault, now)
    else:
        if not row.filter(wish=ping.wish).delete()[0]:
            row.update(next_try_at=now + CALM, tries=0, fault="")


def _put_off(ping: Ping, hub: str, fault: outbound.OutboundFault, now: datetime) -> None:
    """Ask later, and ask nothing else of a hub that is away; forget what has been wanted for a day."""
    of_hub = Ping.objects.filter(station__websub_hub=hub)
    tries = ping.tries if fault.permanent else of_hub.aggregate(most=Max("tries"))["most"] or 0
    pause = min(FIRST_PAUSE * 2 ** min(tries, MOST_DOUBLINGS), LONGEST_PAUSE)
    until = now + min(max(pause, timedelta(seconds=fault.retry_after_s or 0)), FORGOTTEN_AFTER)
    Ping.objects.filter(pk=ping.pk).update(next_try_at=until, fault=fault.says[:300])
    if not fault.permanent:  # a refusal is about this feed, silence about the hub
        of_hub.filter(next_try_at__lt=until).update(next_try_at=until)
    of_hub.filter(wanted_at__lt=now - FORGOTTEN_AFTER).delete()
