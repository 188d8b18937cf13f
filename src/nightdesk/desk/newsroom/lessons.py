"""What the copy desk was told at each station: words that are no error here. Each lesson can be taken back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from nightdesk.desk import lessons
from nightdesk.desk.models import Lesson, Station
from nightdesk.desk.newsroom.reach import may_see, visible, who

RIGHT = "teach"
MOST = 300
SPANS = (("station", "Everywhere at a station"), ("story", "In one story"))


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show the lessons of one's stations, the newest first: those of a whole station, or those of single stories."""
    span = "story" if request.GET.get("show") == "story" else "station"
    words = " ".join(request.GET.get("q", "").split())[:100]
    rows = visible(Lesson.objects.filter(story__isnull=span == "station"), who(request)).order_by("-id")
    rows = rows.select_related("station", "by", "story").defer("story__body")
    for word in words.split():
        rows = rows.filter(Q(words__icontains=word) | Q(check_name__icontains=word))
    listed = list(rows[: MOST + 1])
    stations = visible(Station.objects.order_by("name"), who(request))
    said = {
        "houses": [(station, [one for one in listed[:MOST] if one.station_id == station.pk]) for station in stations],
        "span": span, "spans": SPANS, "words": words, "has_lessons": bool(listed), "is_cut": len(listed) > MOST,
        "most": MOST, "teach_at": who(request).stations_where(RIGHT), "may_all": who(request).is_superuser,
    }  # fmt: skip
    return render(request, "nightdesk/newsroom/lessons.html", said)


@require_POST
def take_back(request: HttpRequest, lesson_id: int) -> HttpResponse:
    """Let the copy desk ask again."""
    lesson = visible(Lesson.objects.select_related("station", "story"), who(request)).filter(pk=lesson_id).first()
    if lesson is None:
        raise Http404
    if not may_see(lesson, who(request), RIGHT):
        raise PermissionDenied
    lessons.take_back(lesson, by=who(request))
    messages.success(request, f"The copy desk asks about “{lesson.words}” again. Stories that ran meanwhile stay.")
    return redirect(f"{reverse('nightdesk_lessons')}{'?show=story' if lesson.story_id else ''}")
