"""Write what changed, in the transaction that made it true; the press reads it from there."""

from collections.abc import Iterable
from datetime import datetime

from nightdesk.desk.models.changes import Change


def record(subjects: Iterable[str], cause: str, *, at: datetime, is_urgent: bool = False) -> None:
    """Tell the press that these subjects (``story:41/card``) are not what they were."""
    rows = [Change(subject=subject, cause=cause[:200], at=at, is_urgent=is_urgent) for subject in subjects]
    Change.objects.bulk_create(rows)
