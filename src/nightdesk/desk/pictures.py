"""Fetch the pictures that copy ordered, have them made anew, and tell the press. No story ever waits for one."""

import logging
import threading
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from nightdesk.desk import changes, crops, darkroom
from nightdesk.desk.darkroom import PictureFault
from nightdesk.desk.deliveries import beside_path
from nightdesk.desk.models import Picture
from nightdesk.desk.rooms import keep_at
from nightdesk.kit import clock, outbound

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=3)  # longer than a fetch and a development together may take
MAX_TRIES = 6
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=2)
FETCH_S = 30.0
IDLE_S = 0.25


class Darkroom:
    """The room's loop: develop what waits, rest when nothing does."""

    def __init__(self, stop: threading.Event) -> None:
        self.stop = stop

    def run(self) -> None:
        """Work until told to stop."""
        keep_at(self.stop, self._step, idle_s=IDLE_S, trouble="the darkroom could not work")

    @staticmethod
    def _step() -> int:
        return develop_waiting(clock.now(), 1) or crops.cut_waiting(clock.now(), 1)


def develop_waiting(now: datetime, limit: int = 10) -> int:
    """Develop up to ``limit`` pictures whose time has come; return how many were tried."""
    # A moment that lies further ahead than any pause is from before the clock went back.
    is_due = Q(next_try_at__lte=now) | Q(next_try_at__gt=now + LONGEST_PAUSE)
    waiting = Picture.every.filter(is_due, state="wanted").order_by("next_try_at", "pk")
    taken = 0
    for picture in waiting[:limit]:
        if _claim(picture, now):
            taken += 1
            _develop(picture, now)
    return taken


def _claim(picture: Picture, now: datetime) -> bool:
    """Take the picture for ``LEASE``. Losing the race is normal: another darkroom has it."""
    mine = Picture.every.filter(pk=picture.pk, state="wanted", next_try_at=picture.next_try_at)
    if not mine.update(next_try_at=now + LEASE, tries=F("tries") + 1):
        return False
    picture.tries += 1
    picture.next_try_at = now + LEASE
    return True


def _develop(picture: Picture, now: datetime) -> None:
    try:
        raw = _bytes_of(picture.source)
        developed = darkroom.develop(raw, is_cut=not picture.is_whole)
        key = darkroom.key_of(f"picture {picture.source_key or picture.pk}", raw)
        prints = darkroom.keep(developed, key)
        cuts = darkroom.keep_crops(developed.crops, key) if developed.crops or picture.is_whole else None
        original = darkroom.original_name(developed, key)
    except PictureFault as fault:
        _put_off(picture, fault, now)
    except OSError as fault:
        _put_off(picture, PictureFault(f"The files could not be kept: {fault.strerror}.", permanent=False), now)
    else:
        _done(picture, developed, key, prints, cuts, original, now)


def _bytes_of(source: str) -> bytes:
    """Return the bytes of a file kept beside its document, or fetched through the only door. Raises PictureFault."""
    if source.startswith("sha256:"):
        path = beside_path(source.removeprefix("sha256:"))
        try:
            return path.read_bytes()
        except FileNotFoundError:
            raise PictureFault("The file that came with the copy is no longer there.") from None
    try:
        return outbound.fetch(source, max_bytes=darkroom.MAX_BYTES, deadline_s=FETCH_S).body
    except outbound.OutboundFault as fault:
        raise PictureFault(fault.says, permanent=fault.permanent, retry_after_s=fault.retry_after_s) from fault


def _done(
    picture: Picture,
    developed: darkroom.Developed,
    key: str,
    prints: list[list],
    cuts: list[list] | None,
    original: str,
    now: datetime,
) -> None:
    made = developed.original
    with transaction.atomic():
        # Fenced by our own lease: a darkroom that was too slow has nothing to say any more.
        mine = Picture.every.filter(pk=picture.pk, state="wanted", next_try_at=picture.next_try_at)
        ready = mine.update(
            state="ready",
            file=original,
            width=made.width,
            height=made.height,
            file_size=len(made.data),
            key=key,
            prints=prints,
            crops=cuts,
            fault="",
            next_try_at=None,
        )
        if ready:
            changes.record([f"picture:{picture.pk}/file"], "picture ready", at=now)


def _put_off(picture: Picture, fault: PictureFault, now: datetime) -> None:
    """Try later, each time later still; or give up and say why."""
    mine = Picture.every.filter(pk=picture.pk, state="wanted", next_try_at=picture.next_try_at)
    if fault.permanent or picture.tries >= MAX_TRIES:
        mine.update(state="failed", fault=fault.says, next_try_at=None)
        log.warning("picture %s could not be had: %s", picture.pk, fault.says)
    else:
        mine.update(fault=fault.says, next_try_at=now + _pause(picture.tries, fault.retry_after_s))


def _pause(tries: int, retry_after_s: float | None) -> timedelta:
    pause = min(FIRST_PAUSE * 4 ** (tries - 1), LONGEST_PAUSE)
    return min(max(pause, timedelta(seconds=retry_after_s or 0.0)), LONGEST_PAUSE)


def want_again(picture: Picture, *, now: datetime) -> None:
    """Order a picture that could not be had once more."""
    Picture.every.filter(pk=picture.pk, state="failed").update(state="wanted", fault="", tries=0, next_try_at=now)
