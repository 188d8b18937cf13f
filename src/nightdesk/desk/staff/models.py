"""Somebody who works in the newsroom."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A member of staff. ``stations`` (on the other side, ``Station.staff``) says where they work."""

    def may_work_at(self, station_id: int | None) -> bool:
        """True for an administrator, and for staff of that station."""
        return self.is_superuser or self.stations.filter(pk=station_id).exists()
