"""What runs while the newest version waits: the newest of the older ones that may, whichever came first.

A version that waits beside what runs can tighten its embargo and expiry, never loosen them; so can every version
between the two. All of it is worked out anew from the set of versions, so no order of arrival shows.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from nightdesk.desk.models import Station, Story, Take

if TYPE_CHECKING:
    from nightdesk.desk.drafting import Draft, Opened

_MOST_TRIED = 10  # older versions, when the newest may not run


@dataclass(frozen=True, slots=True)
class Rights:
    """Embargo and expiry, as one version or several say them."""

    embargo_until: datetime | None = None
    is_embargo_unreadable: bool = False
    expires_at: datetime | None = None

    @classmethod
    def of(cls, story: Story) -> "Rights":
        return cls(story.embargo_until, story.is_embargo_unreadable, story.expires_at)

    @classmethod
    def strictest(cls, all_of_them: Iterable["Rights"]) -> "Rights":
        """Return what none of them allows to be exceeded."""
        rights = list(all_of_them)
        return cls(
            max((one.embargo_until for one in rights if one.embargo_until), default=None),
            any(one.is_embargo_unreadable for one in rights),
            min((one.expires_at for one in rights if one.expires_at), default=None),
        )

    def put_on(self, story: Story) -> None:
        story.embargo_until, story.is_embargo_unreadable = self.embargo_until, self.is_embargo_unreadable
        story.expires_at = self.expires_at


@dataclass(slots=True)
class Found:
    """The version that may run, if another than what stands (``take``), and the rights with which anything runs."""

    take: Take | None = None
    opened: "Opened | None" = None
    rights: list[Rights] = field(default_factory=list)


def look(draft: "Draft", story: Story, station: Station, stood: int | None) -> Found:
    """Look for what may run in place of the newest version; ``stood`` is the take that ran last, if any did."""
    found = Found()
    for version in draft.standing.older[:_MOST_TRIED]:
        take = Take.objects.select_related("wire", "delivery").get(pk=version.id)
        opened = draft.open(take)
        filled = draft.filled(take, opened, station)
        found.rights.append(Rights.of(filled))
        if version.id == stood:
            break
        if not draft.reasons(story, filled, station, opened):
            found.take, found.opened = take, opened
            break
    return found
