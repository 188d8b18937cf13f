"""What a station offers to its sister stations, and what each of them was handed (docs/decisions/006)."""

from django.db import models

from nightdesk.desk.models.stations import Station
from nightdesk.desk.models.stories import Story
from nightdesk.desk.models.wires import Wire


class Offer(models.Model):
    """A story that its station offers. It outlives the story: copies of a story that was deleted must go too."""

    story = models.OneToOneField(Story, null=True, on_delete=models.SET_NULL, related_name="offer")
    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="+")
    is_open = models.BooleanField(default=True, help_text="False: an editor took the offer back.")
    opened_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0, help_text="In a row, without success.")
    fault = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=("id",), name="offer_of_no_story", condition=models.Q(story=None, is_open=True)),
        ]

    def __str__(self) -> str:
        return f"Offer of “{self.story}”"


class Nudge(models.Model):
    """Word that an offered story may not be what it was, written in the transaction that changed it.

    Rows are only ever added and deleted, so that no two stories' transactions wait for each other.
    """

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="nudges")
    is_urgent = models.BooleanField(default=False, help_text="A kill: before all other work.")

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"Nudge of offer {self.offer_id}"


class Handover(models.Model):
    """What one sister wire was last told of one story. ``guid`` and ``number`` are its identity and version there."""

    SAID = (("", "Nothing"), ("usable", "The story"), ("withheld", "Withdrawn"), ("canceled", "Killed"))

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="handovers")
    wire = models.ForeignKey(Wire, on_delete=models.CASCADE, related_name="+", db_index=False)
    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="+", db_index=False)
    guid = models.CharField(max_length=400)
    number = models.PositiveIntegerField(default=0)
    said = models.CharField(max_length=10, choices=SAID, blank=True)
    digest = models.CharField(max_length=64, blank=True, help_text="Of what was said, without its number and moment.")
    reasons = models.JSONField(default=list, help_text="Why it may not go there.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("wire", "guid"), name="handover_once_a_wire"),
            models.UniqueConstraint(
                fields=("station", "guid"), name="handover_once_a_station", condition=models.Q(number__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guid} to {self.wire}"
