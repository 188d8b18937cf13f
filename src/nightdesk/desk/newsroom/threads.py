"""A story's thread in the newsroom: choose one, open one, take the story out; and two threads made one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from nightdesk.desk import threads
from nightdesk.desk.models import Story, Thread
from nightdesk.desk.newsroom.actions import EDIT
from nightdesk.desk.newsroom.reach import may_see, visible, who
from nightdesk.desk.newsroom.story_form import StationsOwnForm
from nightdesk.kit import clock

RECENT = 60


class ChoosingForm(forms.Form):
    """One of the station's threads, or the name of a new one; neither takes the story out."""

    thread = forms.ModelChoiceField(Thread.objects.none(), required=False, empty_label="No thread")
    name = forms.CharField(max_length=120, required=False, label="Or a new one, by name")

    def __init__(self, story: Story, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs, initial={"thread": story.thread_id})
        recent = Thread.objects.filter(station=story.station_id).order_by("-pk").values_list("pk", flat=True)[:RECENT]
        offered = [*recent, *([story.thread_id] if story.thread_id else [])]
        self.fields["thread"].queryset = Thread.objects.filter(pk__in=offered).order_by("-pk")


@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest, story_id: int) -> HttpResponse:
    """Ask which running story this one belongs to."""
    story = get_object_or_404(Story.objects.select_related("station", "thread"), pk=story_id)
    if not may_see(story, who(request), "edit"):
        raise Http404
    form = ChoosingForm(story, request.POST or None)
    if request.method == "POST" and form.is_valid():
        messages.success(request, _do(story, form.cleaned_data, request))
        return redirect(EDIT, story.pk)
    return render(request, "nightdesk/newsroom/thread.html", {"story": story, "form": form})


def _do(story: Story, chosen: dict[str, Any], request: HttpRequest) -> str:
    thread = threads.start(story.station, chosen["name"]) if chosen["name"].strip() else chosen["thread"]
    if thread is None:
        threads.take_out(story, by=who(request), now=clock.now())
        return "The story is in no thread, and none takes it by itself."
    threads.choose(story, thread, by=who(request), now=clock.now())
    return f"The story belongs to “{thread}”."


class ThreadForm(StationsOwnForm):
    """A thread's name, and another thread to put all its stories into."""

    merge_into = forms.ModelChoiceField(
        Thread.objects.none(), required=False, label="Put all its stories into", empty_label="(stay apart)",
        help_text="This thread is gone then, and its address with it.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = visible(Thread.objects.filter(station=self.instance.station_id), self.for_user)
        self.fields["merge_into"].queryset = others.exclude(pk=self.instance.pk).order_by("-pk")


def merge_if_asked(request: HttpRequest, row: Any) -> HttpResponse | None:
    """After a thread's form was saved: make two threads one, if that was chosen."""
    chosen = request.POST.get("merge_into", "")
    if not isinstance(row, Thread) or not chosen.isdecimal():
        return None
    into = visible(Thread.objects.filter(pk=int(chosen), station=row.station_id), who(request)).exclude(pk=row.pk)
    found = into.first()
    if found is None:
        return None
    threads.merge(row, found, now=clock.now())
    messages.success(request, f"Its stories belong to “{found}” now.")
    return redirect("wagtailsnippets_desk_thread:edit", found.pk)
