"""What the copy desk says about copy: the questions it asks and the edits it makes or proposes."""

from dataclasses import dataclass

SEVERITIES = ("block", "propose", "flag")


@dataclass(frozen=True, slots=True)
class Edit:
    """A change, made (``Copy.edits``) or proposed (``Query.edit``); undone by putting ``before`` back.

    ``field`` is "headline", "deck", "block", "caption", "credit", "alt" …; ``number`` is the block or
    picture it stands in (None for a field there is one of); ``start`` is the character where ``before``
    stood in the plain text of that field.
    """

    field: str
    number: int | None
    start: int
    before: str
    after: str
    why: str
    of: str = "copy"  # "item" when a part was taken out of what came: ``number`` then counts the item's blocks
    markup: str = ""  # the block's markup as it stood, when putting the words back would not bring it back


@dataclass(frozen=True, slots=True)
class Query:
    """A question for an editor. ``says`` is a whole sentence. ``block`` is None when it is not about one."""

    check: str
    says: str
    severity: str = "flag"
    field: str = "block"
    block: int | None = None
    start: int = 0
    end: int = 0
    edit: Edit | None = None
