"""A story that was edited here, and newer takes of it: both together, or a question. Never one over the other.

What readers get is the edit that is public, merged with the newest take that goes with it. It is merged anew from the
edit itself each time, so it depends on the edit and on the set of takes, never on their order. A draft that has not
been published holds nothing up: it is carried along beside.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from wagtail.models import Revision

from nightdesk.desk import decide, editions, merging, revisions
from nightdesk.desk.models import Alert, MergeQuestion, Station, Story, Take
from nightdesk.desk.stand_ins import Rights
from nightdesk.matching.merge import Merged

if TYPE_CHECKING:
    from nightdesk.desk.drafting import Draft, Opened

WAITS = "A newer version of the agency does not go with the edit made here. Readers keep what stands; choose."
UNALTERED = "A newer version came in. The agency's terms forbid to mix its words with the edit made here; choose."
_DRAFT_WAITS = "A newer version of the agency does not go with the draft made here; choose."
_UNPUBLISHED = "An edit made here has not been published."
_MOST_TRIED = 10  # older takes, when the newest does not go with the edit


@dataclass(frozen=True, slots=True)
class Edits:
    """The newest edit made here, and the one that readers have, if any. Mostly they are the same."""

    newest: Revision
    public: Revision | None

    @property
    def is_draft(self) -> bool:
        """True when the newest edit has not been published."""
        return self.public is None or self.public.pk != self.newest.pk


def of(story: Story) -> Edits | None:
    """Return the edits made here of a story; None when nobody has touched it."""
    newest = revisions.newest_edit(story)
    if newest is None:
        return None
    public = newest if story.edit_in_public_id == newest.pk else story.edit_in_public
    return Edits(newest, public)


@dataclass(slots=True)
class _Met:
    """A take that has met an edit. ``reasons`` are why the rules keep it from running."""

    take: Take
    opened: "Opened"
    theirs: Story
    merged: Merged | None  # None: readers have no edit, the take stands alone
    reasons: list[str]

    @property
    def may_go_out(self) -> bool:
        return not self.reasons and (self.merged is None or self.merged.is_clean)


class Meeting:
    """An edited story of a station, and the newest take of the wire."""

    def __init__(self, draft: "Draft", story: Story, station: Station, edits: Edits) -> None:
        self.draft, self.story, self.station, self.edits = draft, story, station, edits
        self.now: datetime = draft.now
        self._bases: dict[int, Story] = {}

    def settle(self) -> Story:
        """Let out what can go out, keep what cannot as a draft or a question."""
        newest = self._meet(self.draft.take, self.draft.opened, self.edits.public)
        goes = newest if newest.may_go_out else next((met for met in self._older() if met.may_go_out), None)
        if goes is newest or (goes is not None and not self._stands(goes)):
            self._go_out(goes)
        if goes is not newest:
            self._wait(newest)
        self._keep_draft(newest)
        return self.story

    def _meet(self, take: Take, opened: "Opened", edit: Revision | None) -> _Met:
        theirs = self.draft.filled(take, opened, self.station)
        merged = self._merge(theirs, edit) if edit else None
        reasons = self.draft.reasons(self.story, theirs, self.station, opened)
        if edit is None and self.story.state != "running":
            reasons.append(_UNPUBLISHED)
        return _Met(take, opened, theirs, merged, reasons)

    def _merge(self, theirs: Story, edit: Revision) -> Merged:
        ours = self.story.with_content_json(edit.content)
        base = self._base(edit)
        return merging.bring_together(base, ours, theirs, is_unaltered=self.draft.take.wire.is_unaltered)

    def _base(self, edit: Revision) -> Story:
        """Return what an edit started from. Without a known take that is nothing, and everything is a question."""
        if edit.pk not in self._bases:
            take = Take.objects.filter(pk=edit.content.get("merged_take")).first()
            self._bases[edit.pk] = (
                self.draft.as_it_was(take, self.station, edit.created_at) if take else Story(station=self.station)
            )
        return self._bases[edit.pk]

    def _older(self) -> Iterator[_Met]:
        """Yield the takes between the newest and the one that the public edit started from, the newest first."""
        edit = self.edits.public
        started_from = edit.content.get("merged_take") if edit else self.story.merged_take_id
        for version in self.draft.standing.older[:_MOST_TRIED]:
            if version.id == started_from:
                return
            take = Take.objects.select_related("wire", "delivery").get(pk=version.id)
            yield self._meet(take, self.draft.open(take), edit)

    def _stands(self, met: _Met) -> bool:
        """Tell whether readers have this already."""
        if self.story.state != "running" or not self.story.live:
            return False
        if met.merged is None:
            return self.story.merged_take_id == met.take.pk
        return merging.is_same(self.story, met.merged.fields, met.merged.blocks)

    def _go_out(self, met: _Met) -> None:
        story = self.story
        old = editions.before(story)
        story.moved_at, story.moved_by = self.now, None
        self.draft.fill(story, met.take, met.opened, self.station)
        if met.merged is not None:
            merging.put(story, met.merged.fields, merging.stream_of(met.merged.blocks))
        self.draft.note(story, old)
        decide.give_address(story, self.now)
        revisions.write(story, goes_out=True, now=self.now)
        decide.tell_press(story, cause=f"take {met.take.pk}, merged with the edit made here", now=self.now)

    def _wait(self, met: _Met) -> None:
        """Let the newest take wait. What it forbids holds for what stands; what it corrects is told at once."""
        story = self.story
        theirs = Rights.of(met.theirs)
        (Rights.strictest([theirs, Rights.of(story)]) if story.slug else theirs).put_on(story)
        decide.move_unseen(story, self.now)
        self._set(
            moved_at=self.now,
            moved_by=None,
            newest_take=met.take,
            waiting_take=met.take if story.slug or (met.merged and not met.merged.is_clean) else None,
            hold_reasons=met.reasons or [self._says(met.take)],
            embargo_until=story.embargo_until,
            is_embargo_unreadable=story.is_embargo_unreadable,
            expires_at=story.expires_at,
            first_run_at=story.first_run_at,
            wakes_at=story.wakes_at,
        )
        if not met.reasons:
            self._tell_correction(met)
        if story.slug:
            decide.tell_press(story, cause=f"take {met.take.pk} waits", now=self.now)

    def _tell_correction(self, met: _Met) -> None:
        """Say to readers at least what the agency corrects, on the page as it stands."""
        story, edit = self.story, self.edits.public
        if edit is None or not story.slug or story.state != "running":
            return
        note = merging.added(self._base(edit).correction, story.correction, met.theirs.correction)
        if note != story.correction:
            old = editions.before(story)
            story.correction = note
            self.draft.note(story, old)
            revisions.write(story, goes_out=True, now=self.now)

    def _keep_draft(self, newest: _Met) -> None:
        """Bring the newest edit and the newest take together for the editors: a draft, or a question."""
        edit, is_ours = self.edits.newest, not self.edits.is_draft
        merged = newest.merged if is_ours and newest.merged else self._merge(newest.theirs, edit)
        if not merged.is_clean:
            self._ask(merged, newest.take)
            if not is_ours:
                self._keep_words(edit, None, newest.theirs.correction)
            return
        MergeQuestion.objects.filter(story=self.story).delete()
        if not is_ours or newest.reasons:
            self._keep_words(edit, merged, "", newest.take)

    def _keep_words(self, edit: Revision, merged: Merged | None, correction: str, take: Take | None = None) -> None:
        words = self.story.with_content_json(edit.content)
        if merged is None:
            words.correction = merging.added(self._base(edit).correction, words.correction, correction)
        else:
            merging.put(words, merged.fields, merging.stream_of(merged.blocks))
            words.merged_take = take
        revisions.write_draft(self.story, words, now=self.now)

    def _ask(self, merged: Merged, take: Take) -> None:
        story, edit = self.story, self.edits.newest
        asked = {
            "take": take,
            "edit": edit,
            "edited_at": edit.created_at,
            "sides": merging.sides_of(merged, is_whole=take.wire.is_unaltered),
        }
        standing = MergeQuestion.objects.filter(story=story, take=take, edit=edit, edited_at=edit.created_at)
        if standing.update(sides=asked["sides"]):
            return
        MergeQuestion.objects.update_or_create(story=story, defaults={**asked, "asked_at": self.now})
        says = self._says(take)
        where = {"wire": take.wire, "take": take, "station_id": story.station_id, "story": story}
        Alert.objects.create(kind="question", says=f"{story.headline}: {says}"[:500], at=self.now, **where)

    def _says(self, take: Take) -> str:
        if take.wire.is_unaltered:
            return UNALTERED
        return _DRAFT_WAITS if self.edits.is_draft else WAITS

    def _set(self, **named: object) -> None:
        for name, value in named.items():
            setattr(self.story, name, value)
        Story.objects.filter(pk=self.story.pk).update(**named)
