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
