"""Make sheets: claim, read and render, write beside, put in place, record.

    claim    a lease on stale rows, most urgent first; losing the race is normal and silent
    render   through a reading, which remembers what it handed out
    stage    whole files beside the tree, flushed
    gate     asked again for every story shown, from the database: what may not run any more is thrown away
    place    twins first, then the file itself, each by one rename; then the gate once more: a kill that was
             committed between the two looks has unlinked nothing yet, or has unlinked what we replaced
    record   what each sheet showed and which wish is fulfilled, if the lease is still ours

Everything before ``record`` may happen twice: a crash in between costs a second baking and nothing else.
"""

import logging
import traceback
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from nightdesk.desk import gate
from nightdesk.desk.precedence import Precedence
from nightdesk.kit import crash
from nightdesk.press import hubs, quick, shelving
from nightdesk.press.clippings import Clippings
from nightdesk.press.kinds import BY_NAME, card
from nightdesk.press.models import UNSURE, Need, Sheet
from nightdesk.press.planning import REST, URGENT, keep_up
from nightdesk.press.reading import Reading
from nightdesk.press.sheets import Baked, Drawn, Page
from nightdesk.press.stores.disk import Disk, Staged
from nightdesk.reader import addresses

log = logging.getLogger(__name__)

BATCH = 32
MOST_DRAWN = 8  # card images among them, of some 10 ms each
LEASE = timedelta(seconds=30)
LONGEST_WAIT_S = 300
MOST_JUDGED = 20_000

_RECORD = (
    "UPDATE press_sheet SET baked = %s, digest = %s, is_present = %s, is_packed = %s, baked_at = %s, swept_at = %s,"
    " wakes_at = %s, fault = '', tries = 0, next_try_at = NULL, leased_until = NULL, lease_by = '',"
    " lane = CASE WHEN wanted <= %s THEN %s ELSE lane END WHERE id = %s AND lease_by = %s"
)
_ADD_NEED = "INSERT INTO press_need (sheet_id, subject) VALUES (%s, %s) ON CONFLICT DO NOTHING"


@dataclass(slots=True)
class Work:
    """One sheet in the making."""

    sheet: quick.Stale
    known: frozenset[str]  # its needs, as they were claimed
    baked: Baked = None
    digest: str = ""
    old_digest: str = ""
    needs: set[str] = field(default_factory=set)
    shown: set[int] = field(default_factory=set)
    wakes_at: datetime | None = None
    fault: str = ""
    staged: list[Staged] = field(default_factory=list)
    is_dropped: bool = False  # lost to a kill or to another worker: nothing is recorded

    @property
    def is_same(self) -> bool:
        return self.digest == self.old_digest and self.sheet.is_present == (self.baked is not None)


@dataclass(frozen=True, slots=True)
class _Judged:
    """What the gate said of a story's row at a moment; it holds until the moment that the gate named."""

    row: tuple[Any, ...]
    at: datetime
    verdict: gate.Verdict

    def holds(self, now: datetime) -> bool:
        return self.at <= now and (self.verdict.until is None or now < self.verdict.until)


def _few_drawn(sheets: list[quick.Stale]) -> list[quick.Stale]:
    """Return a batch with a few card images at most: one that was full of them would keep a kill waiting."""
    drawn = [sheet.pk for sheet in sheets if sheet.kind == card.NAME]
    later = set(drawn[MOST_DRAWN:])
    return [sheet for sheet in sheets if sheet.pk not in later]


class Bakery:
    """One worker. ``name`` signs its leases; ``clock`` gives the moment."""

    def __init__(self, store: Disk, clippings: Clippings, name: str, clock: Callable[[], datetime]) -> None:
        self.store, self.clippings, self.name, self.clock = store, clippings, name, clock
        self.precedence = Precedence()
        self.dead: set[int] = set()  # stories that the kill ledger has, and the database not yet
        self._judged: dict[int, _Judged] = {}

    def bake_some(self, only: Collection[int] | None = None, lowest: int = REST) -> int:
        """Bake the most urgent stale sheets (of ``only``), down to a lane; return how many were worked on."""
        self.clippings.trim()
        now = self.clock()
        with self.precedence.taken():
            works = self._claim(only, now, lowest) if quick.is_stale(now, lowest) else []
        if not works:
            return 0
        for work in works:
            self._render(work, now)
        self._write(works)
        crash.at("before_record")
        with self.precedence.taken():
            self._record(works)
        return len(works)

    def _claim(self, only: Collection[int] | None, now: datetime, lowest: int) -> list[Work]:
        with transaction.atomic():
            sheets = _few_drawn(quick.stale(now, lowest, BATCH, only))
            ids = [sheet.pk for sheet in sheets]
            quick.lease(ids, self.name, now + LEASE)
            keep_up(self.clippings)
            needs = quick.needs_of(ids)
        # A lease that was never given back: nobody said how it ended, the file may be the new one or the old.
        return [
            Work(sheet, needs.get(sheet.pk, frozenset()), old_digest=UNSURE if sheet.lease_by else sheet.digest)
            for sheet in sheets
        ]

    def _render(self, work: Work, now: datetime) -> None:
        """Fill in what stands at the sheet's address now. A fault is kept with the sheet, and its old file stays."""
        sheet = work.sheet
        slug, _, path = sheet.address.partition(":")
        station = self.clippings.station(sheet.station_id)
        if station is None or station.row.slug != slug:
            return
        reading = Reading(station, now, self.clippings, work.known)
        try:
            work.baked = BY_NAME[sheet.kind].render(sheet.about, path, reading)
            work.digest = shelving.digest_of(work.baked)
            if isinstance(work.baked, Drawn) and not work.is_same:
                work.baked = Page(work.baked.draw())
        except Exception:  # noqa: BLE001 - whatever it is, the other sheets must go on; the desk reads it from the row
            work.fault = traceback.format_exc()[-4000:]
            log.warning("%s could not be baked", sheet.address, exc_info=True)
        work.needs, work.shown, work.wakes_at = reading.needs, reading.shown, reading.wakes_at

    def _write(self, works: list[Work]) -> None:
        changed = [work for work in works if not work.fault and not work.is_same]
        for work in changed:
            self._stage(work)
        self._flush(changed)
        crash.at("before_rename")
        version = quick.version()
        self._drop_forbidden(works)
        touched: set[str] = set()
        for work in changed:
            if not work.is_dropped and not work.fault:
                touched |= shelving.place(self.store, work.sheet.address, work.baked, work.staged)
        crash.at("after_rename")
        if version is None or version != quick.version():  # else nobody has committed anything since the first look
            for work in self._drop_forbidden(works):
                shelving.remove(self.store, work.sheet.address)
        self.store.flush_folders(touched)

    def _stage(self, work: Work) -> None:
        try:
            work.staged = shelving.stage(self.store, work.sheet.address, work.baked)
        except OSError:
            self._cannot_write(work)

    def _flush(self, works: Iterable[Work]) -> None:
        try:
            self.store.flush()
        except OSError:
            for work in works:
                if not work.fault and work.staged:
                    self._cannot_write(work)

    def _cannot_write(self, work: Work) -> None:
        """Keep the fault and the old file; but a kill needs no free disk: better no page than a killed story on it."""
        work.fault = traceback.format_exc()[-4000:]
        log.warning("%s could not be written", work.sheet.address, exc_info=True)
        for staged in work.staged:
            self.store.drop(staged)
        if work.sheet.lane == URGENT:
            shelving.remove(self.store, work.sheet.address)
            work.old_digest = UNSURE

    def _drop_forbidden(self, works: list[Work]) -> list[Work]:
        """Ask the gate again; drop and return the works that show what may not run, or are not ours any more."""
        now = self.clock()
        going = [work for work in works if not work.is_dropped and not work.fault]
        shown = {story_id for work in going for story_id in work.shown}
        forbidden = shown - self._allowed(shown, now)
        dropped = [work for work in going if work.shown & forbidden]
        for work in dropped:
            work.is_dropped = True
            for staged in work.staged:
                self.store.drop(staged)
        return dropped

    def _allowed(self, story_ids: Collection[int], now: datetime) -> set[int]:
        """Return those that may run by what the database says now; the same facts need no second judgement."""
        if len(self._judged) > MOST_JUDGED:
            self._judged = {}
        allowed = set()
        for story_id, row in quick.facts_rows(story_ids).items():
            judged = self._judged.get(story_id)
            if judged is None or judged.row != row or not judged.holds(now):
                judged = self._judged[story_id] = _Judged(row, now, gate.may_run(quick.facts_in(row), now))
            if judged.verdict.ok:
                allowed.add(story_id)
        return allowed - self.dead

    def _record(self, works: Iterable[Work]) -> None:
        done = [work for work in works if not work.fault and not work.is_dropped]
        if any(work.is_dropped for work in works):
            self.clippings.clear()  # they said that it may run
        now = self.clock()
        with transaction.atomic():
            self._record_done(done, now)
            for work in works:
                if work.fault:
                    self._record_fault(work, now)
                elif work.is_dropped:
                    # Want it again: its file may be gone, and the change that forbade it may be planned already.
                    Sheet.objects.filter(pk=work.sheet.pk).update(
                        wanted=F("wanted") + 1, digest=UNSURE, lane=URGENT, leased_until=None, lease_by=""
                    )

    def _record_done(self, done: list[Work], now: datetime) -> None:
        ids = [work.sheet.pk for work in done]
        held = quick.held_by(self.name, ids)
        lost = [work.sheet.pk for work in done if work.sheet.pk not in held]
        if lost:  # our file may have replaced a newer one of whoever took over
            Sheet.objects.filter(pk__in=lost).update(wanted=F("wanted") + 1, digest=UNSURE, lane=URGENT)
        kept = [work for work in done if work.sheet.pk in held]
        if changed := [work.sheet for work in kept if not work.is_same and self._has_hub(work.sheet)]:
            hubs.want([(sheet.station_id, sheet.address) for sheet in changed], now)
        if kept:
            with connection.cursor() as cursor:
                cursor.executemany(_RECORD, [self._values(work, now) for work in kept])
        gone = [(work.sheet.pk, name) for work in kept for name in work.known - work.needs]
        new = [(work.sheet.pk, name) for work in kept for name in work.needs - work.known]
        with connection.cursor() as cursor:
            if gone:
                cursor.executemany("DELETE FROM press_need WHERE sheet_id = %s AND subject = %s", gone)
            if new:
                cursor.executemany(_ADD_NEED, new)

    def _has_hub(self, sheet: quick.Stale) -> bool:
        """Tell whether a hub is to be told of this sheet: it is a feed of a station that names one."""
        if not addresses.is_feed(sheet.address):
            return False
        station = self.clippings.station(sheet.station_id)
        return station is not None and bool(station.row.websub_hub)

    def _values(self, work: Work, now: datetime) -> tuple:
        adapted = connection.ops.adapt_datetimefield_value
        sheet, at = work.sheet, adapted(now)
        is_packed = sheet.is_packed and work.is_same
        wakes_at = adapted(work.wakes_at) if work.wakes_at else None
        return (
            sheet.wanted, work.digest, work.baked is not None, is_packed, at, at, wakes_at, sheet.wanted, REST,
            sheet.pk, self.name,
        )  # fmt: skip

    def _record_fault(self, work: Work, now: datetime) -> None:
        """Keep the fault and try later, later each time. What it had read so far is added to its needs."""
        tries = work.sheet.tries + 1
        wait = timedelta(seconds=min(2**tries, LONGEST_WAIT_S))
        Sheet.objects.filter(pk=work.sheet.pk, lease_by=self.name).update(
            digest=work.old_digest,
            fault=work.fault,
            faulted_at=now,
            tries=min(tries, 1000),
            next_try_at=now + wait,
            leased_until=None,
            lease_by="",
        )
        new = [Need(sheet_id=work.sheet.pk, subject=name) for name in work.needs - work.known]
        Need.objects.bulk_create(new, ignore_conflicts=True)
