"""A picture with its rights, from the first migration."""

from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition, ImageQuerySet, WagtailImageField

from nightdesk.kit import clock


class _ReadyPictures(models.Manager.from_queryset(ImageQuerySet)):  # type: ignore[misc]
    """Pictures that can be shown and chosen; those still to be fetched have no file yet."""

    def get_queryset(self) -> ImageQuerySet:
        return super().get_queryset().filter(state="ready")


class Picture(AbstractImage):
    """A picture. ``state`` is "wanted" until its bytes are here, decoded and made anew without metadata."""

    STATES = (
        ("wanted", "To be fetched"),
        ("ready", "Ready"),
        ("failed", "Could not be had"),
        ("killed", "Killed: kept, and shown nowhere"),
    )

    file = WagtailImageField(
        verbose_name="file",
        upload_to="originals",
        width_field="width",
        height_field="height",
        blank=True,
        max_length=200,
    )
    width = models.IntegerField(editable=False, default=0)
    height = models.IntegerField(editable=False, default=0)
    station = models.ForeignKey("desk.Station", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    credit = models.CharField(max_length=400, blank=True)
    copyright = models.CharField(max_length=400, blank=True)
    usage_terms = models.TextField(blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    alt = models.CharField(max_length=400, blank=True, help_text="What the picture shows, for those who cannot see it.")
    is_file_photo = models.BooleanField(default=False)

    state = models.CharField(max_length=10, choices=STATES, default="ready", editable=False)
    wire = models.ForeignKey(
        "desk.Wire", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    guid = models.CharField(max_length=400, blank=True, editable=False, help_text="What the agency calls the picture.")
    killed_at = models.DateTimeField(null=True, editable=False)
    source = models.CharField(
        max_length=1000, blank=True, editable=False, help_text="Address, or sha256 of the bytes received."
    )
    source_key = models.CharField(
        max_length=64, blank=True, editable=False, help_text="sha256 of station, wire and source."
    )
    key = models.CharField(max_length=40, blank=True, editable=False, help_text="Names its files in public addresses.")
    prints = models.JSONField(default=list, editable=False, help_text="Files made: [width, height, mime, name].")
    crops = models.JSONField(
        null=True, default=None, editable=False,
        help_text="Files made round the focal point, as prints are; null: to be made, none: none can be.",
    )  # fmt: skip
    fault = models.TextField(blank=True, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    next_try_at = models.DateTimeField(null=True, blank=True, editable=False)

    admin_form_fields = (
        "title", "file", "station", "alt", "credit", "copyright", "usage_terms", "expires_at", "is_file_photo",
        "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height",
    )  # fmt: skip

    objects = _ReadyPictures()
    every = models.Manager()

    class Meta(AbstractImage.Meta):
        base_manager_name = "every"
        constraints = [
            models.UniqueConstraint(
                fields=("source_key",), name="picture_once_a_source", condition=~models.Q(source_key="")
            )
        ]
        indexes = [
            models.Index(fields=("next_try_at",), name="picture_wanted", condition=models.Q(state="wanted")),
            models.Index(fields=("id",), name="picture_failed", condition=models.Q(state="failed")),
            models.Index(
                fields=("id",), name="picture_uncropped", condition=models.Q(state="ready", crops__isnull=True)
            ),
            models.Index(fields=("wire", "guid"), name="picture_by_guid", condition=~models.Q(guid="")),
        ]

    @property
    def is_whole(self) -> bool:
        """True when its wire's terms forbid any change: then it is never cut."""
        return self.wire is not None and self.wire.is_unaltered

    @property
    def has_expired(self) -> bool:
        """True when the right to show it has ended."""
        return self.expires_at is not None and self.expires_at <= clock.now()


class PictureRendition(AbstractRendition):
    """Wagtail's own thumbnails, for the newsroom only; readers get ``Picture.prints``."""

    image = models.ForeignKey(Picture, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="picture_rendition_once")
        ]
