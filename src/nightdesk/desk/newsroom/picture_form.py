"""An editor's upload takes the darkroom's path: the file as sent is never kept, and never decoded here."""

import uuid
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.forms import ChoiceField, FileField
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from nightdesk.desk import changes, darkroom
from nightdesk.desk.models import Picture, Station
from nightdesk.desk.newsroom.reach import visible
from nightdesk.kit import clock


class DarkroomField(WagtailImageField):
    """Hands the bytes to the darkroom first; Wagtail only ever opens what the darkroom made."""

    def to_python(self, data: Any) -> Any:
        sent = FileField.to_python(self, data)
        if sent is None:
            return None
        if sent.size > darkroom.MAX_BYTES:
            raise ValidationError("The picture is too large. The limit is 15 MB.", code="too_large")
        try:
            developed = darkroom.develop(sent.read())
        except darkroom.PictureFault as fault:
            raise ValidationError(fault.says, code="refused") from None
        made = developed.original
        stem = Path(sent.name or "").stem[:80] or "picture"
        name = f"{stem}{Path(made.name).suffix}"
        clean = InMemoryUploadedFile(BytesIO(made.data), None, name, made.mime, len(made.data), None)
        clean = super().to_python(clean)
        clean.developed = developed
        return clean


MATTERS = (
    ("", "Where it is marked on the picture; without a mark the middle"),
    ("50 15", "At the top"),
    ("15 50", "On the left"),
    ("50 50", "In the middle"),
    ("85 50", "On the right"),
    ("50 85", "At the bottom"),
)


class PictureForm(BaseImageForm):
    """Wagtail's form of a picture, with the darkroom before it and the editor's stations in it."""

    matter = ChoiceField(
        label="What matters stands",
        choices=MATTERS,
        required=False,
        help_text="Small and square cuts of the picture keep it. A choice here replaces the mark.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._user = kwargs.get("user")
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            del self.fields["matter"]  # there is nothing to look at yet
        if "file" in self.fields:
            old = self.fields["file"]
            self.fields["file"] = DarkroomField(label=old.label, widget=old.widget, required=old.required)
        if "station" in self.fields:
            self._limit_stations()
        for name in ("alt", "credit"):
            # The form of many files at once asks for names only; each picture's own form comes after it.
            if name in self.fields and (not self.is_bound or self.add_prefix(name) in self.data):
                self.fields[name].required = True

    def _limit_stations(self) -> None:
        field = self.fields["station"]
        field.queryset = visible(Station.objects.all(), self._user, "edit") if self._user else Station.objects.none()
        field.empty_label = "Shared by the group"
        if self.instance.pk and self.instance.station_id is None:  # others show it: nobody takes it for their own
            field.disabled = not (self._user and self._user.is_superuser)
        if self.instance.pk is None and (own := field.queryset.first()):
            field.initial = own.pk

    def clean(self) -> dict[str, Any]:
        """A form that does not ask for the station, as that of many files at once, means the editor's own."""
        cleaned = super().clean() or self.cleaned_data
        if "station" in self.fields and self.instance.pk is None and self.add_prefix("station") not in self.data:
            cleaned["station"] = self.fields["station"].queryset.first()
        return cleaned

    def save(self, commit: bool = True) -> Picture:
        picture = self.instance
        if developed := getattr(self.cleaned_data.get("file"), "developed", None):
            picture.key = darkroom.key_of(f"upload {uuid.uuid4()}", developed.original.data)
            picture.prints = darkroom.keep(developed, picture.key)
            picture.crops = darkroom.keep_crops(developed.crops, picture.key) or None
            picture.state = "ready"
        if any(name.startswith("focal_point") for name in self.changed_data):
            picture.crops = None  # the darkroom makes others
        if matter := self.cleaned_data.get("matter"):
            x, y = (int(part) for part in matter.split())
            picture.focal_point_x, picture.focal_point_y = picture.width * x // 100, picture.height * y // 100
            picture.focal_point_width = picture.focal_point_height = max(1, min(picture.width, picture.height) // 10)
            picture.crops = None
        saved = super().save(commit=commit)
        if picture.pk:
            changes.record([f"picture:{picture.pk}/file"], "edited in the newsroom", at=clock.now())
        return saved
