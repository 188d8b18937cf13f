"""The few questions that the press asks for every story, each as one statement."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection

from nightdesk.desk import facts, gate
from nightdesk.desk.sql import at, rows, rows_in, run, run_in

_FACTS = (
    "SELECT id, state, live, killed_at, embargo_until, is_embargo_unreadable, desk_embargo_until,"
    " lifted_embargo_until, lifted_embargo_take_id, newest_take_id, expires_at, slug, first_run_at"
    " FROM desk_story WHERE id IN ({})"
)
_STANDING = (
    "SELECT need.subject, sheet.address, sheet.id, sheet.rank, sheet.kind, sheet.about FROM press_need need"
    " JOIN press_sheet sheet ON sheet.id = need.sheet_id WHERE need.subject IN ({})"
)
_AT = "SELECT address, id, rank, kind, about FROM press_sheet WHERE address IN ({})"
_PLACED = (
    "SELECT story_id FROM desk_placing WHERE station_id = %s AND front = %s AND number BETWEEN %s AND %s"
    " ORDER BY number DESC"
)
_WAITING = (
    "SELECT id, subject, cause, is_urgent FROM desk_change WHERE planned_at IS NULL"
    " ORDER BY is_urgent DESC, id LIMIT %s"
)
_STALE = (
    "FROM press_sheet WHERE baked < wanted AND lane <= %s"
    " AND (leased_until IS NULL OR leased_until <= %s OR leased_until > %s)"
    " AND (next_try_at IS NULL OR next_try_at <= %s OR next_try_at > %s)"
)
# No lease and no pause ends later than this. One that does is from before the clock went back, and is void.
LONGEST_LEASE, LONGEST_WAIT = timedelta(minutes=1), timedelta(minutes=6)
_GLUE = "\n"  # no subject has one


class Stale(NamedTuple):
    """A sheet that is to be baked, as its row said when it was claimed."""

    pk: int
    address: str
    station_id: int
    kind: str
    about: str
    lane: int
    wanted: int
    digest: str
    is_present: bool
    is_packed: bool
    tries: int
    lease_by: str


class Waiting(NamedTuple):
    """A change that is not planned yet."""

    pk: int
    subject: str
    cause: str
    is_urgent: bool


def aware(moment: datetime | None) -> datetime | None:
    """Return a moment as the database keeps it with its zone, which is UTC."""
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment


def facts_rows(story_ids: Collection[int]) -> dict[int, tuple[Any, ...]]:
    """Return what the gate must know of these stories, as it stands at this moment, for ``facts_in``."""
    return {row[0]: row for row in rows_in(_FACTS, list(story_ids))}


def facts_in(row: tuple[Any, ...]) -> gate.Facts:
    """Return the facts that a row of ``facts_rows`` says."""
    _, state, is_live, killed_at, embargo_until, is_embargo_unreadable, desk_embargo_until, *rest = row
    lifted_embargo_until, lifted_take_id, newest_take_id, expires_at, slug, first_run_at = rest
    return gate.Facts(
        state=state,
        is_live=bool(is_live),
        killed_at=aware(killed_at),
        embargo_until=aware(embargo_until),
        is_embargo_unreadable=bool(is_embargo_unreadable),
        desk_embargo_until=aware(desk_embargo_until),
        lifted_embargo_until=aware(lifted_embargo_until),
        is_unreadable_lifted=facts.lifted_by(lifted_take_id, newest_take_id),
        expires_at=aware(expires_at),
        has_address=bool(slug),
        first_run_at=aware(first_run_at),
    )


def version() -> tuple[int, int] | None:
    """Return what every commit of another connection and every row of ours moves; None on other databases."""
    if connection.vendor != "sqlite":
        return None
    connection.ensure_connection()
    [number] = connection.connection.execute("PRAGMA data_version").fetchone()
    return number, connection.connection.total_changes


def changes_wait() -> bool:
    return bool(rows("SELECT id FROM desk_change WHERE planned_at IS NULL LIMIT 1"))


def changes_waiting(most: int) -> list[Waiting]:
    """Return the changes that are not planned yet, kills first, then in the order in which they happened."""
    return [Waiting(pk, subject, cause, bool(urgent)) for pk, subject, cause, urgent in rows(_WAITING, (most,))]


def mark_planned(change_ids: Collection[int], now: datetime) -> None:
    """Say that these changes were planned."""
    run_in("UPDATE desk_change SET planned_at = %s WHERE id IN ({})", change_ids, at(now))


def want_indexed(story_ids: Collection[int]) -> None:
    """Want these stories looked at again by the search; one that waits already is wanted once more."""
    if story_ids:
        marks = ", ".join(["(%s, 1)"] * len(story_ids))
        run(
            f"INSERT INTO press_unindexed (story_id, wish) VALUES {marks}"  # noqa: S608 - placeholders alone
            " ON CONFLICT (story_id) DO UPDATE SET wish = press_unindexed.wish + 1",
            sorted(story_ids),
        )


def want_indexed_of(kind: str, ids: Collection[int]) -> None:
    """Want the stories of topics or authors (``kind``: "topic" or "author") looked at again: a name is a word, too."""
    run_in(
        f"INSERT INTO press_unindexed (story_id, wish) SELECT story_id, 1 FROM desk_story_{kind}s"  # noqa: S608 - our own names
        f" WHERE {kind}_id IN ({{}}) GROUP BY story_id"
        " ON CONFLICT (story_id) DO UPDATE SET wish = press_unindexed.wish + 1",
        list(ids),
    )


def take_turn() -> int:
    """Lock the turn until the transaction ends, and return its number; 0 when there is no row yet."""
    return turn() if run("UPDATE press_turn SET number = number + 1 WHERE id = 1") else 0


def lease(sheet_ids: Collection[int], name: str, until: datetime) -> None:
    """Lease sheets to a worker."""
    run_in("UPDATE press_sheet SET leased_until = %s, lease_by = %s WHERE id IN ({})", sheet_ids, at(until), name)


def held_by(name: str, sheet_ids: Collection[int]) -> set[int]:
    """Return those of the sheets whose lease is still this worker's."""
    leases = rows_in("SELECT id, lease_by FROM press_sheet WHERE id IN ({})", sheet_ids)
    return {pk for pk, lease_by in leases if lease_by == name}


def kills_waiting() -> list[str]:
    """Return the urgent subjects that are not planned yet."""
    found = rows("SELECT subject FROM desk_change WHERE planned_at IS NULL AND is_urgent")
    return [name for (name,) in found]


def is_stale(now: datetime, lowest: int) -> bool:
    """Tell whether any sheet of these lanes could be baked now."""
    return bool(rows(f"SELECT id {_STALE} LIMIT 1", (lowest, *_limits(now))))  # noqa: S608 - our own names


def stale(now: datetime, lowest: int, most: int, only: Collection[int] | None = None) -> list[Stale]:
    """Return the most urgent sheets of these lanes that could be baked now, locked where the database has row locks."""
    columns = ", ".join(("id", *Stale._fields[1:]))
    chosen = "" if only is None else f" AND id IN ({', '.join(str(int(pk)) for pk in only) or 'NULL'})"
    locked = " FOR UPDATE SKIP LOCKED" if connection.features.has_select_for_update_skip_locked else ""
    asked = f"SELECT {columns} {_STALE}{chosen} ORDER BY lane, rank, id LIMIT %s{locked}"  # noqa: S608 - our own names
    return [Stale._make(row) for row in rows(asked, (lowest, *_limits(now), most))]


def _limits(now: datetime) -> tuple[Any, ...]:
    return at(now), at(now + LONGEST_LEASE), at(now), at(now + LONGEST_WAIT)


def is_due(table: str, now: datetime) -> bool:
    """Tell whether anything in a table that has moments of waking is to be woken."""
    return bool(rows(f"SELECT id FROM {table} WHERE wakes_at <= %s LIMIT 1", (at(now),)))  # noqa: S608 - our own names


def turn() -> int:
    """Return how many plans were made."""
    found = rows("SELECT number FROM press_turn WHERE id = 1")
    return found[0][0] if found else 0


def sheets_needing(names: Collection[str]) -> list[tuple[Any, ...]]:
    """Return (subject, address, id, rank, kind, about) of the sheets that showed these subjects."""
    return rows_in(_STANDING, names)


def sheets_at(addresses: Collection[str]) -> list[tuple[Any, ...]]:
    """Return (address, id, rank, kind, about) of the sheets at these addresses."""
    return rows_in(_AT, addresses)


def needs_of(sheet_ids: Collection[int]) -> dict[int, frozenset[str]]:
    """Return the subjects that each of these sheets showed. They are a hundred a sheet: one row brings all of one."""
    glued = "group_concat(subject, char(10))" if connection.vendor == "sqlite" else "string_agg(subject, chr(10))"
    asked = f"SELECT sheet_id, {glued} FROM press_need WHERE sheet_id IN ({{}}) GROUP BY sheet_id"  # noqa: S608 - our own names
    return {sheet_id: frozenset(names.split(_GLUE)) for sheet_id, names in rows_in(asked, sheet_ids)}


def placed_in(station_id: int, ranges: Mapping[str, tuple[int, int]]) -> dict[str, list[int]]:
    """Return the stories of many fronts between two numbers each, the newest first.

    One question a front: SQLite answers all of them in one by looking at every place of the station.
    """
    found = {}
    for front, (first, last) in ranges.items():
        found[front] = [story_id for (story_id,) in rows(_PLACED, (station_id, front, first, last))]
    return found
