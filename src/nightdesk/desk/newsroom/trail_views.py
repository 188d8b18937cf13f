"""The audit trail on a screen and as a file: who decided what, when and from where, at the stations one answers for."""

import csv
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.log_actions import registry

from nightdesk.desk.models import Entry, Station
from nightdesk.desk.newsroom.reach import visible, who
from nightdesk.desk.staff.models import User

PAGE = 50
_HEAD = ("at", "who", "what", "on", "kind", "number", "says", "from")
_ADDRESSES = {"story": "nightdesk_story", "user": "nightdesk_person"}


class AskedForm(forms.Form):
    """What the trail is narrowed to."""

    person = forms.ModelChoiceField(User.objects.none(), required=False, empty_label="Everybody", label="Person")
    station = forms.ModelChoiceField(Station.objects.none(), required=False, empty_label="Every station")
    verb = forms.ChoiceField(required=False, label="What")
    on = forms.CharField(required=False, max_length=100, label="Story number or words")
    since = forms.DateField(required=False, label="From", widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(required=False, label="Until", widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, stations: QuerySet, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["station"].queryset = stations
        self.fields["person"].queryset = User.objects.filter(stations__in=stations).distinct().order_by("username")
        self.fields["verb"].choices = [("", "Everything"), *sorted(registry.get_choices(), key=lambda one: str(one[1]))]


@never_cache
@require_safe
def trail(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """Show the newest acts, or those asked for; or hand them all out as a file."""
    stations = visible(Station.objects.order_by("name"), who(request), "audit")
    form = AskedForm(stations, request.GET)
    found = narrowed(within(who(request), stations), form.cleaned_data if form.is_valid() else {})
    if (kind := request.GET.get("as", "")) in _EXPORTS and form.is_valid():
        return _file(kind, found)
    older = request.GET.get("before", "")
    if older.isdecimal() and len(older) < 19:
        found = found.filter(pk__lt=int(older))
    rows = list(found[: PAGE + 1])
    asked = {key: value for key, value in request.GET.items() if value and key not in ("as", "before")}
    return render(request, "nightdesk/newsroom/trail.html", {
        "form": form, "rows": [_told(one) for one in rows[:PAGE]], "query": urlencode(asked), "is_narrow": bool(asked),
        "older": urlencode(asked | {"before": rows[PAGE - 1].pk}) if len(rows) > PAGE else "", "is_older": bool(older),
    }, status=200 if form.is_valid() else 400)  # fmt: skip


def within(user: User, stations: QuerySet) -> QuerySet:
    """Return what somebody may read: acts on what belongs to their stations; everything, for the whole house's."""
    every = Entry.objects.order_by("-pk").select_related("user", "content_type")
    if user.is_superuser:
        return every
    mine = Q(pk=None)
    for station in stations:
        mine |= Q(data__places__icontains=f",{station.pk},")
    return every.filter(mine)


def narrowed(found: QuerySet, asked: dict[str, Any]) -> QuerySet:
    """Return those of the acts that were asked for. Days are days of UTC."""
    if person := asked.get("person"):
        is_theirs = Q(content_type__model="user", object_id=str(person.pk))
        found = found.filter(Q(user=person) | is_theirs)
    if station := asked.get("station"):
        found = found.filter(data__places__icontains=f",{station.pk},")
    if verb := asked.get("verb"):
        found = found.filter(action=verb)
    if on := asked.get("on", "").strip():
        is_named = Q(content_type__model="story", object_id=on)
        found = found.filter(is_named if on.isdecimal() else Q(label__icontains=on))
    if since := asked.get("since"):
        found = found.filter(timestamp__gte=_start(since))
    if (until := asked.get("until")) and until < date.max:
        found = found.filter(timestamp__lt=_start(until + timedelta(days=1)))
    return found


def _start(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)


def _told(entry: Entry) -> dict[str, Any]:
    """Return one act in plain words."""
    kind = entry.content_type.model if entry.content_type else ""
    formatter = entry.formatter
    return {
        "at": entry.timestamp.astimezone(UTC).isoformat(timespec="seconds"),
        "who": entry.user_display_name if entry.user_id else "",
        "what": str(formatter.label) if formatter else entry.action,
        "on": entry.label,
        "kind": kind,
        "number": entry.object_id,
        "says": str(entry.message),
        "from": (entry.data or {}).get("from", ""),
        "moment": entry.timestamp,
        "address": _address(kind, entry),
    }


def _address(kind: str, entry: Entry) -> str:
    name = _ADDRESSES.get(kind)
    if not name or not entry.object_id.isdecimal() or entry.object_id == "0" or entry.deleted:
        return ""
    try:
        return reverse(name, args=(int(entry.object_id),))
    except NoReverseMatch:
        return ""


class _Line:
    """A file that keeps nothing: what is written to it is handed on."""

    def write(self, text: str) -> str:
        return text


def _csv(found: QuerySet) -> Iterator[str]:
    line = csv.writer(_Line())
    yield line.writerow(_HEAD)
    for entry in found.iterator(chunk_size=500):
        told = _told(entry)
        yield line.writerow([_inert(str(told[name])) for name in _HEAD])


def _inert(text: str) -> str:
    """Keep a spreadsheet from reading words as a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%") else text


def _lines(found: QuerySet) -> Iterator[str]:
    for entry in found.iterator(chunk_size=500):
        told = _told(entry)
        yield json.dumps({name: told[name] for name in _HEAD}, ensure_ascii=False) + "\n"


_EXPORTS = {"csv": (_csv, "text/csv; charset=utf-8"), "jsonl": (_lines, "application/jsonl; charset=utf-8")}


def _file(kind: str, found: QuerySet) -> StreamingHttpResponse:
    write, content_type = _EXPORTS[kind]
    headers = {"Content-Disposition": f'attachment; filename="trail.{kind}"'}
    return StreamingHttpResponse(write(found), content_type=content_type, headers=headers)
