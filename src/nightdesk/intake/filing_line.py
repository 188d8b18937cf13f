"""Who files what next: deliveries are claimed by lease, one at a time for each wire, the wires in turn.

A flood on one wire never makes another wait longer than one delivery of each; a process that dies leaves a lease
that runs out, and filing again changes nothing. A delivery that broke off MOST_TRIES times is held, not tried for ever.
"""

import logging
import threading
from collections import deque
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from nightdesk.desk import filing
from nightdesk.desk.models import Delivery, Wire
from nightdesk.kit import clock, crash

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=50)
MOST_TRIES = 5
PAUSE = timedelta(seconds=10)  # after a delivery broke off, longer each time
LONGEST = (
    MOST_TRIES * PAUSE + PAUSE
)  # no lease and no pause ends later; one that does is from before the clock went back
TURN = 16  # deliveries of one wire in a row, while others wait
TURN_S = 1.0

_HELD = "Filing broke off {tries} times; the log of the intake says where. It can be tried again from the desk."


class Line:
    """The wires that wait, shared by the filers of one process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._wires: deque[int] = deque()

    def file_next(self) -> bool:
        """File some deliveries of the wire whose turn it is; tell whether there was anything to do."""
        while (wire_id := urgent_wire(clock.now()) or self._next_wire()) is not None:
            if self._turn(wire_id):
                return True
            if not self._wires:
                break
        return False

    def _turn(self, wire_id: int) -> bool:
        until, filed = clock.seconds() + TURN_S, 0
        while filed < TURN and clock.seconds() < until and (delivery := claim(wire_id, clock.now())):
            file_claimed(delivery)
            filed += 1
        return filed > 0

    def _next_wire(self) -> int | None:
        with self._lock:
            if not self._wires:
                self._wires.extend(waiting_wires(clock.now()))
            return self._wires.popleft() if self._wires else None


def waiting_wires(now: datetime) -> list[int]:
    """Return the wires that are on and have deliveries to file, by id."""
    mine = Delivery.objects.filter(_is_free(now), wire=OuterRef("pk"), outcome="received")
    wires = Wire.objects.filter(Exists(mine), state="on")
    return list(wires.order_by("pk").values_list("pk", flat=True))


def urgent_wire(now: datetime) -> int | None:
    """Return the wire of the oldest delivery that may carry a kill, when nobody is filing for it at this moment."""
    urgent = Delivery.objects.filter(_is_free(now), outcome="received", is_urgent=True, wire__state="on")
    busy = Delivery.objects.filter(_is_leased(now), wire=OuterRef("wire"), outcome="received")
    return urgent.exclude(Exists(busy)).order_by("pk").values_list("wire_id", flat=True).first()


def claim(wire_id: int, now: datetime) -> Delivery | None:
    """Take a lease on the free delivery of a wire whose turn it is; None when none is, or another process is there.

    What may carry a kill comes first, then the oldest.
    """
    with transaction.atomic():
        Wire.objects.select_for_update().only("pk").get(pk=wire_id)
        waiting = Delivery.objects.filter(wire=wire_id, outcome="received")
        if waiting.filter(_is_leased(now)).exists():
            return None
        free = waiting.filter(_is_free(now)).order_by("pk").select_related("wire")
        delivery = free.filter(is_urgent=True).first() or free.first()
        if delivery is None:
            return None
        mine = waiting.filter(pk=delivery.pk)
        if delivery.tries >= MOST_TRIES:
            fault = f"{_HELD.format(tries=delivery.tries)} {delivery.fault}".strip()
            mine.update(outcome="held", fault=fault, finished_at=now, leased_until=None)
            return None
        mine.update(leased_until=now + LEASE, tries=F("tries") + 1, fault="")
    crash.at("after_claim")
    return delivery


def file_claimed(delivery: Delivery) -> None:
    """File a delivery that is ours. When that breaks off, it is tried again after a pause, others of its wire first."""
    try:
        filing.process(delivery, now=clock.now())
    except Exception as fault:
        log.exception("delivery %s of %s broke off; it will be tried again", delivery.pk, delivery.wire.name)
        again_at = clock.now() + PAUSE * (delivery.tries + 1)
        waiting = Delivery.objects.filter(pk=delivery.pk, outcome="received")
        waiting.update(leased_until=again_at, fault=f"{type(fault).__name__}: {fault}"[:1000])
    crash.at("after_filing")


def forget_leases() -> int:
    """Free what a killed process had claimed. Only for an intake that knows it is alone."""
    return Delivery.objects.filter(outcome="received", leased_until__isnull=False).update(leased_until=None)


def _is_free(now: datetime) -> Q:
    return Q(leased_until__isnull=True) | Q(leased_until__lte=now) | Q(leased_until__gt=now + LONGEST)


def _is_leased(now: datetime) -> Q:
    return Q(leased_until__gt=now, leased_until__lte=now + LONGEST, fault="")
