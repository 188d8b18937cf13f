"""Accept what the copy desk proposes, or tell it that it is wrong. Both are edits of a person, and kept as such."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST
from wagtail.log_actions import log

from nightdesk.desk import asking, lessons
from nightdesk.desk.models import Story
from nightdesk.desk.newsroom import reading
from nightdesk.desk.newsroom.reach import may_see, who
from nightdesk.kit import clock

_MEANWHILE = "The words changed meanwhile. Look at what is asked now."


@require_POST
def mend(request: HttpRequest, story_id: int) -> HttpResponse:
    """Make one proposed edit, or every safe one; or dismiss a question."""
    if not may_see(get_object_or_404(Story, pk=story_id), who(request), "edit"):
        raise Http404
    with transaction.atomic():
        story = Story.objects.select_for_update(of=("self",)).select_related("station", "wire").get(pk=story_id)
        if story.killed_at is not None:
            messages.error(request, "This story was killed. It cannot be changed.")
        elif "dismiss" in request.POST:
            _dismiss(request, story)
        else:
            _apply(request, story)
    return redirect("nightdesk_story", story_id)


def _apply(request: HttpRequest, story: Story) -> None:
    read = asking.read(story, now=clock.now())
    wanted = request.POST.get("apply", "")
    chosen = reading.safe(read.asked) if wanted == "safe" else [one for one in read.asked if one.key == wanted]
    chosen = [one for one in chosen if one.may_apply]
    if not chosen:
        messages.warning(request, _MEANWHILE)
        return
    number = asking.put(read, chosen)
    read.story.save_revision(user=who(request), clean=False)
    told = "; ".join(f"“{one.edit.before}” became “{one.edit.after}”" for one in chosen if one.edit)
    log(story, "nightdesk.mended", user=who(request), data={"reason": told[:1000]})
    said = "1 edit is made." if number == 1 else f"{number} edits are made."
    more = " Readers have what they had until you run it." if story.state == "running" else ""
    messages.success(request, said + more)


def _dismiss(request: HttpRequest, story: Story) -> None:
    """Keep that something is no error. ``everywhere`` teaches the station's list, else it is this story's alone."""
    read = asking.read(story, now=clock.now())
    one = next((one for one in read.asked if one.key == request.POST["dismiss"]), None)
    if one is None or not one.may_dismiss:
        messages.warning(request, _MEANWHILE)
        return
    is_everywhere = request.POST.get("where") == "everywhere"
    key = (one.check, (one.words.strip() or one.says)[:200])
    reason = request.POST.get("reason", "").strip()
    lessons.teach(story, key, reason=reason, by=who(request), now=clock.now(), is_everywhere=is_everywhere)
    where = f"at {story.station}" if is_everywhere else "in this story"
    messages.success(request, f"“{key[1]}” is not asked about again {where}.")
