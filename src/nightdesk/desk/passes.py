"""Where a station wants it, what was written or edited here runs only when the copy desk, and legal, have passed it.

A pass is for words: when they change it counts no more. Nobody passes words of their own. What an agency sent and
nobody touched is not asked about; its wire's rule decides.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Revision

from nightdesk.desk import revisions, rules
from nightdesk.desk.merging import UNITS
from nightdesk.desk.models import Alert, Pass, Story
from nightdesk.desk.staff.models import User

FIELDS = (*UNITS, "correction", "lead_picture", "lead_caption", "lead_credit", "lead_alt", "body")
_WORDS = FIELDS[:-1]


@dataclass(frozen=True, slots=True)
class Desk:
    """Somebody whose word is wanted. ``right`` is the verb of whoever gives it; ``wish`` is the station's setting."""

    name: str
    label: str
    right: str
    wish: str


DESKS = (Desk("copy", "The copy desk", "pass", "asks_copy_desk"), Desk("legal", "Legal", "legal", "asks_legal"))
BY_NAME = {desk.name: desk for desk in DESKS}


class NotPassed(PermissionDenied):
    """A story may not run yet; ``args[0]`` says why, in an editor's words."""


def wanted(story: Story) -> tuple[Desk, ...]:
    """Return the desks that must pass this story before a person runs it."""
    asked = wishes(story)
    return asked if asked and (story.wire_id is None or revisions.newest_edit(story)) else ()


def wishes(story: Story) -> tuple[Desk, ...]:
    """Return the desks that the story's station wants asked."""
    return tuple(desk for desk in DESKS if getattr(story.station, desk.wish))


def newest(story: Story, desk: Desk) -> Pass | None:
    """Return what a desk said last of the words as they are now; None when it has not been asked about them."""
    said = Pass.objects.filter(story=story, desk=desk.name).select_related("by").order_by("-pk").first()
    return said if said and said.of_words == _words_of(story.latest_revision) else None


def wanting(story: Story) -> list[str]:
    """Return why a person may not run the story yet; nothing when they may."""
    return [_says(desk, said) for desk, said in _standing(story) if said is None or said.word != "passed"]


def standing(story: Story) -> list[str]:
    """Return where the story stands with each desk that must pass it, for the screens."""
    return [_says(desk, said) for desk, said in _standing(story)]


def demand(story: Story) -> None:
    """Raise NotPassed when somebody has not passed the words of a story that a person is about to run."""
    if missing := wanting(story):
        raise NotPassed(" ".join(missing))


def may_ask(story: Story) -> bool:
    """Tell whether there is a desk to be asked about the words as they are now."""
    return story.latest_revision_id is not None and any(said is None for _, said in _standing(story))


def may_answer(story: Story, desk: Desk) -> bool:
    """Tell whether a desk's word on these words is still out."""
    said = newest(story, desk) if desk in wanted(story) else None
    return desk in wanted(story) and story.latest_revision_id is not None and (said is None or said.word == "asked")


def ask(story: Story, *, by: User, now: datetime) -> None:
    """Ask every desk that has not said anything of these words."""
    with transaction.atomic():
        for desk, said in _standing(story):
            if said is None:
                _say(story, desk, "asked", by=by, note="", now=now)


def answer(story: Story, desk: Desk, *, is_passed: bool, by: User, note: str = "", now: datetime) -> None:
    """Pass a story's words, or send them back. Raises PermissionDenied when they are the person's own."""
    if is_passed and _wrote(story, by):
        raise PermissionDenied("Nobody passes what they wrote themselves: ask somebody else.")
    with transaction.atomic():
        _say(story, desk, "passed" if is_passed else "returned", by=by, note=note, now=now)


def _say(story: Story, desk: Desk, word: str, *, by: User, note: str, now: datetime) -> None:
    of_words = _words_of(story.latest_revision)
    Pass.objects.create(story=story, desk=desk.name, word=word, of_words=of_words, by=by, at=now, note=note)
    log(story, f"nightdesk.{word}", user=by, data={"reason": f"{desk.label}. {note}".strip()})
    Alert.objects.filter(story=story, kind="pass", seen_at=None).update(seen_at=now, seen_by=by)
    missing = wanting(story)
    if story.state == "running":
        says = f"{story.headline}: {' '.join(missing) or 'All have passed the draft; it may run.'}"
        Alert.objects.create(kind="pass", says=says[:500], at=now, station_id=story.station_id, story=story)
    elif story.state == "held":
        others = [reason for reason in story.hold_reasons if not _is_ours(reason)]
        story.hold_reasons = [*others, *(missing or [rules.PASSED])]
        Story.objects.filter(pk=story.pk).update(hold_reasons=story.hold_reasons)


def _is_ours(reason: str) -> bool:
    return reason == rules.PASSED or reason.startswith(tuple(f"{desk.label} " for desk in DESKS))


def _standing(story: Story) -> Iterator[tuple[Desk, Pass | None]]:
    yield from ((desk, newest(story, desk)) for desk in wanted(story))


def _says(desk: Desk, said: Pass | None) -> str:
    if said is None:
        return f"{desk.label} has not been asked about these words."
    if said.word == "asked":
        return f"{desk.label} was asked by {said.by or 'somebody'} and has not answered."
    if said.word == "returned":
        return f"{desk.label} sent it back: {said.note}"
    return f"{desk.label} has passed these words ({said.by or 'somebody'})."


def _wrote(story: Story, person: User) -> bool:
    """Tell whether somebody had a hand in these words: in any edit since the one that readers have."""
    kind = ContentType.objects.get_for_model(Story)
    theirs = Revision.objects.filter(content_type=kind, object_id=str(story.pk), user=person)
    return theirs.filter(pk__gt=story.edit_in_public_id or 0).exists()


def _words_of(revision: Revision | None) -> str:
    """Return a digest of the words of a revision: what readers see, without where it is filed."""
    content = revision.content if revision else {}
    body = json.loads(content.get("body") or "[]")
    said = [[content.get(name) for name in _WORDS], [[block["type"], block["value"]] for block in body]]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
