"""Where a story stands in a front, counted from the oldest end, so that a new story moves no other."""

from django.conf import settings
from django.db import models

from nightdesk.desk.models.stations import Station


class FrontTail(models.Model):
    """The last number given out in a front: "home", "section:3", "topic:5", "author:7", "thread:2", "month:2026-11",
    "day:2026-11-23" (the last in the station's zone, as its addresses are)."""

    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="+")
    front = models.CharField(max_length=60)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("station", "front"), name="front_tail_once")]


class Placing(models.Model):
    """A story's place in a front: kept while the story is held or killed, so that pages never shift."""

    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="+")
    front = models.CharField(max_length=60)
    number = models.PositiveIntegerField(help_text="From 1, the oldest.")
    story = models.ForeignKey("desk.Story", on_delete=models.CASCADE, related_name="placings")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("station", "front", "number"), name="placing_once"),
            models.UniqueConstraint(fields=("story", "front"), name="placing_once_a_front"),
        ]


class Pick(models.Model):
    """A story that an editor put at the top of a front, shown there as long as the gate lets it be shown at all."""

    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="+")
    front = models.CharField(max_length=60, help_text="home, or section:3")
    story = models.ForeignKey("desk.Story", on_delete=models.CASCADE, related_name="picks")
    rank = models.PositiveSmallIntegerField(help_text="From 1, the top.")
    until = models.DateTimeField(null=True, blank=True, help_text="The moment at which it leaves its place.")
    headline = models.CharField(max_length=200, blank=True, help_text="What this front says instead of the headline.")
    picture = models.ForeignKey("desk.Picture", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("rank",)
        constraints = [models.UniqueConstraint(fields=("station", "front", "story"), name="pick_once_a_front")]


class Bar(models.Model):
    """A few words above a station's fronts, until a moment: breaking news on all of them, the weather on home.

    One of each kind at a time.
    """

    KINDS = (("breaking", "Breaking bar"), ("weather", "Weather line"))

    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=KINDS, default="breaking")
    words = models.CharField(max_length=140)
    story = models.ForeignKey("desk.Story", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField()
    put_up_at = models.DateTimeField()
    put_up_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("station", "kind"), name="bar_once")]
