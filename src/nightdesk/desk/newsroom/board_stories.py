"""The stories on the desk: which stand there, found without walking the archive, and each as an editor reads it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection
from django.utils.timesince import timesince

from nightdesk.desk import facts, rules, sql
from nightdesk.desk.models import Story, Wire
from nightdesk.desk.newsroom.board_options import Chosen, Reach

SHOWN = 40
MOST_COUNTED = 1000
SEARCHED = 5_000  # newest of a station and state among which PostgreSQL searches; SQLite goes through all of them
MOST_APART = 2000  # of those that are few: unreadable embargoes, newer versions that wait
_AT_ONCE = 50  # stations in one statement; SQLite takes five hundred parts

# The many: their index has every word that is asked for, so a search reads it in order, stops when it has enough, and
# looks at no row of the table. The plus keeps a database from taking an index that knows less.
_MANY = (
    "SELECT * FROM (SELECT {part} AS part, id, moved_at FROM desk_story"
    " WHERE station_id = %s AND {found_by} AND {where} ORDER BY moved_at DESC LIMIT {most}) AS found"
)
# The few: what they are found by stands inside, alone, so that every database takes the index that holds just that.
_FEW = (
    "SELECT * FROM (SELECT {part} AS part, id, moved_at FROM ("
    "SELECT id, moved_at, state, waiting_take_id, wire_id, section_id, headline FROM desk_story"
    " WHERE station_id = %s AND {found_by} ORDER BY moved_at DESC LIMIT {limit}) AS newest"
    " WHERE {where} ORDER BY moved_at DESC LIMIT {most}) AS found"
)
_UNREADABLE = (1, "is_embargo_unreadable", "state IN ('held', 'running')")
_HELD = (2, "state = 'held'", "1 = 1")  # found by their state: the many
_NEWER = (2, "waiting_take_id IS NOT NULL", "state = 'running'")
_RULE = {
    "hold": "an editor",
    "run-clean": "the rule of {}: run when the copy desk has no question",
    "run-unless-blocked": "the rule of {}: run unless something blocks it",
}
_FIELDS = (
    "headline", "state", "hold_reasons", "is_held_here", "moved_at", "first_run_at", "updated_at", "live", "killed_at",
    "embargo_until", "is_embargo_unreadable", "desk_embargo_until", "lifted_embargo_until", "lifted_embargo_take_id",
    "newest_take_id", "expires_at", "slug", "waiting_take_id", "agency_name", "station_id",
    "section_id", "wire__name", "wire__title", "wire__policy", "moved_by__username", "moved_by__first_name",
    "moved_by__last_name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A story on the desk, in words."""

    story_id: int
    headline: str
    state: str
    label: str
    where: str
    age: str
    at: datetime
    reasons: tuple[str, ...] = ()
    is_ready: bool = False  # nothing is wrong with it: one key runs it


@dataclass(slots=True)
class Ids:
    """Story ids by the part of the desk they belong to, the newest first."""

    unreadable: list[int] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)
    out: list[int] = field(default_factory=list)


def find(reach: Reach, chosen: Chosen) -> Ids:
    """Return the newest stories of each part, in one question that asks each station for its newest."""
    narrow, values = _narrow(chosen)
    found: list[tuple[int, int, object]] = []
    stations = list(reach.stations)
    for start in range(0, len(stations), _AT_ONCE):
        asked, given = [], list[object]()
        for station in stations[start : start + _AT_ONCE]:
            asked.append(_one(_UNREADABLE))
            given.append(station)
            for part in _parts(chosen.state) if chosen.station in (0, station) else ():
                asked.append(_one(part, narrow))
                given += [station, *values]
        found += sql.rows(" UNION ALL ".join(asked), given)
    ids = Ids()
    places = {1: ids.unreadable, 2: ids.waiting, 3: ids.out}
    for part, pk, _ in sorted(found, key=lambda row: (row[2], row[1]), reverse=True):
        if pk not in places[part][-1:]:
            places[part].append(pk)
    return ids


def _one(part: tuple[int, str, str], narrow: str = "") -> str:
    number, found_by, where = part
    is_many = found_by.startswith("state")
    # PostgreSQL would rather read every row of the station than its index to the end, unless the end is near.
    asked = _MANY if is_many and connection.vendor == "sqlite" else _FEW
    limit = MOST_APART if not is_many else SEARCHED if narrow else MOST_COUNTED
    most = MOST_COUNTED if number == 2 else SHOWN
    return asked.format(part=number, found_by=found_by, where=where + narrow, limit=limit, most=most)


def _parts(state: str) -> Iterable[tuple[int, str, str]]:
    """Yield (which part, what it is found by, what else must be true). A chosen state leaves the others out."""
    if state in ("", "held"):
        yield _HELD
    if state in ("", "held", "running"):
        yield _NEWER
    if state != "held":
        yield (
            3,
            f"state = '{state or 'running'}'",
            "1 = 1" if state in ("spiked", "killed") else "+waiting_take_id IS NULL",
        )


def _narrow(chosen: Chosen) -> tuple[str, list[object]]:
    clauses, values = [], list[object]()
    for column, value in (("wire_id", chosen.wire), ("section_id", chosen.section)):
        if value:
            clauses.append(f"+{column} = %s")
            values.append(value)
    for word in chosen.text.split():
        clauses.append("UPPER(headline) LIKE UPPER(%s) ESCAPE '!'")
        values.append("%" + "".join(f"!{one}" if one in "!%_" else one for one in word) + "%")
    return "".join(f" AND {clause}" for clause in clauses), values


def load(ids: Iterable[int]) -> dict[int, Story]:
    """Return what the desk says of these stories, in one question."""
    rows = Story.objects.select_related("wire", "moved_by").only(*_FIELDS).filter(pk__in=list(ids))
    return {story.pk: story for story in rows}


_NO_REASON = {"held": "It has not run yet.", "running": "A newer version of the agency waits."}


def line(story: Story, reach: Reach, now: datetime) -> Line:
    """Return a story as a line of the desk."""
    is_waiting = story.state == "held" or story.waiting_take_id is not None
    reasons = tuple(dict.fromkeys(story.hold_reasons)) or ((_NO_REASON[story.state],) if is_waiting else ())
    verdict = facts.may_run(story, now)
    said = story.get_state_display()
    if story.state == "running" and not is_waiting:
        reasons = (*(verdict.reasons or ()), f"{_verb(story, verdict.ok)} by {_by(story)}.")
        said = "Running" if verdict.ok else "Waits"
    elif story.state in ("spiked", "killed"):
        reasons = (*reasons, f"By {_by(story)}.")
    elif story.state == "running":
        said = "Running; a newer version waits"
    is_ready = story.state == "held" and not story.is_held_here and rules.waits_for_a_yes(story.hold_reasons)
    section = reach.sections.get(story.section_id or 0, ("",))[0]
    where = (reach.stations.get(story.station_id, ""), str(story.wire or "written here"), section)
    return Line(
        story.pk, story.headline, story.state, said, " · ".join(filter(None, where)), age(story.moved_at, now),
        story.moved_at, reasons, is_ready,
    )  # fmt: skip


def age(at: datetime, now: datetime) -> str:
    """Return how long ago something was, in one unit: “12 minutes ago”."""
    if (now - at).total_seconds() < 60:
        return "just now"
    return f"{timesince(at, now, depth=1)} ago".replace("\xa0", " ")


def _verb(story: Story, is_public: bool) -> str:
    if not is_public:
        return "Let run"
    return "Updated" if story.updated_at and story.updated_at > (story.first_run_at or story.updated_at) else "Run"


def _by(story: Story) -> str:
    if story.moved_by is not None:
        return story.moved_by.get_full_name() or story.moved_by.username
    wire: Wire | None = story.wire
    return _RULE.get(wire.policy, "its wire’s rule").format(wire) if wire else "the desk"
