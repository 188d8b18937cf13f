"""How many of everything, and whether the house is idle."""

import json
import sys
import threading
import time

from django.db.models import Count, F

from nightdesk.desk import sql
from nightdesk.desk.models import Change, Delivery, Picture, Story, Take, Wire
from nightdesk.intake.sources import folder
from nightdesk.kit import clock
from nightdesk.kit.refused import LATE
from nightdesk.press.models import Ping, Sheet, Unindexed

# One look at both: a delivery that is filed may be an offer to hand over, and that a delivery again.
_ON_THE_WAY = (
    "SELECT (SELECT COUNT(DISTINCT offer.id) FROM desk_offer offer JOIN desk_nudge nudge ON nudge.offer_id = offer.id"
    " WHERE offer.fault = ''), (SELECT COUNT(*) FROM desk_delivery WHERE outcome = 'received')"
)


def counts() -> dict[str, int]:
    """Return the numbers of ``status``, each under its own name."""
    outcomes = dict(Delivery.objects.order_by().values_list("outcome").annotate(Count("id")))
    states = dict(Story.objects.order_by().values_list("state").annotate(Count("id")))
    return {
        "deliveries": sum(outcomes.values()),
        "waiting": outcomes.get("received", 0),
        "refused": outcomes.get("refused", 0),
        "takes": Take.objects.count(),
        "stories": sum(states.values()),
        "running": states.get("running", 0),
        "held": states.get("held", 0),
        "spiked": states.get("spiked", 0),
        "killed": states.get("killed", 0),
        "pictures_wanted": Picture.every.filter(state="wanted").count(),
        "pictures_failed": Picture.every.filter(state="failed").count(),
        "changes": Change.objects.filter(planned_at=None).count(),
        "sheets": Sheet.objects.filter(is_present=True).count(),
        "stale": Sheet.objects.filter(baked__lt=F("wanted")).count(),
        "failed": Sheet.objects.exclude(fault="").count(),
        "unindexed": Unindexed.objects.count(),
        "pings": Ping.objects.count(),
        "pings_failed": Ping.objects.exclude(fault="").count(),
    }


def show(*, as_json: bool) -> int:
    """Print the numbers."""
    numbers = counts()
    if as_json:
        print(json.dumps(numbers))
    else:
        for name, number in numbers.items():
            print(f"{name}\t{number}")
    return 0


def settle(*, timeout_s: float) -> int:
    """Wait until nothing is to be taken in, filed, developed, planned, baked or indexed; exit 4 when it is late.

    What waits for a later try after a failure counts as at rest: it may wait for hours.
    """
    until, pause = time.monotonic() + timeout_s, threading.Event()
    while busy := unsettled():
        if time.monotonic() >= until:
            print(f"nightdesk: not settled after {timeout_s:g} s: {busy}. Is “nightdesk up” running?", file=sys.stderr)
            return LATE
        pause.wait(0.05)
    return 0


def unsettled() -> str:
    """Return what is still to be done, in words; empty when the house is idle."""
    now = clock.now()
    for wire in Wire.objects.filter(kind="folder", state="on"):
        if waiting := folder.waiting(wire):
            return f"{waiting} documents in the folder of {wire.name}"
    [(offers, deliveries)] = sql.rows(_ON_THE_WAY)
    if deliveries:
        return f"{deliveries} deliveries to file"
    if offers:
        return f"{offers} stories to hand to sister stations"
    if waiting := Picture.every.filter(state="wanted", next_try_at__lte=now, tries=0).count():
        return f"{waiting} pictures to develop"
    if waiting := Change.objects.filter(planned_at=None).count():
        return f"{waiting} changes to plan"
    if waiting := Sheet.objects.filter(baked__lt=F("wanted"), fault="").count():
        return f"{waiting} sheets to bake"
    if waiting := Unindexed.objects.count():
        return f"{waiting} stories to put into the search"
    return ""
