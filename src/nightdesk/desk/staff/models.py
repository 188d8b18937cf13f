"""Somebody who works in the newsroom."""

from datetime import date

from django.contrib.auth.models import AbstractUser

from nightdesk.desk import rights


class User(AbstractUser):
    """A member of staff. ``stations`` (on the other side, ``Station.staff``) says where they work, ``Duty`` as what."""

    @property
    def roles(self) -> dict[int, str]:
        """The person's role at each station where they work; asked once for each row object."""
        known: dict[int, str] | None = getattr(self, "_roles", None)
        if known is None:
            found = list(self.duties.values_list("station_id", "role", "station__second_factor_from"))
            known = self._roles = {station: role for station, role, _ in found}
            self._asked_from = [day for _, _, day in found if day is not None]
        return known

    @property
    def asked_from(self) -> list[date]:
        """The days from which stations of the person ask for a second factor; all stations, for the whole house's."""
        if self.is_superuser:
            every = self.duties.model.station.field.related_model.objects.exclude(second_factor_from=None)
            return list(every.values_list("second_factor_from", flat=True))
        return self._asked_from if self.roles else []

    def may(self, verb: str, station_id: int | None) -> bool:
        """Tell whether the person has a verb at a station. Every right of the desk is asked here."""
        if not self.is_active:
            return False
        role = self.roles.get(station_id) if station_id is not None else None
        return self.is_superuser or (role is not None and rights.has(role, verb))

    def stations_where(self, verb: str) -> frozenset[int]:
        """Return the stations at which the person has a verb; a superuser has it everywhere and is asked before."""
        if not self.is_active:
            return frozenset()
        return frozenset(station for station, role in self.roles.items() if rights.has(role, verb))

    def may_somewhere(self, verb: str) -> bool:
        return self.is_active and (self.is_superuser or bool(self.stations_where(verb)))

    def may_work_at(self, station_id: int | None) -> bool:
        """True for an administrator of the house, and for staff of that station."""
        return self.is_superuser or station_id in self.roles
