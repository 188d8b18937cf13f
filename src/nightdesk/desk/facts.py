"""What the gate must know, read off a story."""

from datetime import datetime

from nightdesk.desk import gate
from nightdesk.desk.models.stories import Story

FIELDS = ("state", "live", "killed_at", "embargo_until", "is_embargo_unreadable", "expires_at", "slug",
          "first_run_at")  # fmt: skip


def of(story: Story) -> gate.Facts:
    """Return the facts of a story row; only ``FIELDS`` are read."""
    return gate.Facts(
        state=story.state,
        is_live=story.live,
        killed_at=story.killed_at,
        embargo_until=story.embargo_until,
        is_embargo_unreadable=story.is_embargo_unreadable,
        expires_at=story.expires_at,
        has_address=bool(story.slug),
        first_run_at=story.first_run_at,
    )


def may_run(story: Story, now: datetime) -> gate.Verdict:
    """Ask the gate about a story."""
    return gate.may_run(of(story), now)
