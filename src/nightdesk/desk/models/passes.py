"""What the copy desk and legal said of a story's words, where a station wants them asked."""

from django.conf import settings
from django.db import models


class Pass(models.Model):
    """One word of one desk on one version of a story's words. The newest of a desk counts, and only for those words."""

    DESKS = (("copy", "The copy desk"), ("legal", "Legal"))
    WORDS = (("asked", "Asked"), ("passed", "Passed"), ("returned", "Sent back"))

    story = models.ForeignKey("desk.Story", on_delete=models.CASCADE, related_name="passes", db_index=False)
    desk = models.CharField(max_length=10, choices=DESKS)
    word = models.CharField(max_length=10, choices=WORDS)
    of_words = models.CharField(max_length=64, help_text="sha256 of the words that were read.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    at = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=("story", "desk", "-id"), name="pass_newest")]

    def __str__(self) -> str:
        return f"{self.get_desk_display()}: {self.get_word_display()}"
