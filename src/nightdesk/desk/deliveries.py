"""Keep what came in, before anything else is done with it, and read it back."""

import hashlib
import os
import zlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, OperationalError, transaction

from nightdesk.desk import ledger, precedence, sql
from nightdesk.desk.models import Delivery, Wire
from nightdesk.wire import haste
from nightdesk.wire.item import WireFault

_DELIVERIES = sql.Rows(Delivery)


def receive(
    wire: Wire,
    raw: bytes,
    *,
    received_at: datetime,
    headers: Mapping[str, str] | None = None,
    source: str = "",
    beside: Mapping[str, bytes] | None = None,
) -> tuple[Delivery, bool]:
    """Store a document and commit it; return it and whether it is new. Only then may it be acknowledged.

    The same bytes on the same wire are the same delivery, however often they come. ``beside`` are the
    files that the document refers to by relative reference.
    """
    sha256 = hashlib.sha256(raw).hexdigest()
    if sql.rows("SELECT id FROM desk_delivery WHERE wire_id = %s AND sha256 = %s", (wire.pk, sha256)):
        return Delivery.objects.get(wire=wire, sha256=sha256), False
    precedence.give_way()
    kept = {reference: keep_beside(data) for reference, data in (beside or {}).items()}
    delivery = Delivery(
        wire=wire,
        received_at=received_at,
        sha256=sha256,
        raw=zlib.compress(raw, 1),
        size_bytes=len(raw),
        headers=dict(headers or {}),
        source=source[:1000],
        beside=kept,
        is_urgent=haste.is_urgent(raw),
    )
    try:
        _store(delivery)
    except IntegrityError:
        return Delivery.objects.get(wire=wire, sha256=sha256), False
    return delivery, True


def _store(delivery: Delivery) -> None:
    """Commit a delivery. What may be a kill gets the room that is kept for kills when the disk is full."""
    try:
        with transaction.atomic():
            _DELIVERIES.put(delivery)
    except OperationalError:
        if not delivery.is_urgent or not ledger.make_room():
            raise
        with transaction.atomic():
            _DELIVERIES.put(delivery)


def raw_of(delivery: Delivery) -> bytes:
    """Return the bytes as they came. Raises WireFault for a repeat whose bytes were let go."""
    if not delivery.raw and delivery.size_bytes:
        raise WireFault("storage", "The bytes of this repeat were let go after some days; the first delivery has them.")
    return zlib.decompress(delivery.raw)


def keep_beside(data: bytes) -> str:
    """Store a file that came beside a document, by its content, on disk for good; return its sha256."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = beside_path(sha256)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{sha256}.{os.getpid()}")
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    return sha256


def beside_path(sha256: str) -> Path:
    """Return where a file that came beside a document is kept."""
    return Path(settings.MEDIA_ROOT) / "received" / sha256[:2] / sha256
