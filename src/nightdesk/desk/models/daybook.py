"""What a story said would happen, for the desk to look later whether it did."""

from django.conf import settings
from django.db import models

from nightdesk.desk.models.stations import Station
from nightdesk.desk.models.stories import Story


class DaybookLine(models.Model):
    """A dated sentence of a story that ran. It is seen only while its story is public; a kill deletes it."""

    OUTCOMES = (
        ("", "Open"),
        ("done", "It happened"),
        ("not-done", "It did not happen"),
        ("moved", "It was moved"),
    )

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="daybook")
    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="+")
    sentence = models.CharField(max_length=600)
    words = models.CharField(max_length=120, help_text="The words of the time.")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(help_text="The first moment after it.")
    outcome = models.CharField(max_length=10, choices=OUTCOMES, blank=True)
    note = models.CharField(max_length=300, blank=True, help_text="For readers: what came of it.")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("starts_at", "id")
        constraints = [models.UniqueConstraint(fields=("story", "sentence"), name="daybook_once_a_story")]
        indexes = [models.Index(fields=("station", "starts_at"), name="daybook_by_date")]

    def __str__(self) -> str:
        return self.sentence
