"""What a person did at the desk to some stories at once, kept so that one word takes it back."""

from django.conf import settings
from django.db import models


class Act(models.Model):
    """A verb and the stories it moved. ``before``, how each stood: story, state, reasons, is_held_here, embargo."""

    VERBS = (("run", "Run"), ("hold", "Hold"), ("spike", "Spike"))  # of the desk's list; "embargo" has its own screen

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    verb = models.CharField(max_length=10)
    at = models.DateTimeField(help_text="The moment it gave every story it moved: one that moved since has another.")
    before = models.JSONField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=("by", "-id"), name="act_of_person")]

    def __str__(self) -> str:
        return f"{self.verb} {len(self.before)} by {self.by}"
