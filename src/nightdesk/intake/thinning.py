"""What nobody needs any more is let go after some days: the bytes of repeats, and the documents in ``done/``.

The delivery itself stays, with its digest: what was thinned and comes again is still a repeat. The bytes of everything
that made or changed a story, was refused or is held are kept.
"""

import logging
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from nightdesk.desk.models import Delivery, Wire

log = logging.getLogger(__name__)

MOST_AT_ONCE = 200  # rows, and files of each folder, in one round


class Thinning:
    """Remembers how far the deliveries were gone through, so that a round reads only what is new to it."""

    def __init__(self) -> None:
        self._past_id = 0

    def round(self, now: datetime, keep_days: int) -> int:
        """Let go of some of what is older than ``keep_days`` (0: of nothing); return how much there was."""
        if not keep_days:
            return 0
        before = now - timedelta(days=keep_days)
        thinned = self._repeats(before)
        for wire in Wire.objects.filter(kind="folder"):
            thinned += _empty(wire.watched / "done", before)
        return thinned

    def _repeats(self, before: datetime) -> int:
        old = Delivery.objects.filter(outcome="repeat", pk__gt=self._past_id, received_at__lt=before, takes=None)
        ids = list(old.exclude(raw=b"").order_by("pk").values_list("pk", flat=True)[:MOST_AT_ONCE])
        if ids:
            Delivery.objects.filter(pk__in=ids, outcome="repeat").update(raw=b"", beside={})
            self._past_id = ids[-1]
        return len(ids)


def _empty(done: Path, before: datetime) -> int:
    """Unlink files that were laid here before a moment; the delivery has their bytes, or had them long enough."""
    gone = 0
    for path in _old(done, before.timestamp()):
        try:
            path.unlink()
        except OSError as fault:
            log.warning("%s cannot be thinned: %s", path, fault.strerror)
            continue
        gone += 1
        if gone == MOST_AT_ONCE:
            break
    return gone


def _old(folder: Path, before_s: float) -> Iterator[Path]:
    """Yield plain files, pictures in folders below too. A renamed file keeps its sender's date: both times count."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _old(Path(entry.path), before_s)
                continue
            seen = entry.stat(follow_symlinks=False)
            if stat.S_ISREG(seen.st_mode) and max(seen.st_mtime, seen.st_ctime) < before_s:
                yield Path(entry.path)
