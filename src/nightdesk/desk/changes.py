"""Write what changed, in the transaction that made it true; the press reads it from there."""

from collections.abc import Iterable
from datetime import datetime

from nightdesk.desk import nudges, sql
from nightdesk.kit import crash


def record(subjects: Iterable[str], cause: str, *, at: datetime, is_urgent: bool = False) -> None:
    """Tell the press, and the sister stations, that these subjects (``story:41/card``) are not what they were."""
    rows = [(subject, cause[:200], sql.at(at), is_urgent) for subject in subjects]
    crash.at("before_change")
    sql.insert("desk_change", ("subject", "cause", "at", "is_urgent"), rows)
    nudges.heed([subject for subject, *_ in rows], is_urgent=is_urgent)
