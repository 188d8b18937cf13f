"""The verbs of the desk. Each is one door and one transaction; doing it twice is harmless."""

import secrets
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from nightdesk.desk import (
    changes,
    daybook,
    editions,
    facts,
    fronts,
    kill_lines,
    ledger,
    related,
    revisions,
    sharing,
    sql,
    threads,
)
from nightdesk.desk.body import first_words
from nightdesk.desk.locks import alone_with
from nightdesk.desk.models import Picture, Story, Take
from nightdesk.desk.staff.models import User
from nightdesk.kit.slugs import slugify

_is_running: ContextVar[bool] = ContextVar("decide.run is publishing", default=False)


def is_running() -> bool:
    """True while ``run`` publishes: it tells the press itself, so Wagtail's signal has nothing to add."""
    return _is_running.get()


def run(story: Story, *, by: User | None, cause: str, now: datetime) -> None:
    """Let the newest edit of a story go out, as far as the gate lets it. A killed story does not run."""
    with transaction.atomic():
        named = {"state": "running", "hold_reasons": [], "is_held_here": False, "moved_at": now, "moved_by": by}
        if not Story.objects.filter(pk=story.pk, killed_at=None).update(**named):
            return
        story.state, story.hold_reasons, story.is_held_here = "running", [], False
        here = _is_running.set(True)
        try:
            story.latest_revision.publish(user=by, log_action=by is not None, skip_permission_checks=True)
        finally:
            _is_running.reset(here)
        story.refresh_from_db()
        go_out(story, by=by, cause=cause, now=now)


def go_out(story: Story, *, by: User | None, cause: str, now: datetime) -> None:
    """Give a published story its address and places, and tell the press. Doing it again is harmless."""
    if story.killed_at is not None or not story.live:
        return
    with transaction.atomic():
        old = editions.before(story)
        give_address(story, now)
        if story.merged_take_id == story.waiting_take_id:
            story.waiting_take = None
        editions.note(story, old, now=now)
        story.shown_revision_id = story.live_revision_id
        story.edit_in_public = revisions.newest_edit(story, upto=story.live_revision_id)
        story.moved_at, story.moved_by = now, by
        named = {name: getattr(story, name) for name in ADDRESSED}
        Story.objects.filter(pk=story.pk).update(**named)
        tell_press(story, cause=cause, now=now)


ADDRESSED = (
    "state", "hold_reasons", "slug", "first_run_at", "wakes_at", "summary", "edit_in_public", "shown_revision",
    "waiting_take", "updated_at", "corrected_at", "moved_at", "moved_by",
)  # fmt: skip


def give_address(story: Story, now: datetime) -> None:
    """Set what a story needs to run, on the instance: its state, and at the first run its slug and moment.

    While nobody has seen it the slug follows the headline: words that only an embargoed version had are told by none.
    """
    story.state, story.hold_reasons, story.live = "running", [], True
    if not story.slug or _is_unseen(story, now):
        story.slug = _free_slug(story, now)
        story.first_run_at = facts.opens_at(story, now)
    move_unseen(story, now)
    story.summary = "" if story.deck else first_words(story.body.raw_data)


def move_unseen(story: Story, now: datetime) -> None:
    """Say when a story that nobody has seen will be seen: its embargo may be another now. Set on the instance.

    Else its address would have a wrong day, and a kill before its moment would be answered as if it had run.
    """
    if story.slug and _is_unseen(story, now):
        story.first_run_at = facts.opens_at(story, now)
    story.wakes_at = facts.may_run(story, now).until


def tell_press(story: Story, *, cause: str, now: datetime, is_urgent: bool = False) -> None:
    """Place a story in its fronts and record what changed.

    An embargoed story gets no place before its moment: the numbers of the fronts would count it, and tell.
    """
    if story.station.offers_every_story:
        sharing.offer_by_itself(story, now)
    is_public = facts.may_run(story, now).ok
    if is_public:
        threads.gather(story, now)
        daybook.keep(story)
    places = list(fronts.place(story) if is_public else _standing_fronts(story))
    if is_public:
        related.keep(story)
    changes.record([*_own_subjects(story), *places], cause, at=now, is_urgent=is_urgent)


_KILLED = {"state": "killed", "wakes_at": None, "shown_revision": None}  # what was taken down is compared with nothing


def hold(story: Story, *, by: User | None, reason: str, now: datetime) -> None:
    """Take a story back to the desk; readers get the same answer as for an unknown address."""
    _stop(story, "held", by=by, reason=reason, now=now)


def spike(story: Story, *, by: User | None, reason: str, now: datetime) -> None:
    """Decide not to use a story."""
    _stop(story, "spiked", by=by, reason=reason, now=now)


def put_aside(story: Story, *, reason: str, now: datetime) -> None:
    """Take a story that never ran out of its wire's versions: they belong to another story."""
    with transaction.atomic():
        spike(story, by=None, reason=reason, now=now)
        Story.objects.filter(pk=story.pk).update(wire_key="", newest_take=None, waiting_take=None)


def kill(story: Story, *, by: User | None, reason: str, now: datetime) -> None:
    """Take the story down everywhere. Killing twice is harmless.

    The ledger has it first: the press heeds that, too, and the database may have no room for it. Whoever keeps
    something of a story outside the press (a conversation, a newsletter) looks for its urgent change, or asks the gate.
    """
    if Story.objects.filter(pk=story.pk, killed_at=None).exists():
        kill_lines.write_once(kill_lines.of_story("kill", story, by, reason, now))
    with transaction.atomic():
        if Story.objects.filter(pk=story.pk, killed_at=None).update(
            **_KILLED, killed_at=now, moved_at=now, moved_by=by
        ):
            story.killed_at, story.state = now, "killed"
            story.revisions.exclude(approved_go_live_at=None).update(approved_go_live_at=None)
            log(story, "nightdesk.kill", user=by, data={"reason": reason})
            daybook.forget(story)
            changes.record(_own_subjects(story), "killed", at=now, is_urgent=True)


def may_lift(story: Story, by: User) -> bool:
    """Tell whether somebody has the right to undo a kill of this story."""
    return by.may("lift", story.station_id)


def lift_kill(story: Story, *, by: User, reason: str, now: datetime) -> None:
    """Undo a kill; the story is held, and runs only when somebody lets it. Lifting twice is harmless.

    The kills received up to now are answered by this: none of them comes back by a repeat. A newer one kills again.
    Raises PermissionDenied when the person has no right to it.
    """
    if not may_lift(story, by):
        raise PermissionDenied(f"{by} may not lift a kill at {story.station}.")
    with transaction.atomic():
        if story.wire_id:
            alone_with(story.wire_id)
        newest = Take.objects.filter(wire=story.wire_id).order_by("-pk").values_list("pk", flat=True).first()
        why = [f"{by} lifted the kill: {reason}", "An editor must let it run."]
        named = {"killed_at": None, "state": "held", "hold_reasons": why, "is_held_here": True}
        named |= {"moved_at": now, "moved_by": by}
        killed = Story.objects.filter(pk=story.pk).exclude(killed_at=None)
        if killed.update(lifted_take=newest if story.wire_id else None, **named):
            log(story, "nightdesk.unkill", user=by, data={"reason": reason})
            changes.record(_own_subjects(story), "the kill was lifted", at=now)
            line = kill_lines.of_story("lift", story, by, reason, now)
            transaction.on_commit(lambda: ledger.write(line))  # after it: an undoing that fails must not be believed
        story.refresh_from_db()


def kill_picture(picture: Picture, *, by: User | None, reason: str, now: datetime) -> None:
    """Take a picture out of everything that shows it; its bytes are kept. Doing it again is harmless."""
    if Picture.every.filter(pk=picture.pk, killed_at=None).exists():
        kill_lines.write_once(kill_lines.of_picture("picture", picture, by, reason, now))
    with transaction.atomic():
        named = {"state": "killed", "killed_at": now, "next_try_at": None, "fault": reason}
        if Picture.every.filter(pk=picture.pk, killed_at=None).update(**named):
            log(picture, "nightdesk.kill", user=by, data={"reason": reason})
            changes.record([f"picture:{picture.pk}/file"], "the picture was killed", at=now, is_urgent=True)


def may_kill_picture(picture: Picture, by: User) -> bool:
    """Tell whether somebody has the right to kill this picture: at one of the stations that may show it."""
    if picture.station_id is None and picture.wire_id is not None:
        return any(by.may("kill", station.pk) for station in picture.wire.stations.all())
    return by.may("kill", picture.station_id)


def may_lift_picture(picture: Picture, by: User) -> bool:
    """Tell whether somebody has the right to undo a kill of this picture: at all stations that may show it."""
    if picture.station_id is not None:
        return by.may("lift", picture.station_id)
    if picture.wire_id is not None:
        return all(by.may("lift", station.pk) for station in picture.wire.stations.all())
    return by.is_active and by.is_superuser


def lift_picture_kill(picture: Picture, *, by: User, reason: str, now: datetime) -> None:
    """Undo a picture's kill: what names it shows it again, from the bytes that were kept. Lifting twice is harmless.

    Raises PermissionDenied when the person has no right to it.
    """
    if not may_lift_picture(picture, by):
        raise PermissionDenied(f"{by} may not lift the kill of a picture that every station of its wire shows.")
    with transaction.atomic():
        named = {"killed_at": None, "fault": "", "tries": 0}
        named |= {"state": "ready"} if picture.prints else {"state": "wanted", "next_try_at": now}
        if Picture.every.filter(pk=picture.pk).exclude(killed_at=None).update(**named):
            log(picture, "nightdesk.unkill", user=by, data={"reason": reason})
            changes.record([f"picture:{picture.pk}/file"], "the kill of the picture was lifted", at=now)
            line = kill_lines.of_picture("lift-picture", picture, by, reason, now)
            transaction.on_commit(lambda: ledger.write(line))
        picture.refresh_from_db()


def wake(story: Story, *, now: datetime) -> None:
    """A moment came at which the gate may have changed its mind: embargo over, or right expired."""
    with transaction.atomic():
        until = facts.may_run(story, now).until
        if Story.objects.filter(pk=story.pk, wakes_at=story.wakes_at).update(wakes_at=until, moved_at=now):
            story.wakes_at = until
            changes.record(_standing_fronts(story), "embargo or expiry", at=now)
            tell_press(story, cause="embargo or expiry", now=now, is_urgent=True)


def _stop(story: Story, state: str, *, by: User | None, reason: str, now: datetime) -> None:
    with transaction.atomic():
        moved = Story.objects.filter(pk=story.pk, killed_at=None).exclude(state=state)
        named = {"state": state, "hold_reasons": [reason], "is_held_here": by is not None, "moved_at": now}
        if moved.update(**named, moved_by=by, shown_revision=None):
            for name, value in named.items():
                setattr(story, name, value)
            log(story, f"nightdesk.{state}", user=by, data={"reason": reason})
            changes.record([*_own_subjects(story), *_standing_fronts(story)], f"{state}: {reason}", at=now)


def _own_subjects(story: Story) -> tuple[str, str]:
    return f"story:{story.pk}/page", f"story:{story.pk}/card"


def _standing_fronts(story: Story) -> Iterator[str]:
    for front, number in sql.rows("SELECT front, number FROM desk_placing WHERE story_id = %s", (story.pk,)):
        yield from fronts.subjects_of(story.station_id, front, number)


def _free_slug(story: Story, now: datetime) -> str:
    """Return URL words that no other story of the station has had.

    One that nobody has seen yet gives way: that its words are taken would tell a stranger that it exists.
    """
    words = slugify(story.headline)
    found = sql.rows("SELECT id FROM desk_story WHERE station_id = %s AND slug = %s", (story.station_id, words))
    taken = [pk for (pk,) in found if pk != story.pk]
    if taken and all(_is_unseen(other, now) for other in Story.objects.filter(pk__in=taken)):
        for other in Story.objects.filter(pk__in=taken):
            Story.objects.filter(pk=other.pk).update(slug=_other_words(words))
            changes.record(_own_subjects(other), "another story has its address", at=now)
        return words
    return _other_words(words) if taken else words


def _is_unseen(story: Story, now: datetime) -> bool:
    """Tell whether readers have never had a story. The clock alone does not say: it may have gone back since.

    A story gets its place in the fronts when it is public for the first time, and keeps it.
    """
    if story.first_run_at is None or story.first_run_at <= (story.killed_at or now):
        return False
    return story.pk is None or not sql.rows("SELECT 1 FROM desk_placing WHERE story_id = %s LIMIT 1", (story.pk,))


def _other_words(words: str) -> str:
    return f"{words}-{secrets.token_hex(3)}"
