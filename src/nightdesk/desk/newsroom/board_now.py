"""What cannot wait, in plain words: orders, copy that cannot be read, wires and workers that stand still."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

from django.conf import settings
from django.utils.dateparse import parse_datetime
from django.utils.module_loading import import_string

from nightdesk.desk import sql
from nightdesk.desk.models import Alert, Story
from nightdesk.desk.newsroom.board_options import Reach
from nightdesk.desk.newsroom.board_stories import age

SHOWN = 12
LATE = timedelta(seconds=60)
_KINDS = dict(Alert.KINDS)
# Each part reads at most a dozen rows by an index that holds only what is open. {s} and {w}: stations and wires.
_TROUBLE = (
    "SELECT * FROM (SELECT 'alert' AS what, a.id, a.kind AS said, a.says, a.at, a.station_id, a.wire_id, a.story_id,"
    " s.headline, CASE kind WHEN 'kill-advisory' THEN 0 WHEN 'kill' THEN 1 WHEN 'kin' THEN 2 WHEN 'withhold' THEN 3"
    " ELSE 9 END AS rank FROM desk_alert a LEFT JOIN desk_story s ON s.id = a.story_id"
    " WHERE a.seen_at IS NULL AND a.station_id IN ({s}) ORDER BY rank, a.id DESC LIMIT 13) AS alerts",
    "SELECT * FROM (SELECT 'delivery', id, outcome, fault, received_at, 0, wire_id, 0, source, 20 FROM desk_delivery"
    " WHERE outcome IN ('refused', 'held') AND wire_id IN ({w}) ORDER BY id DESC LIMIT 9) AS refused",
    "SELECT * FROM (SELECT 'late', id, '', '', received_at, 0, wire_id, 0, source, 3 FROM desk_delivery"
    " WHERE outcome = 'received' AND wire_id IN ({w}) ORDER BY id LIMIT 1) AS late",
    "SELECT * FROM (SELECT 'picture', id, '', fault, created_at, station_id, 0, 0, title, 30 FROM desk_picture"
    " WHERE state = 'failed' AND (station_id IS NULL OR station_id IN ({s})) ORDER BY id DESC LIMIT 4) AS failed",
    "SELECT 'quiet', id, '', '', (SELECT MAX(received_at) FROM desk_delivery d WHERE d.wire_id = w.id), 0, id, 0, '',"
    " quiet_alarm_min FROM desk_wire w WHERE quiet_alarm_min IS NOT NULL AND state = 'on' AND id IN ({w})",
    "SELECT * FROM (SELECT 'change', id, '', '', at, 0, 0, 0, '', CASE WHEN is_urgent THEN 0 ELSE 4 END"
    " FROM desk_change WHERE planned_at IS NULL ORDER BY is_urgent DESC, id LIMIT 1) AS waiting",
)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that cannot wait. ``does`` names what can be done about it here: "seen", "retry", "wire" or nothing."""

    key: str
    kind: str
    says: str
    where: str
    age: str
    rank: int
    row_id: int = 0
    story_id: int = 0
    headline: str = ""
    does: str = ""

    @property
    def is_grave(self) -> bool:
        return self.rank < 5


def troubles(reach: Reach, unreadable: Sequence[Story], now: datetime) -> list[Trouble]:
    """Return everything that is open, the gravest first."""
    found = [_unreadable(story, reach, now) for story in unreadable]
    if reach.stations:
        for row in _rows(reach):
            found += _read(row, reach, now)
        found += _failing_sheets(reach, now)
    return sorted(found, key=lambda one: one.rank)


def _rows(reach: Reach) -> list[tuple[Any, ...]]:
    lists = {"s": _list(reach.stations), "w": _list(reach.wires)}
    parts = (*_TROUBLE, import_module(settings.NIGHTDESK_INTAKE).FAILING)  # it stands above the desk in the house
    return sql.rows(" UNION ALL ".join(part.format(**lists) for part in parts))


def _list(ids: Any) -> str:
    return ", ".join(str(int(one)) for one in ids) or "0"


def _read(row: tuple[Any, ...], reach: Reach, now: datetime) -> Iterator[Trouble]:
    what, pk, said, says, at, station_id, wire_id, story_id, name, rank = row
    at = moment(at)
    where = reach.stations.get(station_id or 0) or reach.wires.get(wire_id or 0) or ""
    common = {"key": f"{what}-{pk}", "where": where, "age": age(at, now) if at else "", "row_id": pk}
    if what == "alert":
        story = {"story_id": story_id or 0, "headline": name or ""}
        yield Trouble(kind=_KINDS.get(said, said), says=says, rank=rank, does="seen", **story, **common)
    elif what == "delivery":
        file = (name or "").rpartition("/")[2]
        says = f"{file}: {says}" if file else says
        yield Trouble(kind="Refused delivery", says=says, rank=rank, does="retry", **common)
    elif what == "picture":
        yield Trouble(kind="Picture", says=f"“{name}” could not be had: {says}", rank=rank, **common)
    elif what == "failing":
        yield _failing_wire(says, rank, common)
    elif what == "quiet":
        yield from _quiet(at, rank, common, now)
    elif at is not None and now - at > LATE:
        says = _STANDS_STILL[what] if rank else "A kill waits for the press. It is not taken down yet."
        yield Trouble(kind="Stands still", says=says, rank=rank, **common)


_STANDS_STILL = {
    "late": "Copy has come in and is not filed. Call whoever runs Nightdesk.",
    "change": "Changes wait for the press: readers still see what stood before. Call whoever runs Nightdesk.",
}


def _quiet(at: datetime | None, minutes: int, common: dict[str, Any], now: datetime) -> Iterator[Trouble]:
    if at is None or now - at > timedelta(minutes=minutes):
        since = f"last heard {age(at, now)}" if at else "never heard yet"
        says = f"Nothing comes in: {since}, and it should not be quiet for more than {minutes} minutes."
        yield Trouble(kind="Quiet wire", says=says, rank=8, does="wire", **common)


def _unreadable(story: Story, reach: Reach, now: datetime) -> Trouble:
    return Trouble(
        key=f"embargo-{story.pk}", kind="Embargo", rank=4, story_id=story.pk, headline=story.headline,
        says="Its embargo cannot be read, so it does not go out. Ask the agency until when it holds.",
        where=reach.stations.get(story.station_id, ""), age=age(story.moved_at, now),
    )  # fmt: skip


def _failing_wire(fault: str, times: int, common: dict[str, Any]) -> Trouble:
    says = f"{fault} It failed {times} times in a row. What it brought stays."
    return Trouble(kind="Failing wire", says=says, rank=7, does="wire", **common)


def _failing_sheets(reach: Reach, now: datetime) -> Iterator[Trouble]:
    """Ask the press, which stands above the desk in the house, for pages that it could not make."""
    for pk, station_id, address, fault, at in import_string(settings.NIGHTDESK_FAULTS)(tuple(reach.stations)):
        says = f"{address.partition(':')[2]} could not be made anew; the old page stays. {fault.splitlines()[-1][:200]}"
        yield Trouble(
            key=f"sheet-{pk}", kind="Page", says=says, where=reach.stations.get(station_id, ""),
            age=age(at, now) if at else "", rank=5,
        )  # fmt: skip


def moment(value: Any) -> datetime | None:
    """Return a moment as Python has it; SQLite hands out words."""
    moment = parse_datetime(value) if isinstance(value, str) else value
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment
