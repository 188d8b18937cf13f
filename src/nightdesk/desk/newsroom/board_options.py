"""What the desk can be narrowed by: the stations, wires and sections of one person, and what they chose of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from nightdesk.desk import rights, sql
from nightdesk.desk.models import Story
from nightdesk.desk.staff.models import User

_READERS = ", ".join(f"'{name}'" for name in rights.NAMES if rights.has(name, "read"))
_OF_MINE = f"IN (SELECT station_id FROM desk_station_staff WHERE user_id = %s AND role IN ({_READERS}))"  # noqa: S608
_OPTIONS = """
SELECT 'station' AS kind, id, name, 0 AS station_id FROM desk_station WHERE {0}
UNION ALL SELECT 'section', id, name, station_id FROM desk_section WHERE {1}
UNION ALL SELECT DISTINCT 'wire', w.id, COALESCE(NULLIF(w.title, ''), w.name), 0
  FROM desk_wire w JOIN desk_wire_stations s ON s.wire_id = w.id WHERE {2}
ORDER BY 1, 3, 2
"""


@dataclass(frozen=True, slots=True)
class Reach:
    """The stations, sections and wires that somebody may see, as {id: name}; sections with their station."""

    stations: Mapping[int, str]
    wires: Mapping[int, str]
    sections: Mapping[int, tuple[str, int]]

    @property
    def section_choices(self) -> list[tuple[int, str]]:
        """The sections to choose from; the station is named where there is more than one."""
        named = [(pk, name, self.stations.get(station_id, "")) for pk, (name, station_id) in self.sections.items()]
        return [(pk, f"{name} · {station}" if len(self.stations) > 1 else name) for pk, name, station in named]


def reach_of(user: User) -> Reach:
    """Return what somebody may see, in one question."""
    mine = () if user.is_superuser else (user.pk,) * 3
    clauses = ("1 = 1",) * 3 if user.is_superuser else (f"id {_OF_MINE}", *(f"{n} {_OF_MINE}" for n in _COLUMNS))
    found: dict[str, dict[int, Any]] = {"station": {}, "wire": {}, "section": {}}
    for kind, pk, name, station_id in sql.rows(_OPTIONS.format(*clauses), mine):
        found[kind][pk] = (name, station_id) if kind == "section" else name
    return Reach(found["station"], found["wire"], found["section"])


_COLUMNS = ("station_id", "s.station_id")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the desk is narrowed to. 0 and "" stand for everything."""

    station: int = 0
    wire: int = 0
    section: int = 0
    state: str = ""
    text: str = ""

    @property
    def query(self) -> str:
        """The same as the query of an address, without what is not chosen."""
        named = {name: getattr(self, name) for name in self.__slots__}
        return urlencode({name: value for name, value in named.items() if value})

    @property
    def is_narrow(self) -> bool:
        return bool(self.query)


def chosen_of(asked: Mapping[str, str], reach: Reach) -> Chosen:
    """Return what was chosen, as far as it is within reach; anything else narrows nothing."""
    state = asked.get("state", "")
    return Chosen(
        station=_one_of(asked.get("station", ""), reach.stations),
        wire=_one_of(asked.get("wire", ""), reach.wires),
        section=_one_of(asked.get("section", ""), reach.sections),
        state=state if state in dict(Story.STATES) else "",
        text=" ".join(asked.get("text", "").split())[:100],
    )


def _one_of(value: str, known: Mapping[int, Any]) -> int:
    return int(value) if value.isdecimal() and len(value) < 19 and int(value) in known else 0
