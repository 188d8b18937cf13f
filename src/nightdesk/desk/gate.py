"""The one place that says what may be public. Pure: facts and a moment in, a verdict with its reasons out.

It fails closed: a status it does not know, an embargo it cannot read or two fields that disagree hold the story.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Facts:
    """What the gate looks at. Moments are aware; ``state`` is the desk's: held, running, spiked, killed."""

    state: str
    is_live: bool
    killed_at: datetime | None = None
    embargo_until: datetime | None = None
    is_embargo_unreadable: bool = False
    expires_at: datetime | None = None
    has_address: bool = True
    first_run_at: datetime | None = None  # when readers could see it first; it may lie ahead


@dataclass(frozen=True, slots=True)
class Verdict:
    """``ok`` when it may be public now; else the reasons, in an editor's words. ``until`` is when to ask again."""

    ok: bool
    reasons: tuple[str, ...] = ()
    until: datetime | None = None
    is_gone: bool = False  # it was public and may not be any more: its address answers 410


def may_run(facts: Facts, now: datetime) -> Verdict:
    """Return whether a story may be public at ``now``."""
    reasons = tuple(_reasons(facts, now))
    return Verdict(not reasons, reasons, _next_moment(facts, now), bool(reasons) and _is_gone(facts, now))


def _reasons(facts: Facts, now: datetime) -> Iterator[str]:
    if facts.killed_at is not None or facts.state == "killed":
        yield "It was killed."
    elif facts.state == "spiked":
        yield "It was spiked."
    elif facts.state != "running":
        yield "It is held."
    elif not facts.is_live:
        yield "It has not been published in the editing room."
    if facts.is_embargo_unreadable:
        yield "Its embargo cannot be read."
    elif facts.embargo_until is not None and now < facts.embargo_until:
        yield f"It is embargoed until {facts.embargo_until:%Y-%m-%d %H:%M} UTC."
    if facts.expires_at is not None and now >= facts.expires_at:
        yield "The right to show it has expired."
    if not facts.has_address:
        yield "It has never run, so it has no address."


def _next_moment(facts: Facts, now: datetime) -> datetime | None:
    moments = [at for at in (facts.embargo_until, facts.expires_at) if at is not None and at > now]
    return min(moments, default=None)


def _is_gone(facts: Facts, now: datetime) -> bool:
    """True for a story readers could have seen: killed, or expired. An embargoed one never existed.

    One that was taken back before its embargo ended was seen by nobody: its address stays unknown for good.
    """
    is_embargoed = facts.is_embargo_unreadable or (facts.embargo_until is not None and now < facts.embargo_until)
    if is_embargoed or not facts.has_address:
        return False
    if facts.killed_at is not None or facts.state == "killed":
        return _was_seen(facts, facts.killed_at or now)
    is_expired = facts.expires_at is not None and facts.expires_at <= now
    return is_expired and facts.state == "running" and _was_seen(facts, facts.expires_at or now)


def _was_seen(facts: Facts, until: datetime) -> bool:
    return facts.first_run_at is not None and facts.first_run_at <= until
