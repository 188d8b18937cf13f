"""What readers had and when: kept in the transaction in which another version takes its place.

A story that has run once has no edition: its first words are kept when the second ones run. Times that readers are
told follow from here: "updated" only when words changed that readers read, "corrected" when the note did.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wagtail.models import Revision

from nightdesk.desk.merging import blocks_of
from nightdesk.desk.models import Edition, Story
from nightdesk.matching.pairing import plain

Words = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Before:
    """What readers had before something ran: nothing yet, or nothing that may be compared any more, or words."""

    has_run: bool = False
    words: Words | None = None


def before(story: Story) -> Before:
    """Return what readers have of a story. Called before its fields are changed, or after it was published."""
    if not story.slug:
        return Before()
    if story.shown_revision_id is None:
        return Before(has_run=True)
    if story.shown_revision_id == story.live_revision_id:
        return Before(has_run=True, words=words_of(story))
    shown = Revision.objects.filter(pk=story.shown_revision_id).first()
    return Before(has_run=True, words=words_of(story.with_content_json(shown.content)) if shown else None)


def note(story: Story, old: Before, *, now: datetime, said_at: datetime | None = None) -> None:
    """Set the times readers are told, and keep both versions when the words changed.

    ``said_at`` is the agency's own moment: of a story that comes to us corrected already, the correction is as old.
    """
    if not old.has_run:
        if story.correction and story.corrected_at is None:
            story.corrected_at = min(said_at or now, now)
        return
    if story.first_run_at is None or story.first_run_at > now:
        return
    words = words_of(story)
    if old.words is None:
        _keep(story, words, now, is_fresh=True)
        story.corrected_at = (story.corrected_at or now) if story.correction else None
    elif words != old.words:
        if not Edition.objects.filter(story=story).exists():
            Edition.objects.create(story=story, ran_at=story.first_run_at, words=old.words)
        _keep(story, words, now)
        story.updated_at = now
        if words["correction"] != old.words["correction"]:
            story.corrected_at = now if story.correction else None


def _keep(story: Story, words: Words, now: datetime, *, is_fresh: bool = False) -> None:
    is_wrong = bool(story.correction) and story.waiting_take_id is not None
    Edition.objects.create(
        story=story, ran_at=now, take_id=story.merged_take_id, words=words, is_wrong=is_wrong, is_fresh=is_fresh
    )


def words_of(story: Story) -> Words:
    """Return the words that readers read in a story: no credit, no white space, no marks."""
    blocks = []
    for block in blocks_of(story.body.raw_data):
        text = block.raw["value"].get("caption", "") if block.kind == "picture" else plain(block.text)  # type: ignore[index]
        if text := _even(text):
            blocks.append([block.kind, text])
    return {
        "headline": _even(story.headline),
        "deck": _even(story.deck),
        "caption": _even(story.lead_caption),
        "note": _even(story.public_note),
        "update": _even(story.update_note),
        "correction": story.correction.strip(),
        "blocks": blocks,
    }


def _even(text: str) -> str:
    return " ".join(text.split())
