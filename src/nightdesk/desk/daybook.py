"""Keep the daybook: what the public stories say will happen, and what an editor found that came of it.

Lines are written in the transaction that lets a story run, and follow its words. A story's line is shown while the
gate lets the story be shown; of a killed story nothing is kept.
"""

import html
import re
from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from nightdesk.copydesk import daybook
from nightdesk.desk import changes, facts, sql
from nightdesk.desk.models import DaybookLine, Story
from nightdesk.desk.staff.models import User

_LONGEST = 600
_TAG = re.compile(r"<[^>]*>")
_STANDING = "SELECT sentence, id, outcome FROM desk_daybookline WHERE story_id = %s"


def keep(story: Story) -> None:
    """Make the lines of a story those of its words as they run. What an editor decided about stays."""
    if story.has_unpublished_changes and story.live:
        # The instance may hold words that only wait; the row holds those that readers have.
        story = Story.objects.select_related("station", "merged_take", "newest_take").get(pk=story.pk)
    wanted = {line.sentence[:_LONGEST]: line for line in _lines(story)}
    standing = {sentence: (pk, outcome) for sentence, pk, outcome in sql.rows(_STANDING, (story.pk,))}
    gone = [pk for sentence, (pk, outcome) in standing.items() if sentence not in wanted and not outcome]
    if gone:
        DaybookLine.objects.filter(pk__in=gone).delete()
    new = [
        (story.pk, story.station_id, sentence, line.words[:120], sql.at(line.starts_at), sql.at(line.ends_at), "", "")
        for sentence, line in wanted.items()
        if sentence not in standing
    ]
    if new:
        columns = ("story_id", "station_id", "sentence", "words", "starts_at", "ends_at", "outcome", "note")
        sql.insert("desk_daybookline", columns, new)


def forget(story: Story) -> None:
    """Delete the lines of a story that was killed."""
    sql.run("DELETE FROM desk_daybookline WHERE story_id = %s", (story.pk,))


def decide(line: DaybookLine, outcome: str, *, note: str, by: User | None, now: datetime) -> None:
    """Say what came of a line, or that it is open again; readers see it on the front of the story's thread."""
    if outcome not in dict(DaybookLine.OUTCOMES):
        raise ValueError(f"no outcome is called “{outcome}”")
    with transaction.atomic():
        at = now if outcome else None
        named = {"outcome": outcome, "note": note.strip()[:300] if outcome else "", "decided_at": at}
        DaybookLine.objects.filter(pk=line.pk).update(**named, decided_by=by if outcome else None)
        story = Story.objects.get(pk=line.story_id)
        threads = [f"thread:{story.thread_id}/daybook"] if story.thread_id else []
        changes.record([f"story:{story.pk}/page", *threads], "what came of it", at=now)
        says = f"“{line.sentence[:200]}”: {dict(DaybookLine.OUTCOMES)[outcome]}. {note}"
        log(story, "nightdesk.daybook", user=by, data={"reason": says.strip()[:600]})


def shown(lines: list[DaybookLine], now: datetime) -> list[DaybookLine]:
    """Return those of the lines whose stories may be shown."""
    return [line for line in lines if facts.may_run(line.story, now).ok]


def _lines(story: Story) -> Iterator[daybook.Line]:
    """Read the story's paragraphs, counted from the moment that its words are of; English is all we read."""
    at = _said_at(story)
    if at is None or not (story.language or story.station.language).casefold().startswith("en"):
        return
    paragraphs = [
        " ".join(html.unescape(_TAG.sub(" ", raw["value"])).split())
        for raw in story.body.raw_data
        if raw["type"] == "paragraph"
    ]
    yield from daybook.read(paragraphs, published_at=at, zone=story.station.zone)


def _said_at(story: Story) -> datetime | None:
    take = story.merged_take or story.newest_take
    return (take.said_at or take.filed_at) if take else story.updated_at or story.first_run_at
