"""A killed story is a legal copy: nobody changes it, whatever their rights; and filing and undoing take turns."""

from typing import Any

from django.db import connection
from wagtail.locks import BaseLock

_FILING_LOCK = 0x4E44  # the first half of the advisory lock's name


class KilledLock(BaseLock):
    """Wagtail's lock for a killed story: for everybody, and nobody can take it off but who lifts the kill."""

    def for_user(self, user: Any) -> bool:
        return True

    def get_message(self, user: Any) -> str:
        return "This story was killed. It is kept as it was, and cannot be changed or published."

    def get_locked_by(self, user: Any) -> str:
        return "Killed"

    def get_description(self, user: Any) -> str:
        return "It is kept as it was. Only somebody who may lift a kill can open it again."


def alone_with(wire_id: int) -> None:
    """Let nobody else file for the wire, or lift a kill of its stories, until this transaction ends.

    SQLite's transactions take the write lock at their start. On PostgreSQL two workers could both find no story and
    both make one, or a kill and its story could pass each other unseen: a lock named after the wire keeps them apart.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_FILING_LOCK, wire_id])
