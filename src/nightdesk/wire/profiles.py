"""Habits of agencies, as data: what the standards leave open and an agency has settled for itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """``stable_ids``: schemes that hold the id which stays the same over all versions, best first.

    ``zone``: IANA name of the zone in which times without one are meant; empty when the agency never says.
    ``null_means_unsaid``: the agency writes ``"embargoed": null`` into every item, so that it orders nothing.
    """

    name: str
    stable_ids: tuple[str, ...] = ()
    zone: str = ""
    null_means_unsaid: bool = False


# What agencies call the id of a story that outlives its versions; the first that an item carries leads its ids.
GENERAL = Profile(
    name="general",
    stable_ids=("itemid", "newsitemid", "originaltransmissionreference", "storyid", "story-id", "du-key", "regsrc"),
)
