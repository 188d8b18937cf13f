"""An embargo set and lifted by hand: a desk knows of moments that no wire says, and hears of one that was broken.

The editor's own embargo stands beside the wire's, and the later of the two holds (``gate.opens_at``). A wire's is
lifted as far as it reaches now: a version that says a later one, or another that cannot be read, is embargoed again.
"""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils.dateparse import parse_datetime
from wagtail.log_actions import log

from nightdesk.desk import decide, facts, gate
from nightdesk.desk.models import Act, Story
from nightdesk.desk.staff.models import User

COLUMNS = (
    "desk_embargo_until", "embargo_set_by_id", "embargo_set_at", "lifted_embargo_until", "lifted_embargo_take_id",
)  # fmt: skip
_MOMENTS = ("desk_embargo_until", "embargo_set_at", "lifted_embargo_until")


class WrongMoment(ValueError):
    """The moment does not lie ahead: an embargo that is over already would hold nothing back."""


def has_own(story: Story, now: datetime) -> bool:
    """Tell whether an embargo of the desk's stands."""
    return story.desk_embargo_until is not None and story.desk_embargo_until > now


def has_wires(story: Story, now: datetime) -> bool:
    """Tell whether an embargo of the wire's stands that nobody has lifted."""
    told = facts.of(story)
    until, lifted = told.embargo_until, told.lifted_embargo_until
    is_ahead = until is not None and until > now and (lifted is None or until > lifted)
    return gate.is_unreadable(told) or is_ahead


def may_lift_wires(story: Story, by: User) -> bool:
    """Tell whether somebody may lift an embargo that an agency set."""
    return by.may("lift-embargo", story.station_id)


def set_until(story: Story, until: datetime, *, by: User, reason: str, now: datetime) -> bool:
    """Let nobody see a story before a moment, also one that readers have now. Raises WrongMoment.

    While it stands, its address answers like an unknown one; what was at it comes back there. False when nothing moved.
    """
    _need_ahead(until, now)
    return _change(story, "embargoed", by, reason, now, desk_embargo_until=until)


def run_at(story: Story, until: datetime, *, by: User, reason: str, now: datetime) -> bool:
    """Let a story run, and readers see it from a moment on. Raises WrongMoment. False when nothing moved."""
    _need_ahead(until, now)
    with transaction.atomic():
        locked = lock(story.pk)
        if locked.killed_at is not None or locked.latest_revision is None:
            return False
        before = standing(locked)
        if not _set(locked, "scheduled", by, reason, now, desk_embargo_until=until):
            return False
        decide.run(locked, by=by, cause=f"to run at {until:%Y-%m-%d %H:%M} UTC, by {by}", now=now)
        Act.objects.create(by=by, verb="run", at=now, before=[before])
    story.refresh_from_db()
    return True


def lift_own(story: Story, *, by: User, reason: str, now: datetime) -> bool:
    """Take the desk's own embargo off; the wire's stands. False when there was none."""
    if story.desk_embargo_until is None:
        return False
    return _change(story, "embargo-lifted", by, reason, now, desk_embargo_until=None)


def lift_wires(story: Story, *, by: User, reason: str, now: datetime) -> bool:
    """Lift the wire's embargo as it stands now. Raises PermissionDenied when the person has no right to it."""
    if not may_lift_wires(story, by):
        raise PermissionDenied(f"{by} may not lift an embargo of {story.wire} at {story.station}.")
    if not has_wires(story, now):
        return False
    lifted: dict[str, Any] = {"lifted_embargo_until": story.embargo_until}
    if story.is_embargo_unreadable:
        lifted["lifted_embargo_take_id"] = story.newest_take_id
    return _change(story, "embargo-lifted", by, f"the agency’s: {reason}", now, **lifted)


def _change(story: Story, action: str, by: User, reason: str, now: datetime, **named: Any) -> bool:
    """Change the columns, when they differ, in one transaction with who did it and what the press must know."""
    with transaction.atomic():
        locked = lock(story.pk)
        before = standing(locked)
        if locked.killed_at is not None or not _set(locked, action, by, reason, now, **named):
            return False
        Act.objects.create(by=by, verb="embargo", at=now, before=[before])
    story.refresh_from_db()
    return True


def _set(locked: Story, action: str, by: User, reason: str, now: datetime, **named: Any) -> bool:
    if all(getattr(locked, name) == value for name, value in named.items()):
        return False
    _put(locked, {**named, "embargo_set_by_id": by.pk, "embargo_set_at": now}, by=by, now=now)
    until = named.get("desk_embargo_until")
    said = f"{reason} (until {until:%Y-%m-%d %H:%M} UTC)" if until else reason
    log(locked, f"nightdesk.{action}", user=by, data={"reason": said.strip()})
    return True


def _need_ahead(until: datetime, now: datetime) -> None:
    if until <= now:
        raise WrongMoment("An embargo ends at a moment that lies ahead.")


def put_back(story: Story, stood: dict[str, Any], *, by: User, now: datetime) -> None:
    """Put embargoes back as they stood before an act. Inside the caller's transaction, with the row locked."""
    told = stood["embargo"]
    _put(story, {**told, **{name: told[name] and parse_datetime(told[name]) for name in _MOMENTS}}, by=by, now=now)
    log(story, "nightdesk.embargo-back", user=by, data={"reason": "as it stood before"})


def standing(story: Story) -> dict[str, Any]:
    """Return how a story stands, for an act that is taken back (``desk.undoing``)."""
    told = {name: getattr(story, name) for name in COLUMNS}
    return {
        "story": story.pk, "state": story.state, "reasons": story.hold_reasons, "is_held_here": story.is_held_here,
        "embargo": told | {name: told[name] and told[name].isoformat() for name in _MOMENTS},
    }  # fmt: skip


def lock(story_id: int) -> Story:
    """Return a story's row, locked until the transaction ends: a take that comes meanwhile waits."""
    can_lock = connection.features.has_select_for_update_of
    rows = Story.objects.select_for_update(of=("self",)) if can_lock else Story.objects
    return rows.select_related("station", "wire", "latest_revision").get(pk=story_id)


def _put(story: Story, named: dict[str, Any], *, by: User, now: datetime) -> None:
    was_public = facts.may_run(story, now).ok
    for name, value in named.items():
        setattr(story, name, value)
    story.moved_at, story.moved_by = now, by
    decide.move_unseen(story, now)
    if was_public and not facts.may_run(story, now).ok:
        story.shown_revision = None  # what was taken down is compared with nothing
    columns = (*named, "moved_at", "moved_by_id", "first_run_at", "wakes_at", "shown_revision_id")
    Story.objects.filter(pk=story.pk).update(**{name: getattr(story, name) for name in columns})
    if story.slug:
        decide.tell_press(story, cause="an embargo was set or lifted by hand", now=now, is_urgent=True)
