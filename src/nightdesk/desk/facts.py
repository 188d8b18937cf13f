"""What the gate must know, read off a story."""

from datetime import datetime

from nightdesk.desk import gate
from nightdesk.desk.models.stories import Story

FIELDS = ("state", "live", "killed_at", "embargo_until", "is_embargo_unreadable", "desk_embargo_until",
          "lifted_embargo_until", "lifted_embargo_take_id", "newest_take_id", "expires_at", "slug",
          "first_run_at")  # fmt: skip


def of(story: Story) -> gate.Facts:
    """Return the facts of a story row; only ``FIELDS`` are read."""
    return gate.Facts(
        state=story.state,
        is_live=story.live,
        killed_at=story.killed_at,
        embargo_until=story.embargo_until,
        is_embargo_unreadable=story.is_embargo_unreadable,
        desk_embargo_until=story.desk_embargo_until,
        lifted_embargo_until=story.lifted_embargo_until,
        is_unreadable_lifted=lifted_by(story.lifted_embargo_take_id, story.newest_take_id),
        expires_at=story.expires_at,
        has_address=bool(story.slug),
        first_run_at=story.first_run_at,
    )


def lifted_by(lifted_take_id: int | None, newest_take_id: int | None) -> bool:
    """Tell whether an unreadable embargo was lifted by hand: of the newest version, not of one that came since."""
    return lifted_take_id is not None and lifted_take_id == newest_take_id


def opens_at(story: Story, now: datetime) -> datetime:
    """Return when readers may see a story that nobody has seen yet: now, or at the end of its embargo."""
    return max(gate.opens_at(of(story)) or now, now)


def may_run(story: Story, now: datetime) -> gate.Verdict:
    """Ask the gate about a story."""
    return gate.may_run(of(story), now)
