"""Wires, what they delivered, and every version received."""

from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from nightdesk.desk.models.stations import URL_WORD, Station


class Wire(models.Model):
    """A configured source of copy and its terms."""

    KINDS = (
        ("folder", "Watched folder"),
        ("poll", "Polled address"),
        ("push", "Push"),
        ("manual", "Files by hand"),
        ("sister", "Sister station"),
    )
    POLICIES = (
        ("hold", "Hold everything"),
        ("run-clean", "Run when the copy desk has no question"),
        ("run-unless-blocked", "Run unless something blocks it"),
    )
    INDEXING = (("index", "May be found by search engines"), ("noindex", "noindex"))

    name = models.CharField(max_length=60, unique=True, validators=[URL_WORD])
    title = models.CharField(max_length=120, blank=True, help_text="The agency as readers know it.")
    stations = models.ManyToManyField(Station, related_name="wires")
    kind = models.CharField(max_length=10, choices=KINDS)
    folder = models.CharField(max_length=500, blank=True)
    url = models.URLField(max_length=1000, blank=True)
    every_s = models.PositiveIntegerField(default=60, help_text="Seconds between two looks at a polled address.")
    sister = models.ForeignKey(
        Station, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text="For a sister station's wire: the station that offers.",
    )  # fmt: skip
    token_hash = models.CharField(max_length=64, blank=True, editable=False)
    policy = models.CharField(max_length=20, choices=POLICIES, default="hold")
    state = models.CharField(max_length=10, choices=(("on", "On"), ("paused", "Paused")), default="on")
    max_age_days = models.PositiveIntegerField(null=True, blank=True, help_text="Older items are held as archive.")
    storage_days = models.PositiveIntegerField(null=True, blank=True, help_text="Stories expire after this many days.")
    agency_names = models.JSONField(default=list, blank=True, help_text="What the agency calls itself in its own copy.")
    credit_line = models.CharField(max_length=200, blank=True, help_text="Said when the item gives none.")
    copyright_line = models.CharField(max_length=400, blank=True, help_text="Said when the item gives none.")
    is_credit_required = models.BooleanField(default=False)
    is_unaltered = models.BooleanField(
        default=False, help_text="The terms forbid any change of words, and any cut of pictures."
    )
    is_full_text_in_feeds = models.BooleanField(default=False)
    is_canonical_agency = models.BooleanField(default=False, help_text="The canonical address is the agency's page.")
    indexing = models.CharField(max_length=10, choices=INDEXING, default="index")
    is_shareable = models.BooleanField(
        default=False, help_text="The terms allow offering its stories to sister stations."
    )
    are_comments_allowed = models.BooleanField(default=False)
    markets = models.CharField(
        max_length=400, blank=True, help_text="Where it may run, comma separated; empty: anywhere."
    )
    section_map = models.JSONField(
        default=dict, blank=True, help_text="The agency's subject or section to a section slug."
    )
    default_section = models.CharField(
        max_length=80, blank=True, help_text="Section slug when nothing in the map fits."
    )
    quiet_alarm_min = models.PositiveIntegerField(
        null=True, blank=True, help_text="Minutes of silence that are alarming."
    )

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.title or self.name

    def clean(self) -> None:
        if (self.kind == "sister") != (self.sister_id is not None):
            raise ValidationError({"sister": "A sister station's wire names that station, and no other wire does."})

    @property
    def watched(self) -> Path:
        """The folder it watches. A relative one stands in the state folder, and moves with it."""
        return Path(settings.DATA) / self.folder


class Delivery(models.Model):
    """One received document: the bytes as they came, kept."""

    OUTCOMES = (
        ("received", "Received"),
        ("filed", "Filed"),
        ("repeat", "Repeat"),
        ("held", "Held"),
        ("refused", "Refused"),
        ("dismissed", "Put away"),
    )

    wire = models.ForeignKey(Wire, on_delete=models.PROTECT, related_name="deliveries")
    received_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    raw = models.BinaryField(help_text="The bytes, compressed with zlib.")
    size_bytes = models.PositiveIntegerField()
    headers = models.JSONField(default=dict, blank=True)
    source = models.CharField(max_length=1000, blank=True, help_text="The file name or address it came from.")
    beside = models.JSONField(
        default=dict, blank=True, help_text="Relative reference to the sha256 of a file beside it."
    )
    outcome = models.CharField(max_length=10, choices=OUTCOMES, default="received")
    fault = models.TextField(blank=True, help_text="Why it was refused or held, for an editor.")
    finished_at = models.DateTimeField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    is_urgent = models.BooleanField(
        default=False, help_text="Its bytes speak of a kill: it is filed before the others."
    )

    class Meta:
        ordering = ("-id",)
        constraints = [models.UniqueConstraint(fields=("wire", "sha256"), name="delivery_once_a_wire")]
        indexes = [
            models.Index(fields=("outcome", "wire", "id"), name="delivery_by_outcome"),
            models.Index(fields=("wire", "received_at"), name="delivery_by_hour"),
            models.Index(
                fields=("id",), name="delivery_urgent", condition=models.Q(outcome="received", is_urgent=True)
            ),
        ]

    def __str__(self) -> str:
        return f"Delivery {self.pk} of {self.wire}"


class Take(models.Model):
    """A stored version received for a story."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="takes")
    number = models.PositiveIntegerField(help_text="Which item of the delivery, from 0.")
    wire = models.ForeignKey(Wire, on_delete=models.PROTECT, related_name="takes")
    wire_key = models.CharField(
        max_length=400, help_text="The story on the wire: its guid, or the guid it was matched to."
    )
    guid = models.CharField(max_length=400)
    version = models.CharField(max_length=80, blank=True)
    said_at = models.DateTimeField(null=True, help_text="The version's own moment, as the agency gives it.")
    digest = models.CharField(max_length=64, help_text="Of the parsed item; whitespace does not count.")
    headline = models.CharField(max_length=500, blank=True)
    item = models.JSONField()
    copy = models.JSONField(default=dict)
    queries = models.JSONField(default=list)
    order = models.CharField(
        max_length=12, blank=True, help_text="kill, withhold, correction, advisory, part; or copy."
    )
    seen = models.PositiveIntegerField(default=0, help_text="For feeds: which reading brought it, from 1.")
    verdict = models.CharField(max_length=12)
    says = models.TextField(blank=True, help_text="Why the verdict, and why it is held.")
    filed_at = models.DateTimeField()

    class Meta:
        ordering = ("-id",)
        constraints = [models.UniqueConstraint(fields=("delivery", "number"), name="take_once_a_delivery")]
        indexes = [models.Index(fields=("wire", "wire_key", "id"), name="take_of_story")]

    def __str__(self) -> str:
        return f"{self.headline or self.guid} ({self.verdict})"


class Mark(models.Model):
    """A name by which a take can be found: its guid, an agency's id, a document it replaces or kills (``identity``)."""

    wire = models.ForeignKey(Wire, on_delete=models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=210)
    take = models.ForeignKey(Take, on_delete=models.CASCADE, related_name="marks")

    class Meta:
        indexes = [models.Index(fields=("wire", "name"), name="mark_by_name")]

    def __str__(self) -> str:
        return self.name
