"""Which of several versions of one story is the newest, whatever order they came in. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from nightdesk.matching.verdict import Verdict

_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
_ORDERS = ("kill", "withhold")


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a story as far as matching cares. ``order`` is "kill", "withhold", "correction" or ""."""

    version: str
    said_at: datetime | None
    digest: str
    order: str = ""


def rank(version: Version) -> tuple:
    """Return a key by which the newest version sorts last: number, then time, then (for a tie) content.

    The last part only makes a tie fall the same way whatever came first.
    """
    return (_number(version.version), version.said_at or _LONG_AGO, version.digest)


def judge(new: Version, held: Sequence[Version]) -> Verdict:
    """Return what ``new`` is to the versions already held of the same story on the same wire."""
    if any(one.digest == new.digest for one in held):
        return Verdict("repeat", "The same version was received before.")
    if new.order == "kill":
        return Verdict("kill", "The agency withdraws the story.")
    if any(one.order == "kill" for one in held):
        return Verdict("held", "The agency has killed this story; a version that comes back needs an editor.")
    newest = max(held, key=rank, default=None)
    if newest is not None and rank(new) < rank(newest):
        return Verdict("stale", "A newer version was received before.")
    if new.order == "withhold":
        return Verdict("withhold", "The agency asks not to use the story for now.")
    if newest is None:
        return Verdict("new", "The first version received.")
    if new.order == "correction":
        return Verdict("correction", "The agency corrects the story.")
    return Verdict("update", "A newer version of a story received before.")


def _number(version: str) -> tuple[int, ...]:
    """Read "3", "1.10" or "v2"; anything else counts as none."""
    parts = version.lower().removeprefix("v").split(".")
    return tuple(int(part) for part in parts) if all(part.isdecimal() and len(part) < 19 for part in parts) else ()
