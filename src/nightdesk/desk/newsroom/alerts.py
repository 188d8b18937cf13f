"""Open alerts on the first screen, the gravest first, and what happened to a story, in plain words."""

from django.db import transaction
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe
from wagtail.log_actions import log

from nightdesk.desk import history
from nightdesk.desk.models import Alert, Story
from nightdesk.desk.newsroom.reach import may_see, visible, who
from nightdesk.desk.staff.models import User
from nightdesk.kit import clock

GRAVE = ("kill-advisory", "kill", "kin", "withhold")


def open_alerts(user: User) -> QuerySet[Alert]:
    """Return what somebody has not said they have seen, at their stations: kills first, then the newest."""
    rank = Case(*(When(kind=kind, then=Value(at)) for at, kind in enumerate(GRAVE)), default=Value(9),
                output_field=IntegerField())  # fmt: skip
    alerts = visible(Alert.objects.filter(seen_at=None), user)
    return alerts.select_related("story", "station", "wire").annotate(rank=rank).order_by("rank", "-pk")


@require_POST
def seen(request: HttpRequest, alert_id: int) -> HttpResponse:
    """Somebody has read an alert: it leaves the first screen of everybody at the station."""
    alert = get_object_or_404(Alert, pk=alert_id)
    if not may_see(alert, who(request), "alerts"):
        raise Http404
    with transaction.atomic():
        if Alert.objects.filter(pk=alert.pk, seen_at=None).update(seen_at=clock.now(), seen_by=who(request)):
            log(alert.story or alert, "nightdesk.seen", user=who(request), data={"reason": alert.says})
    return redirect("wagtailadmin_home")


@require_safe
def story_history(request: HttpRequest, story_id: int) -> HttpResponse:
    """Show what happened to a story: which delivery caused what, when, and who decided."""
    story = get_object_or_404(Story.objects.select_related("station", "wire"), pk=story_id)
    if not may_see(story, who(request)):
        raise Http404
    now = clock.now()
    context = {"story": story, "stands": history.now_stands(story, now), "events": history.of(story, now)}
    return render(request, "nightdesk/newsroom/history.html", context)
