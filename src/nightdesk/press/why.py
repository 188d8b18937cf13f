"""Tell why a sheet is as it is."""

from typing import Any

from nightdesk.press.models import Sheet


def why(address: str) -> dict[str, Any] | None:
    """Return what a sheet showed, what caused it last and how it failed last; None for an unknown address."""
    sheet = Sheet.objects.filter(address=address).first()
    if sheet is None:
        return None
    return {
        "address": sheet.address,
        "kind": sheet.kind,
        "about": sheet.about,
        "is_present": sheet.is_present,
        "is_stale": sheet.baked < sheet.wanted,
        "baked_at": sheet.baked_at,
        "cause": sheet.cause,
        "wakes_at": sheet.wakes_at,
        "fault": sheet.fault,
        "faulted_at": sheet.faulted_at,
        "tries": sheet.tries,
        "next_try_at": sheet.next_try_at,
        "showed": sorted(sheet.needs.values_list("subject", flat=True)),
    }
