"""What a person did at the desk, kept as one act, and taken back as one."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from wagtail.log_actions import log

from nightdesk.desk import decide, embargoes
from nightdesk.desk.models import Act, Story
from nightdesk.desk.staff.models import User

_MEANT = {"run": "running", "hold": "held", "spike": "spiked"}
_DO = {"hold": decide.hold, "spike": decide.spike}
_BACK = {"held": decide.hold, "spiked": decide.spike}


def do(verb: str, stories: Sequence[Story], *, by: User, reason: str, now: datetime) -> Act | None:
    """Run, hold or spike some stories, and keep how each stood. None when nothing moved."""
    with transaction.atomic():
        locked = {story.pk: story for story in _locked([story.pk for story in stories])}
        before = []
        for story in (locked[one.pk] for one in stories if one.pk in locked):
            stood = _standing(story)
            if verb == "run":
                decide.run(story, by=by, cause=f"run by {by}", now=now)
            else:
                _DO[verb](story, by=by, reason=reason, now=now)
            if _is_where(story.pk, _MEANT[verb], now):
                before.append(stood)
        return Act.objects.create(by=by, verb=verb, at=now, before=before) if before else None


def newest(by: User) -> Act | None:
    """Return the last thing that a person did here, when it is not taken back yet."""
    act = Act.objects.filter(by=by).order_by("-pk").first()
    return act if act and act.undone_at is None else None


def undo(act: Act, *, by: User, now: datetime) -> tuple[int, list[str]]:
    """Put every story back where it stood before an act; return how many, and the headlines of those left alone.

    A story that moved since (an update, a kill, another editor) is left as it is. Raises PermissionDenied for
    an act of somebody else's.
    """
    if act.by_id != by.pk:
        raise PermissionDenied("Only who did it takes it back.")
    done, left = 0, []
    with transaction.atomic():
        if not Act.objects.filter(pk=act.pk, undone_at=None).update(undone_at=now):
            return 0, []
        stood = {one["story"]: one for one in act.before}
        for story in _locked(list(stood)):
            is_as_left = story.moved_at == act.at and story.state == _meant(act, stood[story.pk])
            if is_as_left and by.may(act.verb, story.station_id):
                _put_back(story, stood[story.pk], act.verb, by=by, now=now)
                done += 1
            elif by.may("read", story.station_id):
                left.append(story.headline)
            else:
                left.append("a story that is not yours to see any more")
    return done, left


def _put_back(story: Story, stood: dict[str, Any], verb: str, *, by: User, now: datetime) -> None:
    """Let a story stand as it did. One that ran goes on with the words readers had, not with a newer draft."""
    if verb == "embargo":
        embargoes.put_back(story, stood, by=by, now=now)
        return
    kept = {"hold_reasons": stood["reasons"], "is_held_here": stood["is_held_here"]}
    if stood["state"] in _BACK:
        _BACK[stood["state"]](story, by=by, reason=f"{by} took “{verb}” back.", now=now)
        Story.objects.filter(pk=story.pk).update(**kept)
        if "embargo" in stood:  # it was to run at a moment
            embargoes.put_back(embargoes.lock(story.pk), stood, by=by, now=now)
        return
    Story.objects.filter(pk=story.pk).update(state="running", **kept)
    story.refresh_from_db()
    decide.go_out(story, by=by, cause=f"{by} took “{verb}” back", now=now)
    Story.objects.filter(pk=story.pk).update(**kept)
    log(story, "nightdesk.run", user=by, data={"reason": f"took “{verb}” back"})


def _meant(act: Act, stood: dict[str, Any]) -> str:
    """Return the state that an act left a story in: an embargo leaves it where it stood."""
    return stood["state"] if act.verb == "embargo" else _MEANT[act.verb]


def _locked(ids: list[int]) -> Iterator[Story]:
    can_lock = connection.features.has_select_for_update_of
    rows = Story.objects.select_for_update(of=("self",)) if can_lock else Story.objects
    return iter(list(rows.filter(pk__in=ids).select_related("station", "latest_revision").order_by("pk")))


def _standing(story: Story) -> dict[str, Any]:
    return {
        "story": story.pk, "state": story.state, "reasons": story.hold_reasons, "is_held_here": story.is_held_here
    }  # fmt: skip


def _is_where(story_id: int, state: str, now: datetime) -> bool:
    return Story.objects.filter(pk=story_id, state=state, moved_at=now).exists()
