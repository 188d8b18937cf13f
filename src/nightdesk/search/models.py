"""What the search keeps: one entry a story that readers may see, with the words beside it in the database's own index.

On SQLite the words stand in an FTS5 table without content, whose rows are named by the moment of the first run: its own
order is newest first, and a range of rows is a range of days. Taking a row out needs its words again, so they
are kept, packed, in ``packed``. On PostgreSQL they stand in a ``tsvector`` column that Django does not know.
"""

from django.db import models


class Entry(models.Model):
    """A story in the index. It says nothing of whether the story may be shown: the gate is asked for every answer."""

    story_id = models.BigIntegerField(primary_key=True)
    station_id = models.BigIntegerField()
    row = models.BigIntegerField(unique=True, help_text="Orders the entries by their first run.")
    digest = models.CharField(max_length=32)
    packed = models.BinaryField(default=b"")

    def __str__(self) -> str:
        return f"story:{self.story_id}"
