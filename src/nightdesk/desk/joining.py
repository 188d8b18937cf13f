"""Two stories of a wire that turn out to be one: a later document names both.

Takes move to one key. A story that never ran is put aside; where both ran, nothing is moved and an editor is asked.
"""

from collections.abc import Sequence
from datetime import datetime

from nightdesk.desk import decide, sql
from nightdesk.desk.models import Story, Take, Wire

_RAN = (
    "SELECT wire_key, MIN(id) FROM desk_story WHERE wire_id = {} AND wire_key IN ({{}}) AND slug <> ''"
    " GROUP BY wire_key"
)
_FIRST = "SELECT wire_key, MIN(id) FROM desk_take WHERE wire_id = {} AND wire_key IN ({{}}) GROUP BY wire_key"


def one_key(wire: Wire, keys: Sequence[str], own: str, *, now: datetime) -> tuple[str, list[str]]:
    """Return the key of the story that an item belongs to, and what to ask editors about it.

    ``keys`` are those its names lead to, ``own`` is the one it would open. More than one are joined.
    """
    if len(keys) < 2:
        return (keys[0] if keys else own), []
    ran = dict(sql.rows_in(_RAN.format(int(wire.pk)), keys))
    first = ran or dict(sql.rows_in(_FIRST.format(int(wire.pk)), keys))
    chosen = min(first, key=first.__getitem__)
    others = [key for key in keys if key != chosen and key not in ran]
    Take.objects.filter(wire=wire, wire_key__in=others).update(wire_key=chosen)
    for story in Story.objects.filter(wire=wire, wire_key__in=others):
        decide.put_aside(story, reason="The agency says it is a version of another story.", now=now)
    doubts = [f"The agency says that “{key}” is the same story; both ran here." for key in keys if key in ran]
    return chosen, doubts[1:] if len(ran) > 1 else []
