"""What happened to a story, in the order in which it did: which delivery caused what, and who decided."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from wagtail.models import ModelLogEntry

from nightdesk.desk import facts
from nightdesk.desk.models import Alert, Change, Story, Take

_VERDICTS = {
    "new": "It is the first version.",
    "update": "It is a newer version.",
    "correction": "It is a correction.",
    "kill": "It is a kill.",
    "stale": "It is an older version, and nothing changed.",
    "repeat": "It is a repeat, and nothing changed.",
}
_BY_ITSELF = "the desk, by the wire's rules and orders"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. ``says`` is a sentence or two; ``who`` is a person, a wire, or the house itself."""

    at: datetime
    who: str
    says: str


def of(story: Story, now: datetime) -> list[Event]:
    """Return everything that is known to have happened to a story, the oldest first."""
    events = [*_takes(story), *_log(story), *_first_run(story, now), *_told(story)]
    return sorted(events, key=lambda event: event.at)


def now_stands(story: Story, now: datetime) -> str:
    """Say where a story stands at this moment, and why."""
    verdict = facts.may_run(story, now)
    if verdict.ok:
        return "It is public."
    why = " ".join(dict.fromkeys((*verdict.reasons, *(story.hold_reasons if story.state != "killed" else ()))))
    gone = " Its address answers that it is gone." if verdict.is_gone else " Its address answers like an unknown one."
    gone = gone if story.slug else ""
    return f"It is not public. {why}{gone}"


def _takes(story: Story) -> Iterator[Event]:
    named = Alert.objects.filter(story=story).exclude(take=None).exclude(kind__in=("kin", "kill-advisory"))
    ids = set(named.values_list("take_id", flat=True)) | {story.newest_take_id, story.waiting_take_id} - {None}
    takes = Take.objects.filter(pk__in=ids)
    if story.wire_id and story.wire_key:
        takes |= Take.objects.filter(wire=story.wire_id, wire_key=story.wire_key)
    fields = ("guid", "version", "verdict", "says", "order", "filed_at", "wire__name", "wire__title")
    for take in takes.select_related("delivery", "wire").only(
        *fields, "delivery__source", "delivery__received_at", "headline"
    ):
        version = f"version {take.version} of " if take.version else ""
        source = f", {take.delivery.source.rpartition('/')[2]}" if take.delivery.source else ""
        verdict = _VERDICTS.get(take.verdict, "")
        says = (
            f"Sent {version}“{take.headline or take.guid}” (delivery {take.delivery_id}{source}). {verdict} {take.says}"
        )
        yield Event(take.filed_at, f"{take.wire}", " ".join(says.split()))


def _log(story: Story) -> Iterator[Event]:
    entries = ModelLogEntry.objects.filter(content_type__app_label="desk", content_type__model="story")
    for entry in entries.filter(object_id=str(story.pk)).select_related("user"):
        yield Event(entry.timestamp, str(entry.user or _BY_ITSELF), f"{str(entry.message).rstrip('.')}.")


def _first_run(story: Story, now: datetime) -> Iterator[Event]:
    if story.first_run_at and story.first_run_at <= now:
        yield Event(story.first_run_at, "the press", f"Readers could see it from here on, as “{story.slug}”.")


def _told(story: Story) -> Iterator[Event]:
    """What the press was told; kept for some days."""
    for change in Change.objects.filter(subject=f"story:{story.pk}/page"):
        hurry = " before all other work" if change.is_urgent else ""
        yield Event(change.at, "the press", f"Told to bake what shows it{hurry}: {change.cause}.")
