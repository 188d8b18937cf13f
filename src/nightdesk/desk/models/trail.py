"""The audit trail: who did what to which row, when and from where, in Wagtail's own log, which every verb writes to.

Nothing in it is changed or taken out: what an entry says of a row outlives the row.
"""

from contextvars import ContextVar
from typing import Any

from django.db.models import Model
from wagtail.models import ModelLogEntry
from wagtail.models.audit_log import LogEntryQuerySet, ModelLogEntryManager

address: ContextVar[str] = ContextVar("where the request that is answered came from", default="")


class Kept(TypeError):
    """Somebody tried to change or delete the trail."""


class _Entries(LogEntryQuerySet):
    def update(self, **values: Any) -> int:
        """Let Wagtail say that the row an entry is about was deleted; nothing else."""
        if set(values) != {"deleted"}:
            raise Kept("The audit trail is kept as it was written.")
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise Kept("The audit trail is kept.")


class _Manager(ModelLogEntryManager):
    def get_queryset(self) -> _Entries:
        return _Entries(self.model, using=self._db)

    def log_action(self, instance: Model, action: str, **kwargs: Any) -> "Entry":
        data = dict(kwargs.pop("data", None) or {})
        data["places"] = places_of(instance)
        if address.get():
            data["from"] = address.get()
        return super().log_action(instance, action, data=data, **kwargs)


class Entry(ModelLogEntry):
    """One act. ``data`` has the reason, the stations as ``,1,2,`` and the address where it is known."""

    objects = _Manager()

    class Meta:
        proxy = True

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise Kept("The audit trail is kept.")


def places_of(row: Model) -> str:
    """Return the stations that a row belongs to, as ``,1,2,``; empty for what belongs to none."""
    found: set[int | None] = set()
    if row._meta.label == "desk.Station":
        found = {row.pk}
    elif (station := getattr(row, "station_id", None)) is not None:
        found = {station}
    elif hasattr(row, "stations"):
        found = set(row.stations.values_list("pk", flat=True))
    elif getattr(row, "wire_id", None):
        found = set(row.wire.stations.values_list("pk", flat=True))  # type: ignore[attr-defined]
    return f",{','.join(str(pk) for pk in sorted(filter(None, found)))}," if found else ""
