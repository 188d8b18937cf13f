"""A picture that a station killed is killed in the copies of its story too, whatever was edited there."""

from datetime import datetime

from nightdesk.desk import decide
from nightdesk.desk.body import parts_of
from nightdesk.desk.deliveries import keep_beside
from nightdesk.desk.models import Handover, Picture, Story
from nightdesk.intake import offered


def follow(story: Story, *, now: datetime) -> None:
    """Kill in each sister's copy of a story the pictures that are killed in the story itself."""
    killed = Picture.every.filter(pk__in=_shown_in(story)).exclude(killed_at=None)
    sources = {source for row in killed if (source := _source_at_sisters(row))}
    if not sources:
        return
    for handed in Handover.objects.filter(offer__story=story, number__gt=0).select_related("wire"):
        for copy in Story.objects.filter(wire=handed.wire, wire_key=handed.guid):
            theirs = Picture.every.filter(pk__in=_shown_in(copy), wire=handed.wire, source__in=sources, killed_at=None)
            for picture in theirs:
                decide.kill_picture(picture, by=None, reason=f"{story.station} killed this picture.", now=now)


def _shown_in(story: Story) -> set[int]:
    ids = {part.picture_id for part in parts_of(story.body.raw_data) if part.picture_id}
    return ids | ({story.lead_picture_id} if story.lead_picture_id else set())


def _source_at_sisters(row: Picture) -> str:
    """Return what a sister's row of the same picture names as its source; "" when nothing of it is left."""
    if row.source:
        return row.source
    path = offered.path_of(row.file.name) if row.file else None
    return f"sha256:{keep_beside(path.read_bytes())}" if path is not None and path.is_file() else ""
