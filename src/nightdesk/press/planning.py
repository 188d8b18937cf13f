"""From what changed to what is wanted: read the outbox, find the sheets, want them, all in one transaction.

Planners take turns (the row of ``Turn`` is locked while one plans), so the count of turns is an order:
a baker that claims a sheet sees at once whether somebody else has planned since.
"""

import logging
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, transaction
from django.db.models import F

from nightdesk.desk import sql
from nightdesk.desk.precedence import Precedence
from nightdesk.press import quick, rows, subjects
from nightdesk.press.clippings import Clippings
from nightdesk.press.kinds import BY_NAME, KINDS
from nightdesk.press.models import Need, Sheet, Turn
from nightdesk.press.plan import plan
from nightdesk.press.reading import Reading
from nightdesk.press.sheets import Birth

log = logging.getLogger(__name__)

MOST_CHANGES = 100  # planned at once: a kill waits for one plan at most
CHUNK = 200
URGENT, NEWS, EVERYTHING, REST = 0, 1, 2, 9
WIDE = ("station", "section", "wire")  # kinds of subject that touch a whole station

_NEW = (
    "address", "station_id", "kind", "about", "rank", "lane", "wanted", "baked", "digest", "is_present", "is_packed",
    "cause", "fault", "tries", "lease_by",
)  # fmt: skip
_WANT = (
    "UPDATE press_sheet SET wanted = wanted + 1, lane = CASE WHEN lane < %s THEN lane ELSE %s END, cause = %s,"
    " next_try_at = NULL WHERE id = %s"
)


@dataclass(slots=True)
class _Found:
    """What the changed subjects touch, by subject; and what each touched address is."""

    births: dict[str, set[str]] = field(default_factory=dict)
    needs: dict[str, set[str]] = field(default_factory=dict)
    born: dict[str, tuple[int, str, Birth]] = field(default_factory=dict)  # station, kind
    standing: dict[str, tuple[int, int, str, str]] = field(default_factory=dict)  # id, rank, kind, about

    def rank(self) -> dict[str, int]:
        ranks = {address: BY_NAME[kind].RANK for address, (_, kind, _) in self.born.items()}
        return {**{address: rank for address, (_, rank, _, _) in self.standing.items()}, **ranks}


@dataclass(frozen=True, slots=True)
class Planned:
    """How many changes were planned, and whether they touched a whole station."""

    count: int
    is_wide: bool = False


def plan_urgent(now: datetime, clippings: Clippings) -> int:
    """Plan kills and moments that came, and nothing else; return how many changes."""
    with transaction.atomic():
        _take_turn(clippings)
        changes = [change for change in quick.changes_waiting(MOST_CHANGES) if change.is_urgent]
        if changes:
            _plan_narrow(changes, now, clippings)
            quick.mark_planned([change.pk for change in changes], now)
    return len(changes)


def plan_changes(
    now: datetime, clippings: Clippings, precedence: Precedence, between: Callable[[], object] = lambda: None
) -> Planned:
    """Plan the changes that wait. What touches whole stations is planned when nothing else waits.

    That may take minutes: ``between`` is called in its breaks, so that a kill need not wait for it.
    """
    if not quick.changes_wait():
        return Planned(0)
    with precedence.taken(), transaction.atomic():
        _take_turn(clippings)
        changes = quick.changes_waiting(MOST_CHANGES)
        narrow = [change for change in changes if not _is_wide(change.subject)]
        if narrow:
            _plan_narrow(narrow, now, clippings)
            quick.mark_planned([change.pk for change in narrow], now)
            return Planned(len(narrow))
    if changes:
        want_wide({change.subject: change.cause for change in changes}, now, clippings, between)
        quick.mark_planned([change.pk for change in changes], now)
    return Planned(len(changes), is_wide=True)


def _is_wide(name: str) -> bool:
    return name.partition(":")[0] in WIDE


def _take_turn(clippings: Clippings) -> None:
    """Lock the turn until the transaction ends. When others planned since our last, nothing at hand is sure."""
    number = quick.take_turn()
    if not number:
        Turn.objects.get_or_create(pk=1)
        number = quick.take_turn()
    if number != clippings.turn + 1:
        clippings.clear()
    clippings.turn = number


def keep_up(clippings: Clippings) -> None:
    """Drop everything at hand when somebody else has planned. Called after a claim, before the first reading."""
    number = quick.turn()
    if number != clippings.turn:
        clippings.clear()
        clippings.turn = number


def _plan_narrow(changes: Collection[quick.Waiting], now: datetime, clippings: Clippings) -> None:
    names = list(dict.fromkeys(change.subject for change in changes))
    clippings.forget(names)
    causes = {change.subject: change.cause for change in reversed(changes)}
    urgent = {change.subject for change in changes if change.is_urgent}
    _want(names, causes, urgent, NEWS, now, clippings)


def want_wide(
    causes: dict[str, str], now: datetime, clippings: Clippings, between: Callable[[], object] = lambda: None
) -> None:
    """Want everything that subjects as wide as a station touch (subject: cause), a few hundred at a time.

    Not one transaction: it may take minutes, and news must not wait. Doing it twice is harmless.
    """
    clippings.clear()
    cause = next(iter(causes.values()))
    names = list(dict.fromkeys(one for name in causes for one in _widened(name)))
    stations = [subject.id for one in names if (subject := subjects.read(one)) and subject.kind == "station"]
    with transaction.atomic():
        _take_turn(clippings)
        for station_id in stations:
            _want_station(station_id, cause)
    for start in range(0, len(names), CHUNK):
        some = names[start : start + CHUNK]
        with transaction.atomic():
            _take_turn(clippings)
            _want(some, dict.fromkeys(some, cause), set(), EVERYTHING, now, clippings)
        between()
        clippings.trim()


def _want_station(station_id: int, cause: str) -> None:
    standing = Sheet.objects.filter(station_id=station_id)
    standing.filter(lane__gt=EVERYTHING).update(lane=EVERYTHING)
    standing.update(wanted=F("wanted") + 1, cause=cause, next_try_at=None)


def _widened(name: str) -> Iterator[str]:
    """Yield the subjects that a wide one stands for."""
    subject = subjects.read(name)
    if subject is None:
        return
    if subject.kind == "wire":
        yield from rows.stories_of_wire(subject.id)
        return
    yield name
    for station_id in [subject.id] if subject.kind == "station" else _stations_of_section(subject.id):
        yield f"station:{station_id}/look"
        yield from rows.names_of_station(station_id)
        yield from rows.stories_of_station(station_id)


def _stations_of_section(section_id: int) -> list[int]:
    """The station that has the section; for one that is no more, the one that still shows it."""
    standing = Sheet.objects.filter(about=f"section:{section_id}").values_list("station_id", flat=True)
    return rows.stations_of("section", section_id) or list(standing[:1])


def _want(
    names: Collection[str], causes: dict[str, str], urgent: set[str], lane: int, now: datetime, clippings: Clippings
) -> None:
    """Want what these subjects touch, inside the caller's transaction."""
    found = _Found()
    _find_births(names, found, now, clippings)
    _find_standing(names, found)
    order = plan(names, found.needs, found.births, found.rank())
    cause, hasty = {}, set()
    for name in names:
        for address in (*found.births.get(name, ()), *found.needs.get(name, ())):
            cause.setdefault(address, causes[name])
            if name in urgent:
                hasty.add(address)
    _make(order, found, cause, lane)
    wishes = [
        (one := URGENT if address in hasty else lane, one, cause[address], found.standing[address][0])
        for address in order
        if address in found.standing
    ]
    if wishes:
        with connection.cursor() as cursor:
            cursor.executemany(_WANT, wishes)
    _ask(found)
    _want_indexed(names, lane)
    _want_indexed_without([subject for name in urgent if (subject := subjects.read(name))])


def _want_indexed_without(killed: Iterable[subjects.Subject]) -> None:
    """Want the stories of killed pictures indexed: their captions are not found any more."""
    for picture in killed:
        if picture.kind == "picture":
            for station_id in rows.stations_of("picture", picture.id):
                quick.want_indexed(set(rows.stories_with(station_id, picture.id)))


def _want_indexed(names: Iterable[str], lane: int) -> None:
    ids: dict[str, set[int]] = {"story": set(), "topic": set(), "author": set()}
    for subject in map(subjects.read, names):
        if subject is not None and subject.kind in ids:
            ids[subject.kind].add(subject.id)
    quick.want_indexed(ids["story"])
    if lane != EVERYTHING:  # a plan of everything names the stories themselves
        quick.want_indexed_of("topic", ids["topic"])
        quick.want_indexed_of("author", ids["author"])


def _find_births(names: Iterable[str], found: _Found, now: datetime, clippings: Clippings) -> None:
    read = {name: subject for name in names if (subject := subjects.read(name))}
    story_ids = {subject.id for subject in read.values() if subject.kind == "story"}
    clippings.fetch_pages(story_ids)
    clips = dict(zip(story_ids, clippings.cards(story_ids), strict=True))
    by_station: dict[int, set[str]] = {}
    for subject in read.values():
        if subject.kind == "front" and subject.aspect == "list":
            by_station.setdefault(subject.id, set()).add(subject.key)
    for station_id, keys in by_station.items():
        clippings.fetch_newest(station_id, keys)
    for name, subject in read.items():
        if subject.kind == "story":
            clip = clips[subject.id]
            station_ids = [clip.station_id] if clip else []
        else:
            station_ids = (
                [subject.id] if subject.kind in ("front", "station") else rows.stations_of(subject.kind, subject.id)
            )
        for station_id in station_ids:
            for address, kind, birth in _births(subject, station_id, now, clippings):
                found.births.setdefault(name, set()).add(address)
                asked = found.born[address][2].asked_by if address in found.born else ()
                birth = Birth(birth.path, birth.about, tuple(dict.fromkeys((*asked, *birth.asked_by))))
                found.born[address] = (station_id, kind, birth)


def _births(
    subject: subjects.Subject, station_id: int, now: datetime, clippings: Clippings
) -> Iterator[tuple[str, str, Birth]]:
    station = clippings.station(station_id)
    if station is None:
        return
    reading = Reading(station, now, clippings)
    for kind in KINDS:
        try:
            births = list(kind.births(subject, reading))
        except Exception:  # noqa: BLE001 - one story that cannot be read must not stop the plan; its own sheet says why
            log.exception("%s cannot tell the addresses of %s", kind.NAME, subject)
            continue
        for birth in births:
            yield f"{station.row.slug}:{birth.path}", kind.NAME, birth


def _find_standing(names: Collection[str], found: _Found) -> None:
    for subject, address, *rest in quick.sheets_needing(names):
        found.needs.setdefault(subject, set()).add(address)
        found.standing[address] = tuple(rest)
    unknown = [address for address in found.born if address not in found.standing]
    for address, *rest in quick.sheets_at(unknown):
        found.standing[address] = tuple(rest)


def _make(order: Iterable[str], found: _Found, cause: dict[str, str], lane: int) -> None:
    """Make the sheets that are not there, and give those that are there to what stands at their address now."""
    new = []
    for address in order:
        if address not in found.born:
            continue
        station_id, kind, birth = found.born[address]
        rank = BY_NAME[kind].RANK
        if address not in found.standing:
            new.append((address, station_id, kind, birth.about, rank, lane, 1, 0, "", False, False, cause[address],
                        "", 0, ""))  # fmt: skip
        elif found.standing[address][2:] != (kind, birth.about):
            Sheet.objects.filter(address=address).update(station_id=station_id, kind=kind, about=birth.about, rank=rank)
    sql.insert("press_sheet", _NEW, new)


def _ask(found: _Found) -> None:
    """Tell the sheets that cannot look it up who asked for them."""
    asked = {address: birth.asked_by for address, (_, _, birth) in found.born.items() if birth.asked_by}
    if asked:
        ids = dict(Sheet.objects.filter(address__in=asked).values_list("address", "pk"))
        needs = [Need(sheet_id=ids[address], subject=name) for address, names in asked.items() for name in names]
        Need.objects.bulk_create(needs, ignore_conflicts=True)
