"""A newsroom's rules for a wire: run or hold. Pure. What may be shown at all is the gate's to say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from nightdesk.desk import gate


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(gate.Said):
    """What the rules look at for one story of one station, besides what the gate does."""

    policy: str
    questions: int = 0  # everything that the copy desk asks and that does not block


HOLDS_ALL = "The rule for this wire is to hold everything."
ONLY_CLEAN = "The rule for this wire is to run only clean copy, and the copy desk has a question."
PASSED = "All who must pass it have passed it."


def waits_for_a_yes(reasons: Iterable[str]) -> bool:
    """Tell whether nothing is wrong with a held story: it waits only because its wire's rule asks for an editor."""
    return all(reason in (HOLDS_ALL, ONLY_CLEAN, PASSED) for reason in reasons)


def reasons_to_hold(case: Case, now: datetime) -> list[str]:
    """Return why the story waits for an editor; an empty list lets it run."""
    reasons = gate.against(case, now)
    if case.policy == "hold":
        reasons.append(HOLDS_ALL)
    elif case.policy == "run-clean" and case.questions:
        reasons.append(ONLY_CLEAN)
    elif case.policy not in ("hold", "run-clean", "run-unless-blocked"):
        reasons.append(f"The rule “{case.policy}” is not known.")
    return reasons
