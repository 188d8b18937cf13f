"""The slow look over everything: is the file what was baked, is it packed small, is it ours at all."""

import os
from datetime import datetime, timedelta
from hashlib import blake2b
from pathlib import Path

from nightdesk.desk.models import Change
from nightdesk.press import shelving
from nightdesk.press.models import Sheet
from nightdesk.press.stores.disk import Disk
from nightdesk.reader import render as printer

KEEP_CHANGES = timedelta(days=3)
_HERE = Path(__file__).parents[1]


def edition() -> str:
    """Return a name for the templates, styles and printers of this version: another name, other pages."""
    whole = blake2b(digest_size=16)
    for folder in (_HERE / "reader", _HERE / "press"):
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".py", ".html", ".css", ".js", ".svg", ".xml", ".txt"):
                whole.update(path.read_bytes())
    for name, _ in printer.assets():
        whole.update(name.encode())
    return whole.hexdigest()


def sweep(store: Disk, now: datetime) -> int:
    return 0


def clear_strays(store: Disk) -> int:
    """Unlink every file below the stations that no present sheet has; return how many."""
    known = set()
    for address in Sheet.objects.filter(is_present=True).values_list("address", flat=True).iterator(5000):
        known.update(shelving.names(store, address))
    count = 0
    for folder, _, names in os.walk(f"{store.root}/stations"):
        inside = os.path.relpath(folder, store.root)
        for name in names:
            if f"{inside}/{name}" not in known:
                count += store.unlink(f"{inside}/{name}")
    return count


def forget_changes(now: datetime) -> int:
    """Drop changes that were planned days ago."""
    return Change.objects.filter(planned_at__lt=now - KEEP_CHANGES).delete()[0]
