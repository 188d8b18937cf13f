"""A newsroom's rules for a wire: run or hold. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Case:
    """What the rules look at for one story of one station."""

    policy: str
    blocks: Sequence[str] = ()  # what the copy desk says may not run
    questions: int = 0  # everything else it asks
    said_at: datetime | None = None
    max_age_days: int | None = None
    wire_markets: str = ""
    story_market: str = ""
    station_market: str = ""
    is_embargo_unreadable: bool = False
    status: str = "usable"
    is_public_kind: bool = True  # False: an advisory


def reasons_to_hold(case: Case, now: datetime) -> list[str]:
    """Return why the story waits for an editor; an empty list lets it run."""
    reasons = list(case.blocks)
    if not case.is_public_kind:
        reasons.append("It is an advisory: a word to editors, never public.")
    if case.status not in ("usable", ""):
        reasons.append(f"Its status is “{case.status}”, which does not let it run.")
    if case.is_embargo_unreadable:
        reasons.append("Its embargo cannot be read.")
    if case.max_age_days and case.said_at and now - case.said_at > timedelta(days=case.max_age_days):
        reasons.append(f"Archive: it is older than {case.max_age_days} days.")
    reasons += _market_reasons(case)
    if case.policy == "hold":
        reasons.append("The rule for this wire is to hold everything.")
    elif case.policy == "run-clean" and case.questions:
        reasons.append("The rule for this wire is to run only clean copy, and the copy desk has a question.")
    elif case.policy not in ("hold", "run-clean", "run-unless-blocked"):
        reasons.append(f"The rule “{case.policy}” is not known.")
    return reasons


def _market_reasons(case: Case) -> list[str]:
    station = case.station_market.casefold()
    allowed = [market.strip().casefold() for market in case.wire_markets.split(",") if market.strip()]
    reasons = []
    if allowed and station not in allowed:
        reasons.append("The wire's terms do not allow it in this market.")
    if case.story_market and station and station in case.story_market.casefold():
        reasons.append(f"Market embargo: its contributor is in {case.story_market}, as this station is.")
    return reasons
