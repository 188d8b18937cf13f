"""The outbox: what the desk tells the press, written in the transaction that made it true."""

from django.db import models


class Change(models.Model):
    """A subject that changed. The press plans it once and then marks it planned."""

    subject = models.CharField(max_length=200, help_text="With its aspect: story:41/card, front:3:home/list.")
    cause = models.CharField(max_length=200)
    at = models.DateTimeField()
    is_urgent = models.BooleanField(default=False, help_text="A kill: before all other work.")
    planned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        indexes = [models.Index(fields=("is_urgent", "id"), name="change_waiting", condition=models.Q(planned_at=None))]

    def __str__(self) -> str:
        return f"{self.subject}: {self.cause}"


class Alert(models.Model):
    """A word to editors that must not be missed: a kill, an advisory, a correction without a note. Never public."""

    KINDS = (
        ("kill", "Kill"),
        ("kill-advisory", "The words of a kill"),
        ("kin", "Quotes a killed story"),
        ("withhold", "Withhold"),
        ("correction", "Correction"),
        ("advisory", "Advisory"),
        ("question", "Question"),
        ("pass", "To be passed"),
    )

    kind = models.CharField(max_length=20, choices=KINDS)
    says = models.CharField(max_length=500)
    at = models.DateTimeField()
    wire = models.ForeignKey("desk.Wire", null=True, on_delete=models.CASCADE, related_name="+")
    take = models.ForeignKey("desk.Take", null=True, on_delete=models.CASCADE, related_name="+")
    station = models.ForeignKey("desk.Station", null=True, on_delete=models.CASCADE, related_name="+")
    story = models.ForeignKey("desk.Story", null=True, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey("staff.User", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-id",)
        indexes = [models.Index(fields=("station", "-id"), name="alert_open", condition=models.Q(seen_at=None))]

    def __str__(self) -> str:
        return self.says
