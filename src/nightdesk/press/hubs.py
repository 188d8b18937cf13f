"""Tell a station's WebSub hub that a feed changed. Rows, no queue: the bakery writes one a feed, this room reads them.

A feed that changes again while its ping waits is told once. A hub that does not answer is asked again, later each
time, for a day; its last fault stands in the row, where ``status`` shows it.
"""

import logging
import threading
from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.db import close_old_connections
from django.db.models import F

from nightdesk.desk.models import Station
from nightdesk.kit import clock, outbound
from nightdesk.press.models import Ping
from nightdesk.reader import addresses

log = logging.getLogger(__name__)

CALM = timedelta(seconds=2)  # several stories in a row are one ping
LEASE = timedelta(seconds=30)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=10), timedelta(hours=1)
FORGOTTEN_AFTER = timedelta(days=1)
MOST = 20
IDLE_S = 1.0


class Hubs:
    """The room's loop: tell what waits, rest when nothing does."""

    def __init__(self, stop: threading.Event) -> None:
        self.stop = stop

    def run(self) -> None:
        """Work until told to stop."""
        while not self.stop.is_set():
            if not tell_waiting(clock.now()):
                close_old_connections()
                self.stop.wait(IDLE_S)


def want(feeds: Iterable[tuple[int, str]], now: datetime) -> None:
    """Want a ping for each of these feeds (station, address), inside the transaction that records their baking."""
    for station_id, address in feeds:
        named = {"station_id": station_id, "wanted_at": now, "next_try_at": now + CALM, "tries": 0, "fault": ""}
        Ping.objects.update_or_create(address=address, defaults=named)


def tell_waiting(now: datetime) -> int:
    """Tell the hubs of up to ``MOST`` feeds whose time has come; return how many were tried."""
    tried = 0
    for ping in Ping.objects.filter(next_try_at__lte=now).order_by("next_try_at", "pk")[:MOST]:
        claimed = Ping.objects.filter(pk=ping.pk, next_try_at=ping.next_try_at)
        if claimed.update(next_try_at=now + LEASE, tries=F("tries") + 1):
            ping.next_try_at = now + LEASE
            tried += 1
            _tell(ping, now)
    return tried


def _tell(ping: Ping, now: datetime) -> None:
    ours = Ping.objects.filter(pk=ping.pk, next_try_at=ping.next_try_at)  # not wanted again meanwhile
    station = Station.objects.filter(pk=ping.station_id).first()
    if station is None or not station.websub_hub:
        ours.delete()
        return
    url = addresses.absolute(station.url, ping.address.partition(":")[2])
    try:
        outbound.post(station.websub_hub, urlencode({"hub.mode": "publish", "hub.url": url}).encode())
    except outbound.OutboundFault as fault:
        log.warning("the hub %s was not told of %s: %s", station.websub_hub, url, fault.says)
        if now - ping.wanted_at > FORGOTTEN_AFTER:
            ours.delete()
        else:
            pause = max(min(FIRST_PAUSE * 2**ping.tries, LONGEST_PAUSE), timedelta(seconds=fault.retry_after_s or 0))
            ours.update(next_try_at=now + min(pause, FORGOTTEN_AFTER), fault=fault.says[:300])
    else:
        ours.delete()
