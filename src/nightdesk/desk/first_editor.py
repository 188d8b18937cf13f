"""The first editor of a new house: somebody must be able to sign in."""

import secrets

from django.db import transaction

from nightdesk.desk.models import Station
from nightdesk.desk.staff.models import User

NAME = "editor"
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike


def create_first_editor() -> tuple[str, str] | None:
    """Create an administrator of all stations when nobody works here yet; return the name and password, once."""
    with transaction.atomic():
        if User.objects.exists():
            return None
        password = "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(4))
        editor = User.objects.create_superuser(NAME, "", password, first_name="First", last_name="Editor")
        for station in Station.objects.all():
            station.staff.add(editor, through_defaults={"role": "administrator"})
    return NAME, password
