"""The one place that says what may be public. Pure: facts and a moment in, a verdict with its reasons out.

It is asked twice. ``against`` is asked once of every version, when it is filed: may it be shown at all? What it
answers is kept with the story (its state and reasons, its embargo and its expiry). ``may_run`` is asked of the story
at every door, every time. Both fail closed: a status that is not known, an embargo that cannot be read, a market that
cannot be told or two fields that disagree hold the story.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

_USABLE = ("", "usable", "stat:usable")
_STOPPING = (
    "kill", "elimination", "withh", "advisory", "holdforrelease", "hold for release", "embargo", "cancel", "takedown",
    "retract", "withdraw", "not for publication",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said of one version for one station: by its agency, by the terms, and by the copy desk (``blocks``)."""

    status: str = "usable"
    editorial_types: Sequence[str] = ()
    signals: Sequence[str] = ()
    labels: Sequence[str] = ()
    blocks: Sequence[str] = ()
    is_public_kind: bool = True  # False: an advisory
    is_embargo_unreadable: bool = False
    expires_at: datetime | None = None
    said_at: datetime | None = None
    max_age_days: int | None = None
    wire_markets: str = ""
    story_market: str = ""
    station_market: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the gate looks at. Moments are aware; ``state`` is the desk's: held, running, spiked, killed."""

    state: str
    is_live: bool
    killed_at: datetime | None = None
    embargo_until: datetime | None = None  # the wire's
    is_embargo_unreadable: bool = False
    expires_at: datetime | None = None
    has_address: bool = True
    first_run_at: datetime | None = None  # when readers could see it first; it may lie ahead
    desk_embargo_until: datetime | None = None  # an editor's own
    lifted_embargo_until: datetime | None = None  # an editor lifted the wire's as far as this moment, not a later one
    is_unreadable_lifted: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """``ok`` when it may be public now; else the reasons, in an editor's words. ``until`` is when to ask again."""

    ok: bool
    reasons: tuple[str, ...] = ()
    until: datetime | None = None
    is_gone: bool = False  # it was public and may not be any more: its address answers 410


def against(said: Said, now: datetime) -> list[str]:
    """Return what keeps a version from being shown at a station, in an editor's words; nothing lets it be shown."""
    reasons = list(said.blocks)
    reasons += [reason for reason, word in _stopped(said) if not any(word in block for block in said.blocks)]
    if said.is_embargo_unreadable:
        reasons.append("Its embargo cannot be read.")
    if said.expires_at is not None and said.expires_at <= now:
        reasons.append("The right to show it has expired already.")
    if said.max_age_days and said.said_at and now - said.said_at > timedelta(days=said.max_age_days):
        reasons.append(f"Archive: it is older than {said.max_age_days} days.")
    return reasons + list(_against_the_market(said))


def _stopped(said: Said) -> Iterator[tuple[str, str]]:
    """Yield (reason, word) for each of the agency's own fields that stops a story, whatever the others say."""
    if not said.is_public_kind:
        yield "It is an advisory: a word to editors, never public.", "advisory: a word"
    if said.status.strip().casefold() not in _USABLE:
        yield f"Its status is “{said.status}”, which does not let it run.", f"“{said.status}”"
    fields = (("editorial type", said.editorial_types), ("signal", said.signals), ("headline label", said.labels))
    for name, words in fields:
        for word in words:
            if any(stop in word.casefold() for stop in _STOPPING) and (said.is_public_kind or name != "editorial type"):
                yield f"The agency's {name} is “{word}”.", f"“{word}”"


def _against_the_market(said: Said) -> Iterator[str]:
    station = said.station_market.strip().casefold()
    if not is_market_allowed(said.wire_markets, station):
        yield "The wire's terms do not allow it in this market."
    if not said.story_market:
        return
    story = said.story_market.strip().casefold()
    if not station:
        yield f"Market embargo: its contributor is in {said.story_market}, and this station's market is not known."
    elif station in story or story in station:
        yield f"Market embargo: its contributor is in {said.story_market}, as this station is."


def opens_at(facts: Facts) -> datetime | None:
    """Return the moment before which a story is embargoed: the later of the wire's, unless lifted, and the editor's."""
    lifted, wires = facts.lifted_embargo_until, facts.embargo_until
    if wires is not None and lifted is not None and wires <= lifted:
        wires = None
    return max((at for at in (wires, facts.desk_embargo_until) if at is not None), default=None)


def is_unreadable(facts: Facts) -> bool:
    """Tell whether the wire's embargo cannot be read and nobody has lifted it."""
    return facts.is_embargo_unreadable and not facts.is_unreadable_lifted


def is_embargoed(facts: Facts, now: datetime) -> bool:
    """Tell whether an embargo stands: nobody outside may learn that the story exists."""
    until = opens_at(facts)
    return is_unreadable(facts) or (until is not None and now < until)


def is_market_allowed(wire_markets: str, station_market: str) -> bool:
    """Tell whether a wire's terms (markets with commas between them, none: anywhere) allow a station's market."""
    allowed = [market.strip().casefold() for market in wire_markets.split(",") if market.strip()]
    return not allowed or station_market.strip().casefold() in allowed


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
    until = opens_at(facts)
    if is_unreadable(facts):
        yield "Its embargo cannot be read."
    elif until is not None and now < until:
        by = " by the desk" if until == facts.desk_embargo_until else ""
        yield f"It is embargoed{by} until {until:%Y-%m-%d %H:%M} UTC."
    if facts.expires_at is not None and now >= facts.expires_at:
        yield "The right to show it has expired."
    if not facts.has_address:
        yield "It has never run, so it has no address."


def _next_moment(facts: Facts, now: datetime) -> datetime | None:
    moments = [at for at in (opens_at(facts), facts.expires_at) if at is not None and at > now]
    return min(moments, default=None)


def _is_gone(facts: Facts, now: datetime) -> bool:
    """True for a story readers could have seen: killed, or expired. An embargoed one never existed.

    One that was killed before its embargo ended answers as unknown for good, also when the moment has come.
    """
    is_killed = facts.killed_at is not None or facts.state == "killed"
    ended_at = (facts.killed_at or now) if is_killed else now
    if is_embargoed(facts, ended_at) or not facts.has_address:
        return False
    if is_killed:
        return _was_seen(facts, ended_at)
    is_expired = facts.expires_at is not None and facts.expires_at <= now
    return is_expired and facts.state == "running" and _was_seen(facts, facts.expires_at or now)


def _was_seen(facts: Facts, until: datetime) -> bool:
    return facts.first_run_at is not None and facts.first_run_at <= until
