"""Cut ready pictures in the ratios of cards, round what matters in them: those of before there were crops, those whose
focal point an editor moved, and those whose wire's terms have changed. ``Picture.crops`` null says: to be made.

What terms forbid to alter is not cut. A picture waits for nothing here: until it is cut, it is shown whole.
"""

import logging
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from nightdesk.desk import changes, darkroom
from nightdesk.desk.models import Picture

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=3)
_FIELDS = ("pk", "key", "file", "width", "height", "focal_point_x", "focal_point_y", "next_try_at")


def cut_waiting(now: datetime, limit: int = 10) -> int:
    """Make the crops of ready pictures that wait for them, the newest first; return how many were tried."""
    # A lease that ends later than any can is from before the clock went back.
    is_free = Q(next_try_at=None) | Q(next_try_at__lte=now) | Q(next_try_at__gt=now + LEASE)
    uncut = Picture.objects.filter(is_free, crops__isnull=True).exclude(key="").order_by("-pk")
    waiting = uncut.annotate(is_whole=F("wire__is_unaltered")).values_list(*_FIELDS, "is_whole", named=True)
    taken = 0
    for row in list(waiting[:limit]):  # rows, not instances: an instance opens its file
        if _as_it_was(row).update(next_try_at=now + LEASE):
            taken += 1
            _cut(row._replace(next_try_at=now + LEASE), now)
    return taken


def want_anew(pictures: Q) -> None:
    """Have these pictures cut again, or left whole, when what is to be kept or what terms allow has changed."""
    Picture.every.filter(pictures).update(crops=None, next_try_at=None)


def _as_it_was(row: Any) -> Any:
    """Return the picture while nobody has moved its point, replaced its file or taken its lease."""
    same = {name: getattr(row, name) for name in ("pk", "key", "focal_point_x", "focal_point_y", "next_try_at")}
    return Picture.objects.filter(**same, crops__isnull=True)


def _cut(row: Any, now: datetime) -> None:
    """Cut one picture. One that cannot be cut is shown whole; when the disk is at fault, its lease brings it back."""
    made: list[list] = []
    try:
        if not row.is_whole:
            raw = Path(settings.MEDIA_ROOT, row.file).read_bytes()
            point = focus_of(row.focal_point_x, row.focal_point_y, row.width, row.height)
            made = darkroom.keep_crops(darkroom.cut(raw, point), row.key)
    except (darkroom.PictureFault, FileNotFoundError) as fault:
        if isinstance(fault, darkroom.PictureFault) and not fault.permanent:
            log.warning("picture %s is cut later: %s", row.pk, fault)
            return
        log.warning("picture %s gets no crops: %s", row.pk, fault)
    except OSError as fault:
        log.warning("picture %s is cut later: %s", row.pk, fault)
        return
    with transaction.atomic():
        if not _as_it_was(row).update(crops=made, next_try_at=None):
            return
        changes.record([f"picture:{row.pk}/file"], "crops made" if made else "shown whole", at=now)
    darkroom.drop_crops(row.key, made)


def focus_of(x: int | None, y: int | None, width: int, height: int) -> tuple[int, int] | None:
    """Return the middle of what an editor marked, in per cent of a picture; None when nobody did."""
    if x is None or y is None or not width or not height:
        return None
    return min(x * 100 // width, 99), min(y * 100 // height, 99)
