"""Look for what is wrong or unsafe in this installation, and say what to do."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.checks import run_checks
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from nightdesk.desk.models import Delivery, Station, Story, Wire
from nightdesk.kit import clock
from nightdesk.press.models import Ping, Sheet

LEAST_FREE = 0.10
STUCK_AFTER = timedelta(minutes=2)
SKEW = timedelta(minutes=1)


def examine() -> int:
    """Print every finding on its own line; exit 1 when there is one that needs somebody."""
    findings = [finding for part in EXAMINATIONS for finding in part()]
    for level, says in findings:
        print(f"{level}: {says}")
    if not findings:
        print("ok: nothing found")
    return 1 if any(level == "problem" for level, _ in findings) else 0


def _system() -> Iterator[tuple[str, str]]:
    for message in run_checks():
        yield "problem" if message.level >= 30 else "note", f"{message.id}: {message.msg} {message.hint or ''}".strip()


def _database() -> Iterator[tuple[str, str]]:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield "problem", "the database is of an older version. Run: nightdesk set-up"
    if connection.vendor == "sqlite" and sqlite3.sqlite_version_info < (3, 51, 3):
        yield (
            "note",
            f"SQLite {sqlite3.sqlite_version} can lose a write when two processes checkpoint at once (3.51.3 cannot); "
            "Nightdesk therefore lets one process alone do it. Let no other program write to the database.",
        )


def _disk() -> Iterator[tuple[str, str]]:
    usage = shutil.disk_usage(settings.DATA)
    if usage.free / usage.total < LEAST_FREE:
        yield "problem", f"under {LEAST_FREE:.0%} of the disk is free ({usage.free // 2**20} MiB). Make room."


def _outbound() -> Iterator[tuple[str, str]]:
    if allowed := os.environ.get("NIGHTDESK_OUTBOUND_ALLOW"):
        yield (
            "problem",
            f"NIGHTDESK_OUTBOUND_ALLOW IS SET: feeds and pictures may reach {allowed} inside this network. "
            "That is for development and tests only; unset it.",
        )


def _clock() -> Iterator[tuple[str, str]]:
    """A clock that went back, or two machines that do not agree: something was written later than now."""
    newest = (
        Delivery.objects.order_by("-id").values_list("received_at", flat=True).first(),
        Sheet.objects.filter(baked_at__isnull=False).order_by("-baked_at").values_list("baked_at", flat=True).first(),
    )
    ahead = max((moment - clock.now() for moment in newest if moment), default=timedelta())
    if ahead > SKEW:
        yield (
            "problem",
            f"the clock is {ahead.total_seconds() / 60:.0f} minutes behind what was written before: it went back, or "
            "machines do not agree. Embargoes end by this clock: set it right (chrony, systemd-timesyncd).",
        )


def _wires() -> Iterator[tuple[str, str]]:
    now = clock.now()
    for wire in Wire.objects.filter(state="on"):
        if wire.kind == "folder" and not os.access(wire.watched, os.R_OK | os.W_OK | os.X_OK):
            yield (
                "problem",
                f"wire {wire.name}: the folder {wire.watched} cannot be read and written. Make it, or mend its rights.",
            )
        last = wire.deliveries.order_by("-id").values_list("received_at", flat=True).first()
        if wire.quiet_alarm_min and (last is None or now - last > timedelta(minutes=wire.quiet_alarm_min)):
            yield "problem", f"wire {wire.name}: nothing came for more than {wire.quiet_alarm_min} minutes."
    if waiting := Delivery.objects.filter(outcome="received", received_at__lt=now - STUCK_AFTER).count():
        yield "problem", f"{waiting} deliveries wait for over two minutes. Is “nightdesk work” (or “up”) running?"


def _press() -> Iterator[tuple[str, str]]:
    for sheet in Sheet.objects.exclude(fault="")[:20]:
        yield (
            "problem",
            f"{sheet.address} cannot be baked: {sheet.fault.splitlines()[-1]}. See: nightdesk why {sheet.address}",
        )
    for story in Story.objects.filter(killed_at__isnull=False).exclude(slug="").select_related("station")[:500]:
        page = Path(settings.PUBLIC_ROOT) / "stations" / story.station.slug
        if any(found for found in page.glob(f"*/*/*/{story.slug}/index.html")):
            yield "problem", f"story {story.pk} was killed and its page still stands. Run: nightdesk bake --all"


def _hubs() -> Iterator[tuple[str, str]]:
    for ping in Ping.objects.exclude(fault="").select_related("station").order_by("pk")[:20]:
        yield (
            "problem",
            f"the hub {ping.station.websub_hub} was not told that {ping.address} changed ({ping.tries} tries, the next "
            f"at {ping.next_try_at:%H:%M} UTC): {ping.fault} Readers see every change; followers by hub see it late.",
        )


def _stations() -> Iterator[tuple[str, str]]:
    for station in Station.objects.all():
        if not station.contact_email:
            yield "note", f"station {station.slug} has no contact address for readers."


EXAMINATIONS = (_system, _database, _disk, _clock, _outbound, _wires, _press, _hubs, _stations)
