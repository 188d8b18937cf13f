"""Staff in Wagtail's settings, with the stations where they work."""

from typing import Any

from django.forms import CheckboxSelectMultiple, ModelMultipleChoiceField
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from nightdesk.desk.models import Station


class _AtStations:
    """Adds the stations to a form of a user; a superuser reaches all of them in any case."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:  # type: ignore[attr-defined]
            self.fields["stations"].initial = self.instance.stations.all()  # type: ignore[attr-defined]

    def save(self, commit: bool = True) -> Any:
        user = super().save(commit=commit)  # type: ignore[misc]
        if commit:
            user.stations.set(self.cleaned_data["stations"])  # type: ignore[attr-defined]
        return user


def _stations() -> ModelMultipleChoiceField:
    return ModelMultipleChoiceField(
        Station.objects.all(),
        required=False,
        widget=CheckboxSelectMultiple,
        help_text="They see and edit what belongs to these stations.",
    )


class StaffCreationForm(_AtStations, UserCreationForm):
    stations = _stations()


class StaffEditForm(_AtStations, UserEditForm):
    stations = _stations()


class UserViewSet(WagtailUserViewSet):
    """Wagtail's own, with the forms above."""

    def get_form_class(self, for_update: bool = False) -> type:
        return StaffEditForm if for_update else StaffCreationForm
