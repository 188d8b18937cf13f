"""What the press could not make, for the desk to show: the old page stays, and an editor must know."""

from collections.abc import Collection
from datetime import datetime

from nightdesk.press.models import Sheet

MOST = 6


def of_stations(stations: Collection[int]) -> list[tuple[int, int, str, str, datetime | None]]:
    """Return (id, station, address, fault, since) of the newest faults at these stations."""
    rows = Sheet.objects.exclude(fault="").filter(station_id__in=stations).order_by("-id")
    return list(rows.values_list("pk", "station_id", "address", "fault", "faulted_at")[:MOST])
