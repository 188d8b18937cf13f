"""The form of a wire: a sister station's serves one other station, for its stories must never come home."""

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm


class WireForm(WagtailAdminModelForm):
    """Checks what only shows when the stations are chosen."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        sister, stations = cleaned.get("sister"), list(cleaned.get("stations") or ())
        if sister is not None and (len(stations) != 1 or sister in stations):
            self.add_error("stations", "A sister station's wire serves one station, and another than it takes from.")
        return cleaned
