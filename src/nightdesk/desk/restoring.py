"""What the kill ledger has and the database has not: after a backup was put back, or when the disk was full.

It is killed again before anything of it is public, and the editors are told. An undoing in the ledger is believed; one
that only the database knew is not: what was killed stays dead until somebody with the right says otherwise.
"""

import hashlib
import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime

from nightdesk.desk import decide, filing, kill_lines, ledger, sql
from nightdesk.desk.ledger import Line
from nightdesk.desk.models import Alert, Delivery, Picture, Story, Wire
from nightdesk.matching.identity import mark

_AT_ONCE = 300
_KEYS = (
    "SELECT mark.name, take.wire_key FROM desk_mark mark JOIN desk_take take ON take.id = mark.take_id"
    " WHERE mark.wire_id = {} AND mark.name IN ({{}})"
)
_ORDERS = (
    "SELECT mark.name FROM desk_mark mark JOIN desk_take take ON take.id = mark.take_id"
    " WHERE mark.wire_id = {} AND mark.name IN ({{}}) AND take.\"order\" = 'kill'"
)
_ALIVE = (
    "SELECT id FROM desk_story WHERE wire_id = {} AND wire_key IN ({{}}) AND NOT (wire_key = '') AND killed_at IS NULL"
)


def kill_again(lines: Iterable[Line] | None = None, *, now: datetime) -> int:
    """Kill what these lines (else the whole ledger) say is dead and the database says is not; return how much."""
    standing = ledger.book.standing(lines)
    count = 0
    for line in _unknown_orders(standing):
        count += _order_again(line, now)
    for line, story in stories_alive(standing):
        decide.kill(story, by=None, reason=_why(line), now=now)
        _tell(story.station_id, f"“{story.headline[:150]}” {_again(line)}", now, story=story, wire=story.wire)
        count += 1
    for line, picture in pictures_alive(standing):
        decide.kill_picture(picture, by=None, reason=_why(line), now=now)
        _tell(picture.station_id, f"The picture “{picture.title[:150]}” {_again(line)}", now, wire=picture.wire)
        count += 1
    return count


def stories_alive(standing: Sequence[Line]) -> Iterator[tuple[Line, Story]]:
    """Yield the stories that the ledger has killed and the database has not."""
    stories = [line for line in standing if line.what == "kill"]
    rows = Story.objects.filter(killed_at=None).select_related("station", "wire")
    for some in _portions([line for line in stories if not line.wire]):
        found = rows.in_bulk([line.row for line in some])
        for line in some:
            story = found.get(line.row)
            if story and story.station.slug == line.station and kill_lines.begun_at(story) == line.begun_at:
                yield line, story
    for wire, mine in _by_wire(stories):
        for some in _portions(mine):
            keys = _keys_of(wire, some)
            found = sql.rows_in(_ALIVE.format(int(wire.pk)), sorted({key for each in keys for key in each}))
            alive = rows.filter(pk__in=[pk for (pk,) in found])
            standing_at = {(story.station.slug, story.wire_key): story for story in alive}
            for line, each in zip(some, keys, strict=True):
                yield from (
                    (line, standing_at[line.station, key]) for key in each if (line.station, key) in standing_at
                )


def pictures_alive(standing: Sequence[Line]) -> Iterator[tuple[Line, Picture]]:
    """Yield the pictures that the ledger has killed and the database has not."""
    for some in _portions([line for line in standing if line.what == "picture"]):
        rows = Picture.every.filter(killed_at=None).select_related("wire")
        by_key = {row.source_key: row for row in rows.filter(source_key__in=[line.key for line in some if line.key])}
        by_row = rows.in_bulk([line.row for line in some if not line.key])
        for line in some:
            picture = by_key.get(line.key) if line.key else by_row.get(line.row)
            if picture and (line.key or picture.created_at.isoformat() == line.begun_at):
                yield line, picture


def _unknown_orders(standing: Sequence[Line]) -> Iterator[Line]:
    for wire, mine in _by_wire([line for line in standing if line.what == "order"]):
        for some in _portions(mine):
            marks = {mark("guid", (line.item or {}).get("guid", "")): line for line in some}
            known = {name for (name,) in sql.rows_in(_ORDERS.format(int(wire.pk)), sorted(marks))}
            yield from (line for name, line in marks.items() if name not in known and not _is_coming(wire, line))


def _is_coming(wire: Wire, line: Line) -> bool:
    """Tell whether the document that carries the order is stored, and only waits to be filed."""
    sha256 = (line.item or {}).get("sha256", "")
    return Delivery.objects.filter(wire=wire, sha256=sha256, outcome="received").exists()


def _order_again(line: Line, now: datetime) -> int:
    """File an agency's kill anew; its story may come later, and finds it."""
    raw = json.dumps(asdict(line), sort_keys=True).encode()
    wire = Wire.objects.get(name=line.wire)
    delivery, _ = Delivery.objects.get_or_create(
        wire=wire,
        sha256=hashlib.sha256(raw).hexdigest(),
        defaults={
            "received_at": now, "raw": zlib.compress(raw), "size_bytes": len(raw), "source": "the kill ledger",
            "outcome": "filed", "finished_at": now,
        },
    )  # fmt: skip
    filed = filing.file(kill_lines.order_in(line), delivery, 0, now=now)
    return int(filed.verdict.kind != "repeat")


def _by_wire(lines: Iterable[Line]) -> Iterator[tuple[Wire, list[Line]]]:
    mine: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if line.wire:
            mine[line.wire].append(line)
    for wire in Wire.objects.filter(name__in=mine):
        yield wire, mine[wire.name]


def _keys_of(wire: Wire, lines: Sequence[Line]) -> list[set[str]]:
    """Return by which keys the story of each line goes now: versions may not have been joined yet, or joined since."""
    keys: dict[str, set[str]] = defaultdict(set)
    names = sorted({name for line in lines for name in line.names})
    for start in range(0, len(names), _AT_ONCE):
        for name, key in sql.rows_in(_KEYS.format(int(wire.pk)), names[start : start + _AT_ONCE]):
            keys[name].add(key)
    return [{line.key}.union(*(keys[name] for name in line.names)) - {""} for line in lines]


def _portions(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    return (lines[start : start + _AT_ONCE] for start in range(0, len(lines), _AT_ONCE))


def _why(line: Line) -> str:
    return f"{line.why or 'Killed before'} (by {line.who}, {line.at[:16]}; read in the kill ledger)"


def _again(line: Line) -> str:
    return f"was killed on {line.at[:10]}, and the database did not know it: from a backup? It is killed again."


def _tell(station_id: int | None, says: str, now: datetime, **about: object) -> None:
    Alert.objects.create(kind="kill", says=says[:500], at=now, station_id=station_id, **about)
