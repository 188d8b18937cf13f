"""What the editors of a station told the copy desk is no error."""

from django.conf import settings
from django.db import models

from nightdesk.desk.models.stations import Station
from nightdesk.desk.models.stories import Story


class Lesson(models.Model):
    """Words that a check asks about no more: at the whole station, or (``story``) in one story only."""

    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="+", db_index=False)
    story = models.ForeignKey(
        Story, null=True, on_delete=models.CASCADE, related_name="+", help_text="None: everywhere at the station."
    )
    check_name = models.CharField(max_length=40)
    words = models.CharField(max_length=200)
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(
                fields=("station", "check_name", "words"),
                name="lesson_once_a_station",
                condition=models.Q(story__isnull=True),
            ),
            models.UniqueConstraint(
                fields=("story", "check_name", "words"),
                name="lesson_once_a_story",
                condition=models.Q(story__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.check_name}: “{self.words}”"
