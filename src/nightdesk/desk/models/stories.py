"""A story: what a station runs, across all takes and local edits."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.fields import StreamField
from wagtail.locks import BaseLock
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, Revision, RevisionMixin, WorkflowMixin

from nightdesk.desk.body import BODY_BLOCKS
from nightdesk.desk.locks import KilledLock
from nightdesk.desk.models.pictures import Picture
from nightdesk.desk.models.stations import Author, Section, Station, Thread, Topic
from nightdesk.desk.models.wires import Take, Wire
from nightdesk.kit import clock

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

KEPT_BY_THE_DESK = (
    "station", "slug", "state", "first_run_at", "updated_at", "killed_at", "embargo_until", "is_embargo_unreadable",
    "desk_embargo_until", "embargo_set_by", "embargo_set_at", "lifted_embargo_until", "lifted_embargo_take",
    "expires_at", "wakes_at", "wire", "wire_key", "newest_take", "waiting_take", "lifted_take", "edit_in_public",
    "shown_revision", "corrected_at", "moved_at", "moved_by",
    "hold_reasons", "is_held_here", "agency_url", "agency_name", "thread",
    "is_thread_chosen", "family", "related",
)  # fmt: skip


class Story(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, ClusterableModel):
    """One row per station and story.

    What an editor edits lives in Wagtail's revisions. What the desk keeps (``KEPT_BY_THE_DESK``) does
    not: publishing an old draft must never un-kill a story or change its address.
    """

    STATES = (("held", "Held"), ("running", "Running"), ("spiked", "Spiked"), ("killed", "Killed"))

    headline = models.CharField(max_length=400)
    deck = models.TextField(blank=True)
    body = StreamField(BODY_BLOCKS, blank=True)
    bylines = models.JSONField(default=list, blank=True, help_text="Names, in order.")
    byline_agency = models.CharField(max_length=200, blank=True)
    authors = ParentalManyToManyField(Author, blank=True, related_name="+")
    dateline = models.CharField(max_length=200, blank=True)
    dateline_agency = models.CharField(max_length=80, blank=True)
    dateline_date = models.CharField(max_length=40, blank=True)
    section = models.ForeignKey(Section, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    topics = ParentalManyToManyField(Topic, blank=True, related_name="+")
    lead_picture = models.ForeignKey("desk.Picture", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    lead_caption = models.TextField(blank=True)
    lead_credit = models.CharField(max_length=400, blank=True)
    lead_alt = models.CharField(max_length=400, blank=True)
    is_lead_file_photo = models.BooleanField(default=False)
    correction = models.TextField(blank=True, help_text="For readers: what was wrong and what is right.")
    update_note = models.TextField(blank=True, help_text="For readers: what is new.")
    public_note = models.TextField(blank=True, help_text="EDITOR'S NOTE, for readers.")
    private_note = models.TextField(blank=True, help_text="For editors; never public.")
    contributors = models.TextField(blank=True)
    disclaimer = models.TextField(blank=True)
    credit = models.CharField(max_length=400, blank=True)
    copyright = models.TextField(blank=True)
    language = models.CharField(max_length=20, blank=True)

    summary = models.CharField(
        max_length=300, blank=True, editable=False, help_text="The first words, where no deck is."
    )
    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="stories")
    slug = models.CharField(max_length=90, blank=True, editable=False, help_text="Fixed at the first run.")
    state = models.CharField(max_length=10, choices=STATES, default="held", editable=False)
    hold_reasons = models.JSONField(default=list, editable=False)
    is_held_here = models.BooleanField(
        default=False, editable=False, help_text="A person held or spiked it: no newer version lets it run."
    )
    first_run_at = models.DateTimeField(null=True, editable=False)
    updated_at = models.DateTimeField(null=True, editable=False, help_text="When the words readers read last changed.")
    corrected_at = models.DateTimeField(null=True, editable=False)
    killed_at = models.DateTimeField(null=True, editable=False)
    moved_at = models.DateTimeField(
        default=clock.now, editable=False,
        help_text="When it last came to where it stands: ran, was held, spiked or killed, or got a newer version.",
    )  # fmt: skip
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+",
        db_index=False, help_text="None: the rule of its wire.",
    )  # fmt: skip
    embargo_until = models.DateTimeField(null=True, blank=True)
    is_embargo_unreadable = models.BooleanField(default=False, editable=False)
    desk_embargo_until = models.DateTimeField(
        null=True, editable=False, help_text="Set by an editor here. The later of the two holds."
    )
    embargo_set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+",
        db_index=False, help_text="Who set or lifted an embargo by hand last.",
    )  # fmt: skip
    embargo_set_at = models.DateTimeField(null=True, editable=False)
    lifted_embargo_until = models.DateTimeField(
        null=True, editable=False, help_text="A person lifted the wire's embargo as far as this moment."
    )
    lifted_embargo_take = models.ForeignKey(
        Take, null=True, editable=False, on_delete=models.PROTECT, related_name="+", db_index=False,
        help_text="A person lifted the unreadable embargo of this take.",
    )  # fmt: skip
    expires_at = models.DateTimeField(null=True, blank=True, editable=False)
    wakes_at = models.DateTimeField(
        null=True, editable=False, help_text="The next moment the gate may change its mind."
    )
    wire = models.ForeignKey(Wire, null=True, editable=False, on_delete=models.PROTECT, related_name="stories")
    wire_key = models.CharField(max_length=400, blank=True, editable=False)
    newest_take = models.ForeignKey(Take, null=True, editable=False, on_delete=models.PROTECT, related_name="+")
    waiting_take = models.ForeignKey(Take, null=True, editable=False, on_delete=models.PROTECT, related_name="+")
    merged_take = models.ForeignKey(
        Take, null=True, editable=False, on_delete=models.PROTECT, related_name="+", db_index=False,
        help_text="The take whose words these are, with or without edits made here. Each revision has its own.",
    )  # fmt: skip
    edit_in_public = models.ForeignKey(
        Revision, null=True, editable=False, on_delete=models.SET_NULL, related_name="+", db_index=False,
        help_text="The edit made here that readers have, by itself or merged with a newer take.",
    )  # fmt: skip
    shown_revision = models.ForeignKey(
        Revision, null=True, editable=False, on_delete=models.DO_NOTHING, related_name="+", db_index=False,
        db_constraint=False, help_text="What readers got last; none once it was taken down.",
    )  # fmt: skip
    lifted_take = models.ForeignKey(
        Take, null=True, editable=False, on_delete=models.PROTECT, related_name="+",
        help_text="A person undid the kills received up to this take.",
    )  # fmt: skip
    agency_url = models.URLField(max_length=1000, blank=True, editable=False)
    agency_name = models.CharField(
        max_length=120, blank=True, editable=False, help_text="Whose it is, where the wire carries others' too."
    )

    thread = models.ForeignKey(
        Thread, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="stories"
    )
    is_thread_chosen = models.BooleanField(default=False, editable=False, help_text="An editor chose, also for none.")
    related = models.JSONField(default=list, editable=False, help_text="Stories with the same topics or names, by id.")
    family = models.CharField(
        max_length=120, blank=True, editable=False, help_text="The slugline without what tells versions apart."
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name_plural = "stories"
        constraints = [
            models.UniqueConstraint(
                fields=("wire", "wire_key", "station"), name="story_once_a_station", condition=~models.Q(wire_key="")
            ),
        ]
        indexes = [
            models.Index(fields=("station", "slug"), name="story_address"),
            models.Index(  # with what the desk is narrowed by: a search reads no row
                fields=("station", "state", "-moved_at", "waiting_take", "wire", "section", "headline"),
                name="story_desk",
            ),
            models.Index(
                fields=("station", "-moved_at"), name="story_newer", condition=models.Q(waiting_take__isnull=False)
            ),
            models.Index(fields=("station",), name="story_unreadable", condition=models.Q(is_embargo_unreadable=True)),
            models.Index(fields=("station", "family"), name="story_family", condition=~models.Q(family="")),
            models.Index(fields=("wakes_at",), name="story_wakes", condition=models.Q(wakes_at__isnull=False)),
            models.Index(
                fields=("edit_in_public",), name="story_edited", condition=models.Q(edit_in_public__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.headline

    def get_lock(self) -> BaseLock | None:
        """Return Wagtail's lock; a killed story is a legal copy and has one that nobody can take off."""
        return KilledLock(self) if self.killed_at is not None else super().get_lock()

    def publish(self, revision: Revision, user: Any = None, **more: Any) -> None:
        """Publish as Wagtail does, when all who must pass the words have: no door of the editing room goes round it."""
        if user is not None:
            from nightdesk.desk import passes

            passes.demand(self)
        super().publish(revision, user=user, **more)

    def with_content_json(self, content: dict) -> "Story":
        """Return the story of a revision, with what the desk keeps as it stands now."""
        story = super().with_content_json(content)
        for name in KEPT_BY_THE_DESK:
            field = self._meta.get_field(name)
            setattr(story, field.attname, getattr(self, field.attname))
        lead = content.get("lead_picture")
        # Read by the pictures that are ready, one that is still to be fetched would be lost, and publishing keep it so.
        if lead and story.lead_picture_id is None and Picture.every.filter(pk=lead).exists():
            story.lead_picture_id = lead
        return story

    def serve_preview(self, request: "HttpRequest", mode_name: str) -> "HttpResponse":
        """Answer Wagtail's preview with the page that readers would get."""
        from nightdesk.desk.newsroom import preview

        return preview.show(self, mode_name)


class MergeQuestion(models.Model):
    """An edit made here and a newer take that cannot be brought together: both sides, until an editor chooses."""

    story = models.OneToOneField(Story, on_delete=models.CASCADE, related_name="merge_question")
    take = models.ForeignKey(Take, on_delete=models.PROTECT, related_name="+")
    edit = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    edited_at = models.DateTimeField(help_text="Of the edit: the editing room may write the same revision again.")
    sides = models.JSONField(help_text="Fields and pieces of the body, each with what the three versions have there.")
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.story}: {self.take}"


class Edition(models.Model):
    """Words of a story that readers had, and from when. Kept from the second version on that ran, with the first."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="editions")
    ran_at = models.DateTimeField()
    take = models.ForeignKey(Take, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    words = models.JSONField(help_text="Headline, deck, notes and the words of each block.")
    is_wrong = models.BooleanField(
        default=False, help_text="A correction is told, and these words may not have it yet."
    )
    is_fresh = models.BooleanField(default=False, help_text="What ran before was taken down: it is not compared.")

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.story}, {self.ran_at:%Y-%m-%d %H:%M}"
