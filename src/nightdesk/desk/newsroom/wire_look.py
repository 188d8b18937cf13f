"""A wire as an editor sees it: does it work, when did it last bring something, what came in the last day."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Q
from django.db.models.functions import TruncHour

from nightdesk.desk import sql
from nightdesk.desk.models import Delivery, Station, Wire
from nightdesk.desk.newsroom.board_now import moment
from nightdesk.desk.newsroom.board_stories import age

HOURS = 24
TALL = 40  # of the chart, in its own measure
_BAR = 10
REFUSED = ("refused", "held")
_LAST = (
    "SELECT id, (SELECT MAX(received_at) FROM desk_delivery d WHERE d.wire_id = w.id),"
    " (SELECT COUNT(*) FROM desk_delivery d WHERE d.wire_id = w.id AND outcome IN ('refused', 'held'))"
    " FROM desk_wire w WHERE id IN ({})"
)


@dataclass(frozen=True, slots=True)
class Bar:
    """One hour of the chart: where it stands, how high it is, and how much of that was refused."""

    x: int
    y: float
    high: float
    bad_y: float
    bad: float


@dataclass(frozen=True, slots=True)
class Chart:
    """What came in the last day, by the hour. ``says`` tells the same in words."""

    bars: tuple[Bar, ...]
    says: str
    count: int


@dataclass(frozen=True, slots=True)
class Look:
    """A wire in words. ``state`` is one of working, new, quiet, failing, paused."""

    wire: Wire
    kind: str
    state: str
    label: str
    says: str
    last: str
    stations: str
    policy: str
    refused: int
    chart: Chart


_LABELS = {"working": "Working", "new": "Nothing yet", "quiet": "Quiet", "failing": "Failing", "paused": "Paused"}


def of_wires(wires: Iterable[Wire], stations: Mapping[int, str], zone: str, now: datetime) -> list[Look]:
    """Return how each wire stands; of its stations only those named here. ``zone`` is what hours are counted in."""
    listed = list(wires)
    ids = [wire.pk for wire in listed]
    last = {pk: (moment(at), refused) for pk, at, refused in sql.rows_in(_LAST, ids)}
    standings = import_module(settings.NIGHTDESK_INTAKE).of_wires(listed)
    hours = _hours(ids, now)
    links = Wire.stations.through.objects.filter(wire__in=ids, station__in=stations).order_by("station__name")
    served: dict[int, list[str]] = {}
    for wire_id, station_id in links.values_list("wire_id", "station_id"):
        served.setdefault(wire_id, []).append(stations[station_id])
    return [
        _look(wire, *last[wire.pk], standings.get(wire.pk), served.get(wire.pk, []), hours.get(wire.pk, {}), zone, now)
        for wire in listed
    ]


def _look(
    wire: Wire,
    last_at: datetime | None,
    refused: int,
    standing: Any,
    served: Collection[str],
    hours: Mapping[datetime, tuple[int, int]],
    zone: str,
    now: datetime,
) -> Look:
    state, says = _state(wire, last_at, standing, now)
    return Look(
        wire=wire,
        kind=wire.get_kind_display(),
        state=state,
        label=_LABELS[state],
        says=says,
        last=age(last_at, now) if last_at else "never",
        stations=", ".join(served),
        policy=wire.get_policy_display(),
        refused=refused,
        chart=chart(hours, zone, now),
    )


def _state(wire: Wire, last_at: datetime | None, standing: Any, now: datetime) -> tuple[str, str]:
    """Return the gravest thing to be said of a wire, and the sentence."""
    if wire.state == "paused":
        kept = " What is pushed meanwhile is kept and filed when it is taken up again." if wire.kind == "push" else ""
        return "paused", f"Nothing is taken from it, no kill and no correction either.{kept}"
    if standing is not None and standing.fault:
        often = f" {standing.failures} times in a row." if standing.failures > 1 else ""
        again = f" It is asked again {_in(standing.next_at, now)}." if standing.next_at else ""
        return "failing", f"{standing.fault}{often}{again} What it brought stays."
    if wire.quiet_alarm_min and (last_at is None or now - last_at > timedelta(minutes=wire.quiet_alarm_min)):
        return "quiet", f"It should not be quiet for more than {wire.quiet_alarm_min} minutes."
    asked = f" It was asked {age(standing.asked_at, now)}." if standing is not None and standing.asked_at else ""
    if last_at is None:
        return "new", f"Nothing has come yet.{asked}"
    waiting = f" {standing.waiting} documents stand in its folder." if standing is not None and standing.waiting else ""
    return "working", f"{asked}{waiting}".strip()


def _in(at: datetime, now: datetime) -> str:
    minutes = round((at - now).total_seconds() / 60)
    return "in a moment" if minutes < 1 else "in a minute" if minutes == 1 else f"in {minutes} minutes"


def _hours(ids: Collection[int], now: datetime) -> dict[int, dict[datetime, tuple[int, int]]]:
    """Return for each wire and hour how many deliveries came, and how many of them were refused."""
    rows = Delivery.objects.filter(wire__in=ids, received_at__gte=_hour(now) - timedelta(hours=HOURS - 1)).order_by()
    by_hour = rows.annotate(hour=TruncHour("received_at", tzinfo=UTC)).values_list("wire_id", "hour")
    counted = by_hour.annotate(count=Count("id"), bad=Count("id", filter=Q(outcome__in=REFUSED)))
    found: dict[int, dict[datetime, tuple[int, int]]] = {}
    for wire_id, hour, count, bad in counted:
        found.setdefault(wire_id, {})[hour] = (count, bad)
    return found


def chart(hours: Mapping[datetime, tuple[int, int]], zone: str, now: datetime) -> Chart:
    """Draw the last day, the present hour at the right."""
    listed = [_hour(now) - timedelta(hours=back) for back in range(HOURS - 1, -1, -1)]
    counts = [hours.get(hour, (0, 0)) for hour in listed]
    most = max(count for count, _ in counts)
    bars = tuple(_bar(number, count, bad, most) for number, (count, bad) in enumerate(counts) if count)
    total, refused = sum(count for count, _ in counts), sum(bad for _, bad in counts)
    if not total:
        return Chart((), "Nothing came in the last 24 hours.", 0)
    at = listed[[count for count, _ in counts].index(most)].astimezone(ZoneInfo(zone))
    share = f", most of them ({most})" if most < total else ","
    says = f"{_counted(total)} in the last 24 hours{share} from {at:%H:%M} to {at + timedelta(hours=1):%H:%M}"
    return Chart(bars, f"{says}; {refused} refused." if refused else f"{says}.", total)


def _bar(number: int, count: int, bad: int, most: int) -> Bar:
    high = max(2.0, round(TALL * count / most, 1))
    share = round(high * bad / count, 1)
    return Bar(number * _BAR, TALL - high, high, TALL - share, share)


def _counted(number: int) -> str:
    return "One delivery" if number == 1 else f"{number} deliveries"


def _hour(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def zone_of(stations: Iterable[Station]) -> str:
    """Return the zone that all of the stations keep; UTC when they do not agree."""
    zones = {station.zone for station in stations}
    return zones.pop() if len(zones) == 1 else "UTC"
