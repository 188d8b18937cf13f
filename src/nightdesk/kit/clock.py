"""The only place that asks the time; everything below takes the moment as an argument."""

import time
from datetime import UTC, datetime


def now() -> datetime:
    """Return this moment, aware, in UTC."""
    return datetime.now(UTC)


def seconds() -> float:
    """Return seconds that only ever go forward, for deadlines; their zero means nothing."""
    return time.monotonic()
