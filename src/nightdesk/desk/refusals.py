"""What to do about a delivery that was refused or held: read it again, put a mended one in its place, put it away.

Nothing is deleted. What was put away can still be looked at, and read again.
"""

from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from nightdesk.desk import deliveries
from nightdesk.desk.models import Delivery
from nightdesk.desk.staff.models import User

OPEN = ("refused", "held")
DISMISSED = "dismissed"


def retry(delivery: Delivery, *, by: User | None) -> bool:
    """Put a delivery back: the intake takes it up like a new one. False when somebody did so before."""
    with transaction.atomic():
        waiting = Delivery.objects.filter(pk=delivery.pk, outcome__in=(*OPEN, DISMISSED))
        if not waiting.update(outcome="received", fault="", finished_at=None, leased_until=None, tries=0):
            return False
        log(delivery, "nightdesk.delivery", user=by, data={"reason": f"Read again. It was: {delivery.fault[:200]}"})
    return True


def dismiss(delivery: Delivery, *, reason: str, by: User | None) -> bool:
    """Put a delivery away; why it was refused stays with it. False when it is not open any more."""
    with transaction.atomic():
        if not Delivery.objects.filter(pk=delivery.pk, outcome__in=OPEN).update(outcome=DISMISSED):
            return False
        log(delivery, "nightdesk.delivery", user=by, data={"reason": f"Put away. {reason}".strip()})
    return True


def mend(delivery: Delivery, raw: bytes, *, name: str, by: User | None, now: datetime) -> Delivery | None:
    """Take a mended document in the place of this one, with what came beside it.

    None when the wire brought these very bytes before; then everything stays as it is.
    """
    headers = {key: value for key, value in delivery.headers.items() if key == "content-location"}
    with transaction.atomic():
        mended, is_new = deliveries.receive(
            delivery.wire, raw, received_at=now, headers=headers, source=f"{name} (mended by {by})"
        )
        if not is_new:
            return None
        Delivery.objects.filter(pk=mended.pk).update(beside=delivery.beside)
        dismiss(delivery, reason=f"Delivery {mended.pk} took its place.", by=by)
    return mended
