"""A time expression, and what it was read against."""

from dataclasses import dataclass
from datetime import datetime

TYPES = ("DATE", "TIME", "DURATION", "SET")


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Characters ``start``..``end`` of a paragraph that tell a time.

    ``value`` is written as TIMEX3 writes it (2024-01-26, 2024-W05, 2024-Q1, P3D, PXD, FUTURE_REF …; X for what cannot
    be told). ``starts_at`` and ``ends_at`` are aware, in the station's zone, and None when the expression has no place
    on the calendar or when the story's date is unknown. ``anchor`` is the value that it was counted from.
    """

    paragraph: int
    start: int
    end: int
    text: str
    type: str
    value: str
    mod: str = ""  # "START", "MID", "END", "APPROX", "MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS"
    quant: str = ""  # of a set: "EVERY", "EACH"
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    anchor: str = ""
    rule: str = ""
