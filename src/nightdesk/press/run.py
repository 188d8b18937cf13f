"""The press as a whole: plan, bake, wake; and once in a while look whether everything is as it should be."""

import itertools
import logging
import os
import socket
import threading
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, close_old_connections, transaction
from django.db.models import F, Q, QuerySet

from nightdesk.desk import decide, facts
from nightdesk.desk.models import Station, Story
from nightdesk.kit import clock, crash
from nightdesk.press import hosts, planning, quick, rows, shelving, subjects, sweep
from nightdesk.press.bake import Bakery
from nightdesk.press.clippings import Clippings
from nightdesk.press.heeding import Heeding
from nightdesk.press.models import UNSURE, Sheet, Turn
from nightdesk.press.stores.disk import Disk

log = logging.getLogger(__name__)

LOOK_S = 0.05
WAKE_S = 0.5
SWEEP_S = 2.0
MOST_WOKEN = 200
MOST_HURRIED = 40  # batches in a row that are urgent; then the rest has its turn
MOST_LOOKED_THROUGH = 2000  # urgent sheets, when the database takes no lease

_workers = itertools.count(1)


class Press:
    """One worker of the press. Several may run at once, here or elsewhere; they meet in the database only."""

    def __init__(
        self,
        stop: threading.Event,
        *,
        now: Callable[[], datetime] = clock.now,
        root: Path | None = None,
    ) -> None:
        self.stop, self.now = stop, now
        self.store = Disk(root or settings.PUBLIC_ROOT)
        self.clippings = Clippings()
        self.bakery = Bakery(self.store, self.clippings, _name(), now)
        self.heeding = Heeding(self)
        self._look = _Look()

    def run(self) -> None:
        """Work until told to stop. A fault of the database or the disk is said, waited out, and tried again."""
        pause = threading.Event()
        self._begin()
        while not self.stop.is_set():
            try:
                worked = self.turn()
            except Exception:  # the press must outlive a locked database and a full disk
                log.exception("the press stumbled")
                self.clippings.clear()
                close_old_connections()
                worked = False
                pause.wait(0.5)
            if not worked:
                self.stop.wait(LOOK_S)

    def _begin(self) -> None:
        self.store.tidy()
        hosts.lay(self.store.root)
        release_dead(self.now())
        renew(self.now(), self.clippings)

    def turn(self) -> bool:
        """Do one round: kills, plans, moments that came, one batch. Tell whether there was anything to do."""
        self.heeding.look()
        if not self._look.is_due(self.now()):
            return False
        hurried = self.hurry()
        if woken := self.wake():
            self.hurry()
        planned = self.plan()
        baked = self.bakery.bake_some()
        swept = 0 if planned or woken or baked else self._sweep()
        worked = bool(hurried or planned or woken or baked or swept)
        self._look.worked(worked)
        if not worked:
            self._look.wake_at(self._next_moment(), self.now())
        return worked

    def settle(self, turns: int = 100_000) -> int:
        """Work until there is nothing to do at this moment; return the number of rounds. For commands and tests."""
        for number in range(turns):
            if not (self.hurry() or self.plan() or self.wake() or self.bakery.bake_some()):
                return number
        return turns

    def hurry(self) -> int:
        """Do kills, and moments that came, before all else: unlink, plan, bake every sheet that they touch."""
        self.heeding.look()
        names = quick.kills_waiting()
        if not names and not quick.is_stale(self.now(), planning.URGENT):
            return 0
        with self.bakery.precedence.taken():
            if names:
                self._plan_urgent(names)
            try:
                baked = self._bake_urgent()
            except DatabaseError:  # it took the plan and has no room for a lease: again, no front is better
                self.heeding.take_away_what_shows(self._forbidden_in_urgent())
                raise
            self.heeding.give_back()
            return len(names) + baked

    def _forbidden_in_urgent(self) -> list[str]:
        """Return what urgent sheets showed when they were baked and may not show now."""
        waiting = quick.stale(self.now(), planning.URGENT, MOST_LOOKED_THROUGH)
        needs = quick.needs_of([sheet.pk for sheet in waiting])
        return self._forbidden(set().union(*needs.values()))

    def _plan_urgent(self, names: Collection[str]) -> None:
        """Unlink, then plan. When the database takes no plan (a full disk), what shows the story is unlinked too."""
        forbidden = self._forbidden(names)
        try:
            self.unlink(forbidden)
            planning.plan_urgent(self.now(), self.clippings)
        except DatabaseError:
            self.heeding.take_away_what_shows(forbidden)
            raise
        self.heeding.give_back()

    def _bake_urgent(self) -> int:
        worked = 0
        for _ in range(MOST_HURRIED):
            baked = self.bakery.bake_some(lowest=planning.URGENT)
            if not baked:
                break
            worked += baked
            if more := quick.kills_waiting():
                self.unlink_forbidden(more)
        return worked

    def plan(self) -> int:
        """Plan what changed; when it was a station, its host may be another now."""
        planned = planning.plan_changes(self.now(), self.clippings, self.bakery.precedence, between=self.hurry)
        if planned.count:
            crash.at("after_plan")
        if planned.is_wide:
            hosts.lay(self.store.root)
        return planned.count

    def unlink_forbidden(self, names: Collection[str]) -> None:
        """Take pages of killed stories and files of killed pictures away before anything is written anywhere."""
        self.unlink(self._forbidden(names))

    def _forbidden(self, names: Collection[str]) -> list[str]:
        """Return the stories and pictures among the subjects of urgent changes that the gate does not allow."""
        read = [subject for name in names if (subject := subjects.read(name))]
        story_ids = {subject.id for subject in read if subject.kind == "story"}
        picture_ids = {subject.id for subject in read if subject.kind == "picture"}
        standing = Story.objects.filter(pk__in=story_ids).only(*facts.FIELDS)
        allowed = {story.pk for story in standing if facts.may_run(story, self.now()).ok}
        about = [f"story:{story_id}" for story_id in story_ids - allowed]
        return about + [f"picture:{picture_id}" for picture_id in picture_ids - set(rows.pictures(picture_ids))]

    def unlink(self, about: Collection[str]) -> None:
        """Take away every file of these sheets, and only then record that they are not there.

        They are wanted again: another worker may have put a notice there meanwhile, and we took it away with the rest.
        """
        standing = rows.showing(about)
        for address in standing.values_list("address", flat=True):
            shelving.remove(self.store, address)
            crash.at("after_unlink")
        if about:
            with self.bakery.precedence.taken():
                standing.update(is_present=False, digest=UNSURE, wanted=F("wanted") + 1, lane=planning.URGENT)

    def wake(self) -> int:
        """Do what is due: stories whose embargo ended or whose right expired, and sheets that show them."""
        now = self.now()
        stories = list(_waking(now)) if quick.is_due("desk_story", now) else []
        for story in stories:
            with self.bakery.precedence.taken():
                decide.wake(story, now=now)
            crash.at("after_wake")
            if kills := quick.kills_waiting():
                self.unlink_forbidden(kills)
        if stories:
            self.hurry()  # readers wait for these; the sheets below can wait for them
        if not quick.is_due("press_sheet", now):
            return len(stories)
        with self.bakery.precedence.taken(), transaction.atomic():
            due = list(Sheet.objects.filter(wakes_at__lte=now).values_list("pk", flat=True)[:MOST_WOKEN])
            if due:
                Sheet.objects.filter(pk__in=due).update(
                    wanted=F("wanted") + 1, lane=planning.NEWS, wakes_at=None, cause="its moment came", next_try_at=None
                )
        return len(stories) + len(due)

    def _next_moment(self) -> datetime | None:
        """Return the next moment at which a story or a sheet is to be woken."""
        found = [model.objects.filter(wakes_at__isnull=False).order_by("wakes_at") for model in (Story, Sheet)]
        moments = [rows.values_list("wakes_at", flat=True).first() for rows in found]
        return min((at for at in moments if at), default=None)

    def _sweep(self) -> int:
        if not self._look.is_sweep_due():
            return 0
        return sweep.sweep(self.store, self.now())


def _waking(now: datetime) -> QuerySet[Story]:
    return Story.objects.filter(wakes_at__lte=now).select_related("latest_revision")[:MOST_WOKEN]


class _Look:
    """Says cheaply whether there is anything to look at: on SQLite by the number that every foreign commit moves."""

    def __init__(self) -> None:
        self._seen: object = None
        self._look_at = self._sweep_at = 0.0

    def is_due(self, now: datetime) -> bool:
        seconds = clock.seconds()
        version = quick.version()
        if seconds >= self._look_at or version is None:
            self._look_at = seconds + WAKE_S
            return True
        if version == self._seen:
            return False
        self._seen = version
        return True

    def worked(self, worked: bool) -> None:
        if worked:
            self._look_at = 0.0
            self._sweep_at = clock.seconds() + SWEEP_S

    def wake_at(self, moment: datetime | None, now: datetime) -> None:
        """Look again at a moment, when it comes before the next look."""
        if moment is not None:
            self._look_at = min(self._look_at, clock.seconds() + max(0.0, (moment - now).total_seconds()))

    def is_sweep_due(self) -> bool:
        return clock.seconds() >= self._sweep_at


def _name() -> str:
    return f"{socket.gethostname()}:{os.getpid()}:{next(_workers)}-{os.urandom(3).hex()}"


def release_dead(now: datetime) -> None:
    """Take back the leases of processes of this machine that are no more."""
    host = socket.gethostname()
    for name in Sheet.objects.exclude(lease_by="").order_by().values_list("lease_by", flat=True).distinct():
        owner, _, rest = name.rpartition(":")
        machine, _, pid = owner.rpartition(":")
        if machine == host and (not _is_alive(int(pid)) or int(pid) == os.getpid()):
            Sheet.objects.filter(lease_by=name).update(lease_by="", leased_until=None, digest=UNSURE)


def _is_alive(pid: int) -> bool:
    with suppress(PermissionError):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
    return True


def renew(now: datetime, clippings: Clippings) -> None:
    """Want everything again when the templates and files that pages are made of are not those of the last time."""
    edition = sweep.edition()
    if Turn.objects.filter(pk=1, edition=edition).exists():
        return
    planning.want_wide(_everything("a new edition of the pages"), now, clippings)
    Turn.objects.update_or_create(pk=1, defaults={"edition": edition})


def _everything(cause: str) -> dict[str, str]:
    return {f"station:{station_id}/look": cause for station_id in Station.objects.values_list("pk", flat=True)}


def bake(addresses: Collection[str], *, now: datetime) -> int:
    """Bake these addresses now, whatever is known of them; return how many there were."""
    press = Press(threading.Event(), now=lambda: max(now, clock.now()))
    press.settle()
    ids = list(Sheet.objects.filter(address__in=addresses).values_list("pk", flat=True))
    Sheet.objects.filter(pk__in=ids).update(
        wanted=F("wanted") + 1, digest="", lane=planning.NEWS, cause="by hand", next_try_at=None
    )
    while press.bakery.bake_some(only=ids):
        pass
    return len(ids)


def bake_all(*, now: datetime, root: Path | None = None) -> int:
    """Bake every sheet there should be from nothing, and take away every file that no sheet has; return how many."""
    press = Press(threading.Event(), now=lambda: now, root=root)
    hosts.lay(press.store.root)
    Sheet.objects.update(digest="", is_present=False, wanted=F("wanted") + 1, next_try_at=None)
    Sheet.objects.filter(~Q(lane__lte=planning.EVERYTHING)).update(lane=planning.EVERYTHING)
    planning.want_wide(_everything("everything baked by hand"), now, press.clippings)
    press.settle()
    sweep.clear_strays(press.store)
    Turn.objects.update_or_create(pk=1, defaults={"edition": sweep.edition()})
    return Sheet.objects.filter(is_present=True, baked__gte=F("wanted")).count()
