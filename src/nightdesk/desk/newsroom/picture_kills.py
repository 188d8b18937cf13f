"""Killed pictures, and one picture's kill: done by hand, or undone, with a reason and by whoever has the right."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from nightdesk.desk import decide
from nightdesk.desk.models import Picture, Story
from nightdesk.desk.newsroom.reach import visible, who
from nightdesk.desk.staff.models import User
from nightdesk.kit import clock

SHOWN = 200
MOST_STORIES = 20


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """List killed pictures, the newest kill first."""
    rows = visible(Picture.every.filter(state="killed"), who(request)).select_related("wire", "station")
    return render(request, "nightdesk/newsroom/killed_pictures.html", {"rows": rows.order_by("-killed_at")[:SHOWN]})


@require_http_methods(["GET", "POST"])
def picture(request: HttpRequest, picture_id: int) -> HttpResponse:
    """Show what a picture is and which stories name it; kill it, or undo its kill."""
    rows = Picture.every.select_related("wire", "station")
    found = get_object_or_404(rows, pk=picture_id)
    if not visible(Picture.every.filter(pk=found.pk), who(request)).exists():
        raise Http404
    reason = request.POST.get("reason", "").strip()[:300]
    if request.method == "POST" and reason:
        messages.success(request, _do(found, request.POST.get("do", ""), who(request), reason))
        return redirect("nightdesk_picture", found.pk)
    stories = visible(Story.objects.filter(lead_picture=found), who(request)).select_related("station")
    said = {
        "picture": found,
        "stories": stories.order_by("-pk")[:MOST_STORIES],
        "is_reason_missing": request.method == "POST",
        "may_kill": found.killed_at is None and decide.may_kill_picture(found, who(request)),
        "may_lift": found.killed_at is not None and decide.may_lift_picture(found, who(request)),
    }
    return render(request, "nightdesk/newsroom/picture.html", said)


def _do(found: Picture, act: str, by: User, reason: str) -> str:
    if act == "kill":
        if not decide.may_kill_picture(found, by):
            raise PermissionDenied
        decide.kill_picture(found, by=by, reason=reason, now=clock.now())
        return "The picture is killed. The press is taking it out of every page before all other work."
    if act == "lift":
        decide.lift_picture_kill(found, by=by, reason=reason, now=clock.now())
        return "The kill is lifted: pages that name the picture show it again. Your name is in its history."
    raise Http404
