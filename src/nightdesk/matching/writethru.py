"""Which of several versions of one story stands, whatever order they came in. Pure.

Everything follows from the set of versions: ``stand`` never asks which came first, with one exception that is data.
A feed has no versions, only a state, so of two texts with the same date the one read last stands (``Version.seen``).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from nightdesk.matching.verdict import Verdict

_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
_COPY = ("", "correction")
_INTACT = 1_000_000  # a reading of a whole document stands above every reading of a mended one


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a story as far as matching cares.

    ``order`` is "" for copy, or "correction" (copy too), "kill", "withhold", "advisory" or "part".
    ``seen`` counts the readings of a feed, 0 elsewhere. ``id`` is the caller's.
    """

    version: str
    said_at: datetime | None
    digest: str
    order: str = ""
    seen: int = 0
    id: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """What versions come to: the copy to show, and the orders that forbid it (ids of versions, 0 for none)."""

    newest: Version | None = None
    killed_by: int = 0
    withheld_by: int = 0
    is_tied: bool = False  # another copy claims the same number and moment, with other words
    corrections: tuple[Version, ...] = ()  # the newest first
    older: tuple[Version, ...] = ()  # every other copy that no order withholds, the newest first
    withheld: frozenset[int] = frozenset()  # ids of copies that an order still withholds

    def has_other_words(self, before: "Standing") -> bool:
        """Tell whether readers should get something else than ``before``: another copy, or another correction."""
        ids = [[one.id for one in (standing.newest, *standing.corrections) if one] for standing in (self, before)]
        return self.newest is not None and ids[0] != ids[1]


def stand(versions: Sequence[Version], *, cancelled_by: int = 0) -> Standing:
    """Return what these versions of one story come to; ``cancelled_by`` is another document that kills it.

    A kill is final: no later version lifts it. An order not to use a story for now holds until a newer
    version is sent; one without number and moment stands above everything.
    """
    copies = [one for one in versions if one.order in _COPY]
    rank = ranking(copies)
    copies.sort(key=rank)
    newest = copies[-1] if copies else None
    kills = [one.id or -1 for one in versions if one.order == "kill"]
    orders = [one for one in versions if one.order == "withhold"]
    withheld_by = [one.id or -1 for one in orders if _outlasts(one, newest)]
    withheld = frozenset(copy.id for copy in copies if any(_outlasts(one, copy) for one in orders))
    return Standing(
        newest=newest,
        killed_by=max((cancelled_by, *kills), key=abs),
        withheld_by=max((0, *withheld_by), key=abs),
        is_tied=len(copies) > 1 and rank(copies[-2])[:3] == rank(copies[-1])[:3],
        corrections=tuple(one for one in reversed(copies) if one.order == "correction"),
        older=tuple(one for one in reversed(copies[:-1]) if one.id not in withheld),
        withheld=withheld,
    )


def _outlasts(order: Version, copy: Version | None) -> bool:
    """Tell whether an order not to use a story for now still holds beside its newest copy; in doubt it does."""
    if copy is None:
        return True
    numbers = number_of(order.version), number_of(copy.version)
    if all(numbers) and numbers[0] != numbers[1]:
        return numbers[0] > numbers[1]
    return order.said_at is None or copy.said_at is None or order.said_at >= copy.said_at


def ranking(versions: Sequence[Version]) -> Callable[[Version], tuple]:
    """Return a key by which the newest of these versions sorts last: number, moment, reading; then content.

    Numbers count only when every version has one: a set of which some have none could not be put in one order.
    The last part only makes a tie fall the same way whatever came first.
    """
    counts = all(number_of(one.version) for one in versions)

    def rank(one: Version) -> tuple:
        return (number_of(one.version) if counts else (), one.said_at or _LONG_AGO, one.seen, one.digest)

    return rank


def reading(held: Sequence[Version], *, is_intact: bool) -> int:
    """Return how the next reading of a feed counts (``Version.seen``) after these."""
    number = 1 + max((one.seen % _INTACT for one in held), default=0)
    return number + _INTACT if is_intact else number


def judge(new: Version, held: Sequence[Version], *, cancelled_by: int = 0) -> Verdict:
    """Return what ``new`` is to the versions already held of the same story on the same wire."""
    if any(one.digest == new.digest for one in held):
        return Verdict("repeat", "The same version was received before.")
    before, after = stand(held), stand((*held, new), cancelled_by=cancelled_by)
    if new.order == "kill":
        return Verdict("kill", "The agency withdraws the story.")
    if after.killed_by:
        return Verdict("held", "The agency has killed this story; a version that comes back needs an editor.")
    if new.order == "withhold":
        if not _outlasts(new, after.newest):
            return Verdict("stale", "A newer version was received before.")
        return Verdict("withhold", "The agency asks not to use the story for now.")
    if after.newest is not new:
        return Verdict("stale", "A newer version was received before.")
    if before.newest is None:
        return Verdict("new", "The first version received.")
    if new.order == "correction":
        return Verdict("correction", "The agency corrects the story.")
    return Verdict("update", "A newer version of a story received before.")


def number_of(version: str) -> tuple[int, ...]:
    """Read "3", "1.10" or "v2"; anything else counts as none."""
    parts = version.lower().removeprefix("v").split(".")
    return tuple(int(part) for part in parts) if all(part.isdecimal() and len(part) < 19 for part in parts) else ()
