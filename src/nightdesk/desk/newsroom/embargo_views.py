"""One story's embargo: set, lifted, or a moment from which the story runs. The hour is the station's own."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from nightdesk.desk import embargoes, passes
from nightdesk.desk.models import Story
from nightdesk.desk.newsroom.embargo import WrongHour, lines, local, moment_of
from nightdesk.desk.newsroom.reach import may_see, who
from nightdesk.desk.staff.models import User
from nightdesk.kit import clock


@require_http_methods(["GET", "POST"])
def embargo(request: HttpRequest, story_id: int) -> HttpResponse:
    """Show what embargoes a story has, and do one thing about them."""
    rows = Story.objects.select_related("station", "wire", "latest_revision", "embargo_set_by")
    story = get_object_or_404(rows, pk=story_id)
    if not may_see(story, who(request)):
        raise Http404
    if not who(request).may("embargo", story.station_id):
        raise PermissionDenied
    now, fault = clock.now(), ""
    if request.method == "POST":
        reason = request.POST.get("reason", "").strip()[:300]
        try:
            if not reason:
                raise WrongHour("Say why: it is kept in the story’s history.")
            messages.info(request, _do(request, story, reason, now))
            return redirect("nightdesk_story", story.pk)
        except (WrongHour, embargoes.WrongMoment, passes.NotPassed) as wrong:
            fault = str(wrong)
    return render(request, "nightdesk/newsroom/embargo.html", _said(request, story, fault, now))


def _said(request: HttpRequest, story: Story, fault: str, now: datetime) -> dict[str, object]:
    return {
        "story": story,
        "fault": fault,
        "until": request.POST.get("until", ""),
        "reason": request.POST.get("reason", ""),
        "lines": list(lines(story, now)),
        "clock": local(now, story.station.zone),
        "may_run": story.state in ("held", "spiked") and who(request).may("run", story.station_id),
        "has_own": embargoes.has_own(story, now),
        "has_wires": embargoes.has_wires(story, now),
        "may_lift_wires": embargoes.may_lift_wires(story, who(request)),
    }


def _do(request: HttpRequest, story: Story, reason: str, now: datetime) -> str:
    """Do what a button says; return what was done. Raises WrongHour, WrongMoment and PermissionDenied."""
    if story.killed_at is not None:
        return "It was killed: nothing was done."
    by, act = who(request), request.POST.get("do", "")
    if act in ("set", "run"):
        return _until(act, story, moment_of(request.POST.get("until", ""), story.station.zone), by, reason, now)
    lift = {"lift": embargoes.lift_own, "lift-wires": embargoes.lift_wires}.get(act)
    if lift is None:
        raise Http404
    if not lift(story, by=by, reason=reason, now=now):
        return "There was no such embargo any more: nothing was done."
    return _stands(story, "The embargo is lifted.", now)


def _until(act: str, story: Story, until: datetime, by: User, reason: str, now: datetime) -> str:
    when = local(until, story.station.zone)
    if act == "run":
        if not by.may("run", story.station_id):
            raise PermissionDenied
        done = embargoes.run_at(story, until, by=by, reason=reason, now=now)
        return _stands(story, f"It runs at {when}." if done else "Nothing was done.", now)
    done = embargoes.set_until(story, until, by=by, reason=reason, now=now)
    return _stands(story, f"Nobody sees it before {when}." if done else "It stood so already.", now)


def _stands(story: Story, done: str, now: datetime) -> str:
    """Say what else keeps the story from readers, so that nobody waits for a moment that will not come."""
    if story.state in ("held", "spiked"):
        return f"{done} It is {story.get_state_display().lower()}: somebody must let it run, too."
    if embargoes.has_wires(story, now):
        return f"{done} The agency’s embargo stands: {next(words for _, words, _ in lines(story, now))}."
    return done
