"""Where a story stands in a front, counted from the oldest end, so that a new story moves no other."""

from django.db import models

from nightdesk.desk.models.stations import Station


class FrontTail(models.Model):
    """The last number given out in a front: "home", "section:3", "topic:5", "author:7", "thread:2", "month:2026-11"."""

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
