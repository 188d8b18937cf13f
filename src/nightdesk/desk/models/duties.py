"""Where a person works, and as what."""

from django.conf import settings
from django.db import models

from nightdesk.desk import rights


class Duty(models.Model):
    """One person's role at one station. Without a row here somebody has no rights there."""

    ROLES = tuple((role.name, role.label) for role in rights.ROLES)

    station = models.ForeignKey("desk.Station", on_delete=models.CASCADE, related_name="duties")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="duties", db_column="user_id"
    )
    role = models.CharField(max_length=20, choices=ROLES, default="editor")

    class Meta:
        db_table = "desk_station_staff"
        unique_together = (("station", "person"),)

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()} at {self.station}"
