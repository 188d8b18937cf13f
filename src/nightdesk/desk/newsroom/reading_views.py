"""One story, read: copy as it will look, and beside it everything that is asked of an editor."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from nightdesk.desk import asking, deliveries, passes
from nightdesk.desk.models import Story, Take
from nightdesk.desk.newsroom import csp, reading
from nightdesk.desk.newsroom.actions import verbs_for
from nightdesk.desk.newsroom.board_stories import age
from nightdesk.desk.newsroom.reach import may_see, who
from nightdesk.kit import clock
from nightdesk.wire.item import WireFault


@require_safe
def story(request: HttpRequest, story_id: int) -> HttpResponse:
    """Show the story beside its questions, with its rights and what it touches."""
    found, now = _story(request, story_id), clock.now()
    read = asking.read(found, now=now)
    may_change = found.killed_at is None and who(request).may("edit", found.station_id)
    said = {
        "story": found,
        "shown": read.story,
        "asked": list(enumerate(read.asked, 1)),
        "safe": len(reading.safe(read.asked)),
        "may_change": may_change,
        "may_embargo": found.killed_at is None and who(request).may("embargo", found.station_id),
        "verbs": verbs_for(found, who(request)),
        "stands": reading.standing(found, now),
        "passes": passes.standing(found),
        "age": age(found.moved_at, now),
        "rights": reading.rights(found, now),
        "touches": reading.touches(found),
        "versions": reading.versions(found),
        "has_draft": found.state == "running" and found.latest_revision_id != found.live_revision_id,
    }
    return render(request, "nightdesk/newsroom/reading.html", said)


@require_safe
@xframe_options_sameorigin
def story_page(request: HttpRequest, story_id: int) -> HttpResponse:
    """Return the page that readers would get, with marks; it stands in a frame in which nothing runs."""
    read = asking.read(_story(request, story_id), now=clock.now())
    headers = {"Content-Security-Policy": csp.PREVIEW, "Cache-Control": "no-store"}
    return HttpResponse(reading.page(read), headers=headers)


@require_safe
def raw(request: HttpRequest, take_id: int) -> HttpResponse:
    """Return the bytes of a delivery as they came, as plain text that nothing can run in."""
    take = _take(request, take_id)
    try:
        body = deliveries.raw_of(take.delivery)
    except WireFault as fault:
        body = fault.says.encode()
    headers = {"Content-Security-Policy": "default-src 'none'; sandbox", "Cache-Control": "no-store"}
    return HttpResponse(body, content_type="text/plain; charset=utf-8", headers=headers)


@require_safe
def item(request: HttpRequest, take_id: int) -> HttpResponse:
    """Show what was read out of the bytes: the parsed item, and what the copy desk made of it."""
    take = _take(request, take_id)
    parts = (("Item", take.item), ("Copy", take.copy), ("Questions", take.queries))
    shown = [(name, json.dumps(_said(value), indent=1, ensure_ascii=False)) for name, value in parts]
    return render(request, "nightdesk/newsroom/item.html", {"take": take, "parts": shown})


def _said(value: object) -> object:
    """Leave out what is empty: most of an item's fields are."""
    if isinstance(value, dict):
        return {key: _said(one) for key, one in value.items() if one not in ("", None, [], {})}
    return [_said(one) for one in value] if isinstance(value, list) else value


def _story(request: HttpRequest, story_id: int) -> Story:
    rows = Story.objects.select_related("station", "wire", "newest_take", "latest_revision", "section", "thread")
    found = get_object_or_404(rows, pk=story_id)
    if not may_see(found, who(request)):
        raise Http404
    return found


def _take(request: HttpRequest, take_id: int) -> Take:
    take = get_object_or_404(Take.objects.select_related("delivery", "wire"), pk=take_id)
    if not may_see(take, who(request)):
        raise Http404
    return take
