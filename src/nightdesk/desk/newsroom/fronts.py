"""Fronts in the newsroom: what stands at the top of home and of each section, and the breaking bar.

Each button is one change, saved at once and taken back by one undo. Dragging, and Alt with an arrow, press the buttons.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from nightdesk.desk import facts, ranking
from nightdesk.desk.body import parts_of
from nightdesk.desk.models import Bar, Picture, Placing, Section, Station, Story
from nightdesk.desk.newsroom.reach import may_see, visible, who
from nightdesk.desk.ranking import Choice
from nightdesk.kit import clock

OFFERED = 25
_MOMENT = "%Y-%m-%dT%H:%M"
_ELSE = "Somebody else changed this front while you looked. Here it is as it stands now: nothing of yours was saved."


@dataclass(frozen=True, slots=True)
class Row:
    """One pick as the screen shows it."""

    choice: Choice
    story: Story
    why_not: str  # why readers do not see it now, "" when they do
    until: str  # as a form's field has it, in the station's zone
    pictures: Sequence[Picture]


class BarForm(forms.Form):
    """The words, the story they lead to, and until when they stay."""

    words = forms.CharField(max_length=140, label="Words", widget=forms.TextInput(attrs={"autocomplete": "off"}))
    story = forms.ModelChoiceField(Story.objects.none(), required=False, empty_label="No story yet", label="Leads to")
    until = forms.DateTimeField(
        label="Comes down at", input_formats=[_MOMENT], widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )

    def __init__(self, station: Station, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.station = station
        newest = _running(station, "home")[:OFFERED].values_list("pk", flat=True)
        self.fields["story"].queryset = Story.objects.filter(pk__in=list(newest)).order_by("-first_run_at")

    def clean_until(self) -> datetime:
        until = _at(self.data.get("until", ""), self.station)
        if until is None or until <= clock.now():
            raise forms.ValidationError(f"A moment that lies ahead, by the clock of {self.station}.")
        return until


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show every front that the person may rank, and how many picks stand there."""
    now = clock.now()
    houses = []
    for station in visible(Station.objects.order_by("name"), who(request), "rank"):
        keys = [("home", "home", "Home")]
        keys += [(f"section:{one.pk}", one.slug, one.name) for one in Section.objects.filter(station=station)]
        fronts = [(slug, name, len(ranking.standing(station, front, now))) for front, slug, name in keys]
        houses.append((station, [(kind, label, _bar(station, now, kind)) for kind, label in Bar.KINDS], fronts))
    return render(request, "nightdesk/newsroom/fronts.html", {"houses": houses})


@require_http_methods(["GET", "POST"])
def front(request: HttpRequest, station_id: int, slug: str) -> HttpResponse:
    """Show one front as it is ranked; do what a button says."""
    station = get_object_or_404(Station, pk=station_id)
    if not may_see(station, who(request), "rank"):
        raise Http404
    key = _key(station, slug)
    if request.method == "POST":
        return _do(request, station, key, slug)
    now = clock.now()
    picks = ranking.standing(station, key, now)
    asked = request.GET.get("q", "").strip()
    running = _running(station, key).exclude(pk__in=[one.story_id for one in picks])
    found = running.filter(headline__icontains=asked) if asked else running
    return render(request, "nightdesk/newsroom/front.html", {
        "station": station, "slug": slug, "name": ranking.name_of(key), "rows": _rows(station, picks, now),
        "version": ranking.version(picks), "offered": found[:OFFERED], "asked": asked, "most": ranking.MOST,
        "last": ranking.last_change(station, key), "held_at": request.GET.get("at", ""),
        "bars": [(kind, label, _bar(station, now, kind), BarForm(station, auto_id=f"{kind}-%s"))
                 for kind, label in Bar.KINDS],
        "is_home": key == "home",
        "address": f"/{slug}/" if key != "home" else "/",
    })  # fmt: skip


def _do(request: HttpRequest, station: Station, key: str, slug: str) -> HttpResponse:
    what, _, number = request.POST.get("do", "").partition(":")
    if what.removeprefix("no-") in dict(Bar.KINDS):
        return _do_bar(request, station, what, slug)
    seen, now, user = request.POST.get("version", ""), clock.now(), who(request)
    story_id = int(number) if number.isdecimal() else 0
    try:
        if what == "undo":
            done = ranking.undo(station, key, seen=seen, by=user, now=now)
            (messages.success if done else messages.info)(request, "It is as it was." if done else "Nothing to undo.")
        else:
            picks = ranking.standing(station, key, now)
            change = _CHANGES.get(what)
            if change is None:
                raise Http404
            choices = change(picks, story_id, request, station)
            says = f"{_SAYS[what]} “{Story.objects.values_list('headline', flat=True).get(pk=story_id)}”"
            ranking.arrange(station, key, choices, seen=seen, by=user, says=says, now=now)
            messages.success(request, f"{says[0].upper()}{says[1:]}. Readers see it in a moment.")
    except ranking.Changed:
        messages.warning(request, _ELSE)
    except (ValueError, Story.DoesNotExist) as fault:
        messages.error(request, f"Nothing was done: {fault}.")
    place = urlencode({"at": story_id}) if what not in ("off", "undo") else ""
    return redirect(f"{reverse('nightdesk_front', args=[station.pk, slug])}{'?' if place else ''}{place}")


def _do_bar(request: HttpRequest, station: Station, what: str, slug: str) -> HttpResponse:
    here = redirect("nightdesk_front", station.pk, slug)
    kind = what.removeprefix("no-")
    name = dict(Bar.KINDS)[kind].lower()
    if what != kind:
        ranking.take_down(station, by=who(request), now=clock.now(), kind=kind)
        messages.success(request, f"The {name} is down.")
        return here
    form = BarForm(station, request.POST)
    if not form.is_valid():
        for label, faults in form.errors.items():
            messages.error(request, f"The {name} was not put up. {form.fields[label].label}: {' '.join(faults)}")
        return here
    said = form.cleaned_data
    named = {"story": said["story"], "until": said["until"], "kind": kind}
    ranking.put_up(station, said["words"], **named, by=who(request), now=clock.now())
    where = "on home and every section" if kind == "breaking" else "on home"
    messages.success(request, f"The {name} is up {where}.")
    return here


def _top(picks: list[Choice], story_id: int, request: HttpRequest, station: Station) -> list[Choice]:
    return [Choice(story_id), *(one for one in picks if one.story_id != story_id)]


def _off(picks: list[Choice], story_id: int, request: HttpRequest, station: Station) -> list[Choice]:
    return [one for one in picks if one.story_id != story_id]


def _up(picks: list[Choice], story_id: int, request: HttpRequest, station: Station) -> list[Choice]:
    return _moved(picks, story_id, -1)


def _down(picks: list[Choice], story_id: int, request: HttpRequest, station: Station) -> list[Choice]:
    return _moved(picks, story_id, 1)


def _to(picks: list[Choice], story_id: int, request: HttpRequest, station: Station) -> list[Choice]:
    """To the place that a drag named."""
    place = request.POST.get("place", "")
    at = next((number for number, one in enumerate(picks) if one.story_id == story_id), None)
    if at is None or not place.isdecimal():
        return picks
    return _moved(picks, story_id, int(place) - 1 - at)


def _moved(picks: list[Choice], story_id: int, by: int) -> list[Choice]:
    at = next((number for number, one in enumerate(picks) if one.story_id == story_id), None)
    if at is None:
        return picks
    rest = [one for one in picks if one.story_id != story_id]
    to = min(max(at + by, 0), len(rest))
    return [*rest[:to], picks[at], *rest[to:]]


def _set(picks: list[Choice], story_id: int, request: HttpRequest, station: Station) -> list[Choice]:
    """How the front shows the story, and how long."""
    asked = request.POST.get(f"until-{story_id}", "")
    until = _at(asked, station)
    if asked and (until is None or until <= clock.now()):
        raise ValueError(f"“{asked}” is no moment that lies ahead by the clock of {station}")
    picture = request.POST.get(f"picture-{story_id}", "")
    if picture and int(picture or 0) not in [one.pk for one in _pictures(Story.objects.get(pk=story_id))]:
        raise ValueError("that picture is not one of the story's")
    said = {"until": until, "headline": request.POST.get(f"headline-{story_id}", "").strip()}
    named = said | {"picture_id": int(picture) if picture else None}
    return [replace(one, **named) if one.story_id == story_id else one for one in picks]


_CHANGES: dict[str, Callable[[list[Choice], int, HttpRequest, Station], list[Choice]]] = {
    "top": _top, "off": _off, "up": _up, "down": _down, "to": _to, "set": _set,
}  # fmt: skip
_SAYS = {
    "top": "put on top:", "off": "taken off:", "up": "moved up:", "down": "moved down:", "to": "moved:",
    "set": "changed:",
}  # fmt: skip


def _rows(station: Station, picks: Sequence[Choice], now: datetime) -> list[Row]:
    stories = Story.objects.select_related("station").in_bulk([one.story_id for one in picks])
    zone = ZoneInfo(station.zone)
    return [
        Row(
            choice=one,
            story=(story := stories[one.story_id]),
            why_not=" ".join(facts.may_run(story, now).reasons),
            until=one.until.astimezone(zone).strftime(_MOMENT) if one.until else "",
            pictures=_pictures(story),
        )
        for one in picks
    ]


def _pictures(story: Story) -> list[Picture]:
    """Return the pictures of a story that a front may show it with."""
    ids = {part.picture_id for part in parts_of(story.body.raw_data) if part.picture_id}
    return list(Picture.objects.filter(pk__in=ids).exclude(pk=story.lead_picture_id))


def _running(station: Station, key: str) -> Any:
    """Return the stories that stand in a front, the newest first, with those that wait for their embargo."""
    placed = Placing.objects.filter(station=station, front=key).order_by("-number").values("story_id")[:400]
    return Story.objects.filter(pk__in=placed, state="running", killed_at=None).order_by("-first_run_at")


def _key(station: Station, slug: str) -> str:
    if slug == "home":
        return "home"
    return f"section:{get_object_or_404(Section, station=station, slug=slug).pk}"


def _bar(station: Station, now: datetime, kind: str = "breaking") -> Bar | None:
    return Bar.objects.filter(station=station, kind=kind, until__gt=now).select_related("story").first()


def _at(words: str, station: Station) -> datetime | None:
    """Return the moment that a field names, by the clock of the station; None for anything else."""
    try:
        return datetime.strptime(words, _MOMENT).replace(tzinfo=ZoneInfo(station.zone))
    except ValueError:
        return None
