"""A story that has the very words of one that runs here already, under another name or from another wire.

Only the exact words count (case and marks do not), and only of copy long enough to be no formula. Never merged: asked.
"""

from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.fingerprint import fingerprint
from nightdesk.desk import sorting, sql
from nightdesk.desk.models import Story

_LEAST_WORDS = 60
_WITH_WORDS = (
    "SELECT DISTINCT take.wire_id, take.wire_key FROM desk_mark mark JOIN desk_take take ON take.id = mark.take_id"
    " WHERE mark.name = '{}' AND mark.wire_id IN ({{}})"
)
_RUNS_HERE = (
    "SELECT headline FROM desk_story WHERE wire_id = %s AND wire_key = %s AND NOT (wire_key = '') AND station_id = %s"
    " AND state = 'running' AND live"
)


def mark_of(copy: Copy) -> str:
    """Return the mark that copies of the same words share; "" for copy too short to tell."""
    if sum(len(block.text.split()) for block in copy.blocks) < _LEAST_WORDS:
        return ""
    return f"words:{fingerprint(copy)}"


def of(story: Story, mark: str) -> str:
    """Return the headline of a story that runs at the same station with the words of this mark, or ""."""
    if not mark or story.slug:
        return ""
    wires = sorting.wires_of(story.station)
    for wire_id, wire_key in sql.rows_in(_WITH_WORDS.format(mark), wires):
        if (wire_id, wire_key) == (story.wire_id, story.wire_key):
            continue
        for (headline,) in sql.rows(_RUNS_HERE, (wire_id, wire_key, story.station_id)):
            return headline
    return ""
