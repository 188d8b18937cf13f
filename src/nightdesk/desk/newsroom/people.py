"""People in the newsroom: an administrator takes somebody on, gives roles, sends away, and lets in again.

No mail is needed: a person gets a link that is shown once to whoever made it, good for one password and for three days.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.tokens import default_token_generator
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from nightdesk.desk import people, rights, second_factor
from nightdesk.desk.models import Duty, Station
from nightdesk.desk.newsroom.reach import visible, who
from nightdesk.desk.staff.models import User

_LINK = "nightdesk_link"  # in the session: the link just made, shown at the next look and forgotten


@dataclass(frozen=True, slots=True)
class Member:
    """One person in the list of a station."""

    person: User
    role: str
    state: str


class InviteForm(forms.Form):
    """Whom to take on, where and as what."""

    name = forms.CharField(
        max_length=150,
        label="Name to sign in with",
        help_text="Letters, digits and @ . + - _, such as mara.tolliver.",
        validators=[UnicodeUsernameValidator()],
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    full_name = forms.CharField(
        max_length=150, required=False, label="Full name", widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    station = forms.ModelChoiceField(Station.objects.none(), label="Station", empty_label=None)
    role = forms.ChoiceField(choices=[(role.name, role.label) for role in rights.ROLES], label="Role")

    def __init__(self, stations: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["station"].queryset = stations


@never_cache
@require_http_methods(["GET", "POST"])
def listing(request: HttpRequest) -> HttpResponse:
    """Show who works at the stations that the person administers; take somebody on."""
    stations = visible(Station.objects.order_by("name"), who(request), "people")
    if not stations:
        raise Http404
    form = InviteForm(stations, request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            person = people.invite(
                said["station"], said["name"], said["role"], by=who(request), full_name=said["full_name"]
            )
        except people.Refusal as fault:
            form.add_error("name", str(fault))
        else:
            request.session[_LINK] = _link(request, person)
            return redirect("nightdesk_person", person.pk)
    context = {"form": form, "roles": rights.ROLES, "houses": [(one, _members(one)) for one in stations]}
    return render(request, "nightdesk/newsroom/people.html", context, status=400 if form.errors else 200)


def _members(station: Station) -> list[Member]:
    duties = Duty.objects.filter(station=station).select_related("person").order_by("person__username")
    return [Member(one.person, one.get_role_display(), _state(one.person)) for one in duties]


def _state(person: User) -> str:
    if not person.is_active:
        return "Sent away: cannot sign in"
    if not person.has_usable_password():
        return "Has no password yet"
    return "" if person.last_login else "Never signed in"


@never_cache
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """Show one person; do what a button says."""
    found = get_object_or_404(User, pk=person_id)
    by = who(request)
    stations = list(visible(Station.objects.order_by("name"), by, "people"))
    if not may_meet(by, found):
        raise Http404
    if request.method == "POST":
        return _do(request, found, stations)
    context = {
        "person": found,
        "state": _state(found),
        "is_self": found.pk == by.pk,
        "has_factor": second_factor.has_one(found),
        "may_manage": people.may_manage(by, found),
        "roles": rights.ROLES,
        "houses": [(station, found.roles.get(station.pk, "")) for station in stations],
        "link": request.session.pop(_LINK, ""),
    }
    return render(request, "nightdesk/newsroom/person.html", context)


def may_meet(by: User, found: User) -> bool:
    """Tell whether somebody administers a station where the other works."""
    if by.is_superuser:
        return True
    return bool(by.stations_where("people") & set(found.roles)) and not found.is_superuser


def _do(request: HttpRequest, found: User, stations: list[Station]) -> HttpResponse:
    asked, here = request.POST.get("do", ""), redirect("nightdesk_person", found.pk)
    try:
        if asked == "roles":
            _give_roles(request, found, stations)
        elif (act := _ACTS.get(asked)) is not None and people.may_manage(who(request), found):
            act(request, found)
        else:
            raise Http404
    except people.Refusal as fault:
        messages.error(request, f"Nothing was done. {fault}")
    if not may_meet(who(request), found):
        return redirect("nightdesk_people" if who(request).may_somewhere("people") else "wagtailadmin_home")
    return here


def _give_roles(request: HttpRequest, found: User, stations: list[Station]) -> None:
    for station in stations:
        role = request.POST.get(f"role-{station.pk}")
        if role is None or role == found.roles.get(station.pk, ""):
            continue
        if role:
            people.give(station, found, role, by=who(request))
        else:
            people.take(station, found, by=who(request))
        messages.success(request, f"{found}: {rights.LABELS.get(role, 'no role')} at {station}.")
        if found.pk == who(request).pk:
            who(request).__dict__.pop("_roles", None)


def _new_link(request: HttpRequest, found: User) -> None:
    people.new_password(found, by=who(request))
    request.session[_LINK] = _link(request, found)


def _reset_factor(request: HttpRequest, found: User) -> None:
    if found.pk == who(request).pk:
        raise people.Refusal("Yours is changed under “My sign-in”, or by another administrator.")
    second_factor.reset(found, by=who(request))
    messages.success(request, f"The second factor of {found} is reset: the password alone lets them in.")


def _send_away(request: HttpRequest, found: User) -> None:
    if found.pk == who(request).pk:
        raise people.Refusal("Nobody sends themself away: ask another administrator.")
    people.send_away(found, by=who(request))
    messages.success(request, f"{found} cannot sign in any more. What they did keeps their name.")


def _let_in(request: HttpRequest, found: User) -> None:
    people.let_in(found, by=who(request))
    messages.success(request, f"{found} may sign in again.")


_ACTS: dict[str, Callable[[HttpRequest, User], None]] = {
    "link": _new_link, "factor": _reset_factor, "away": _send_away, "back": _let_in,
}  # fmt: skip


def _link(request: HttpRequest, found: User) -> str:
    """Return the address at which a person chooses a password: it is void once they did."""
    key = urlsafe_base64_encode(force_bytes(found.pk))
    return request.build_absolute_uri(
        reverse("nightdesk_welcome", args=(key, default_token_generator.make_token(found)))
    )
