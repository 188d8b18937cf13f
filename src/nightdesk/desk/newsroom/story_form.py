"""The form of a story: what may be chosen is what this station has."""

from typing import Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import Revision

from nightdesk.desk import passes
from nightdesk.desk.models import Author, Picture, Section, Station, Story, Topic
from nightdesk.desk.newsroom.reach import visible

_OF_STATION = (("section", Section), ("topics", Topic), ("authors", Author))


class NamesField(forms.CharField):
    """A list of names as people write it: with commas."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        return [name.strip() for name in str(value or "").split(",") if name.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(data) != (initial or [])

    def validate(self, value: Any) -> None:
        return None

    def run_validators(self, value: Any) -> None:
        return None


class StoryForm(WagtailAdminModelForm):
    """Limits every choice to the reach of the editor and the station of the story."""

    bylines = NamesField(required=False, label="Bylines", help_text="Names, in order, with commas between them.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        station_id = self.instance.station_id
        for name, model in _OF_STATION:
            if name in self.fields:
                rows = visible(model.objects.all(), self.for_user) if self.for_user else model.objects.none()
                self.fields[name].queryset = rows.filter(station=station_id) if station_id else rows
        if "station" in self.fields:
            self._offer_stations()
        if "lead_picture" in self.fields:
            self.fields["lead_picture"].queryset = visible(Picture.objects.all(), self.for_user)
            self._keep_what_is_not_here()
        self._remember_what_was_read()

    def _offer_stations(self) -> None:
        """Let a new story begin at the station its writer wrote for last; what each station has says whose it is."""
        field = self.fields["station"]
        field.queryset = visible(Station.objects.all(), self.for_user, "edit")
        field.disabled = bool(self.instance.pk)
        if self.instance.station_id:
            return
        field.empty_label = None
        field.initial = _last_station(self.for_user) or field.queryset.values_list("pk", flat=True).first()
        if field.queryset.count() > 1:
            for name, _ in _OF_STATION:
                self.fields[name].queryset = self.fields[name].queryset.select_related("station")
                self.fields[name].label_from_instance = lambda row: f"{row} ({row.station})"

    def _keep_what_is_not_here(self) -> None:
        """Say so when the lead picture cannot be shown (yet): the chooser knows ready ones only and would lose it."""
        pictures = Picture.every.filter(pk=self.instance.lead_picture_id).exclude(state="ready")
        self._not_here = visible(pictures, self.for_user).first()
        if self._not_here is not None:
            state = self._not_here.get_state_display().lower()
            self.fields["lead_picture"].help_text = (
                f"“{self._not_here.title}” is the lead picture, and not shown now ({state}). "
                "It stays unless you choose another."
            )

    def clean_lead_picture(self) -> Picture | None:
        chosen = self.cleaned_data["lead_picture"]
        if chosen and "lead_picture" in self.changed_data and chosen.has_expired:
            raise ValidationError(f"The right to show “{chosen.title}” has ended. Choose another picture.")
        return chosen or self._not_here

    def _remember_what_was_read(self) -> None:
        """Let the edit start from the words that the form was filled with, when a newer take was merged meanwhile.

        Else the older words that came back with the form would count as ours, against the newer take.
        """
        loaded = self.data.get("loaded_revision_id", "")
        if not loaded.isdecimal() or not self.instance.pk or int(loaded) == self.instance.latest_revision_id:
            return
        read = self.instance.revisions.filter(pk=loaded).first()
        if read is not None and read.content.get("merged_take") != self.instance.merged_take_id:
            self.instance.merged_take_id = read.content.get("merged_take")
            self.instance.is_edit_of_older = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        station = cleaned.get("station") or self.instance.station_id and self.instance.station
        for name, _ in _OF_STATION:
            chosen = cleaned.get(name)
            rows = [chosen] if isinstance(chosen, Section) else list(chosen or ())
            if station and any(row.station_id != station.pk for row in rows):
                self.add_error(name, f"This belongs to another station than {station}.")
        if not station:
            self.add_error("station", "Say which station it is for.")
        if "action-publish" in self.data and (missing := self._not_passed()):
            self.add_error(None, f"It cannot be published yet. {missing}")
        self._say_what_pictures_show(cleaned)
        self._keep_body_pictures_that_are_not_here(cleaned)
        self._check_body_pictures(cleaned)
        return cleaned

    def _not_passed(self) -> str:
        """Say who has not passed the words as they stand in the form; "" when they may go out."""
        story = self.instance
        if not story.pk or not story.station_id:
            station = self.cleaned_data.get("station")
            asks = station is not None and any(getattr(station, desk.wish) for desk in passes.DESKS)
            return "Save the draft, then ask for the pass." if asks else ""
        if passes.wishes(story) and set(self.changed_data) & set(passes.FIELDS):
            return "Its words have changed: save the draft, then ask for the pass."
        return " ".join(passes.wanting(story))

    def _say_what_pictures_show(self, cleaned: dict[str, Any]) -> None:
        """Take credit and alt text from the picture where the form has none, and let none go out unsaid.

        An agency's picture that came without is only asked about by the copy desk; one chosen here is the editor's.
        """
        lead = cleaned.get("lead_picture")
        if lead is None or "lead_picture" not in self.changed_data:
            return
        cleaned["lead_alt"] = cleaned.get("lead_alt") or lead.alt
        cleaned["lead_credit"] = cleaned.get("lead_credit") or lead.credit
        if not cleaned["lead_alt"] and "action-publish" in self.data:
            self.add_error("lead_alt", "Say what the picture shows, for those who cannot see it.")

    def _keep_body_pictures_that_are_not_here(self, cleaned: dict[str, Any]) -> None:
        """Put back what a block of the body had and the chooser, which knows ready pictures only, could not show."""
        had = {
            raw.get("id"): raw["value"].get("picture")
            for raw in self.instance.body.raw_data
            if raw["type"] == "picture"
        }
        away = Picture.every.exclude(state="ready").in_bulk([pk for pk in had.values() if pk])
        for block in cleaned.get("body") or ():
            if block.block_type == "picture" and not block.value.get("picture") and had.get(block.id) in away:
                block.value["picture"] = away[had[block.id]]

    def _check_body_pictures(self, cleaned: dict[str, Any]) -> None:
        chosen = {
            block.value["picture"].pk
            for block in cleaned.get("body") or ()
            if block.block_type == "picture" and block.value.get("picture")
        }
        if chosen - set(visible(Picture.every.filter(pk__in=chosen), self.for_user).values_list("pk", flat=True)):
            self.add_error("body", "A picture in the body is not one of this station's.")


def _last_station(user: Any) -> int | None:
    """Return the station of the story that somebody edited last, when it is still within their reach."""
    kind = ContentType.objects.get_for_model(Story)
    newest = Revision.objects.filter(user=user, content_type=kind).order_by("-pk").values_list("object_id", flat=True)
    mine = visible(Story.objects.filter(pk__in=list(newest[:1])), user, "edit")
    return mine.values_list("station", flat=True).first()


class StationsOwnForm(WagtailAdminModelForm):
    """For sections, topics and authors: the station is one of the editor's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "station" in self.fields:
            self.fields["station"].queryset = visible(Station.objects.all(), self.for_user, "edit")
            self.fields["station"].disabled = bool(self.instance.pk)
        if "picture" in self.fields:
            self.fields["picture"].queryset = visible(Picture.objects.all(), self.for_user)
