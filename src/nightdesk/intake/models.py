"""What the intake remembers of a polled wire between two looks."""

from django.db import models

from nightdesk.desk.models import Wire


class WireState(models.Model):
    """Saved in the transaction that stores what came, so that it never runs ahead of the deliveries."""

    wire = models.OneToOneField(Wire, on_delete=models.CASCADE, related_name="feed_state")
    url = models.CharField(max_length=1000, blank=True, help_text="The address that the two conditions belong to.")
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    next_poll_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0, help_text="In a row.")
    last_ok_at = models.DateTimeField(null=True, blank=True)
    last_fault_at = models.DateTimeField(null=True, blank=True)
    last_fault = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"Feed state of {self.wire}"
