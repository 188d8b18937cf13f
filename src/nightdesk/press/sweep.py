"""The slow look over everything: is the file what was baked, is it packed small, is it ours at all."""

import os
from datetime import datetime, timedelta
from functools import cache
from hashlib import blake2b
from pathlib import Path

from django.db.models import F, Q

from nightdesk.desk.models import Change
from nightdesk.press import shelving, twins
from nightdesk.press.models import Sheet
from nightdesk.press.planning import EVERYTHING, REST
from nightdesk.press.stores.disk import Disk
from nightdesk.reader import render as printer

KEEP_CHANGES = timedelta(days=3)
LOOK_AGAIN = timedelta(days=1)
LET_COOL = timedelta(minutes=2)  # a sheet that changes every minute is not worth its smallest twins
AT_ONCE = 4
_HERE = Path(__file__).parents[1]


@cache
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
    """Look at the few sheets that were longest not looked at; return how many. Called when nothing else is to do."""
    rest = Sheet.objects.filter(baked=F("wanted"), is_present=True, lane=REST, swept_at__lt=now - LET_COOL)
    due = rest.filter(Q(is_packed=False) | Q(swept_at__lt=now - LOOK_AGAIN)).order_by("swept_at")[:AT_ONCE]
    sheets = list(due)
    for sheet in sheets:
        if not _is_whole(store, sheet):
            Sheet.objects.filter(pk=sheet.pk).update(
                wanted=F("wanted") + 1, digest="", lane=EVERYTHING, cause="its file was not what was baked"
            )
        elif not sheet.is_packed:
            _pack(store, sheet)
        Sheet.objects.filter(pk=sheet.pk, wanted=sheet.wanted).update(swept_at=now, is_packed=True)
    if not sheets:
        forget_changes(now)
    return len(sheets)


def _plain(store: Disk, sheet: Sheet) -> list[tuple[str, bytes]]:
    """Return (name, bytes) of the files of a sheet that are there, without their twins."""
    names = [name for name in shelving.names(store, sheet.address) if not name.endswith(twins.SUFFIXES)]
    return [(name, data) for name in names if (data := store.read(name)) is not None]


def _is_whole(store: Disk, sheet: Sheet) -> bool:
    files = _plain(store, sheet)
    if sheet.kind in ("picture", "card"):  # their digest is not of the bytes
        return bool(files)
    return len(files) == 1 and shelving.digest_of_file(*files[0]) == sheet.digest


def _pack(store: Disk, sheet: Sheet) -> None:
    """Replace the quick twins by the smallest, unless the sheet is wanted anew meanwhile.

    Somebody may bake it between the look and the rename; then a twin of the old file stands beside the new
    one. Our own server does not give such a twin; and the sheet is looked at again, so the bytes are made
    again from the file that stands there after the rename.
    """
    for name, data in _plain(store, sheet):
        if not twins.are_made_for(name) or not data:
            continue
        while True:
            staged = [store.stage(name + suffix, packed) for suffix, packed in twins.smallest(data)]
            store.flush()
            for one in staged:
                store.place(one)
            standing = store.read(name)
            if standing == data:
                break
            if standing is None:
                for suffix in twins.SUFFIXES:
                    store.unlink(name + suffix)
                break
            data = standing


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
