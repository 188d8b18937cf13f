"""Stories in the editing room: the list, and a lock on the row while anything is written."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import django_filters
from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html_join
from django.utils.timesince import timesince
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from nightdesk.desk.models import Station, Story, Wire
from nightdesk.desk.newsroom.choosers import ReachChooserViewSet
from nightdesk.desk.newsroom.reach import visible, who
from nightdesk.desk.newsroom.story_panels import TABS
from nightdesk.kit import clock


class ReasonsColumn(Column):
    """Why a story is held, a line each."""

    def get_value(self, instance: Story) -> Any:
        return format_html_join("", "<div>{}</div>", ((reason,) for reason in instance.hold_reasons))


def _age(story: Story) -> str:
    at = story.updated_at or story.first_run_at or (story.newest_take and story.newest_take.filed_at)
    return timesince(at, clock.now(), depth=1) if at else ""


def _stations(request: HttpRequest | None) -> QuerySet:
    return visible(Station.objects.all(), who(request)) if request else Station.objects.none()


def _wires(request: HttpRequest | None) -> QuerySet:
    return visible(Wire.objects.all(), who(request)) if request else Wire.objects.none()


class StoryFilterSet(WagtailFilterSet):
    """Station, state and wire; only what the editor can reach can be chosen."""

    state = django_filters.ChoiceFilter(choices=Story.STATES)
    station = django_filters.ModelChoiceFilter(queryset=_stations)
    wire = django_filters.ModelChoiceFilter(queryset=_wires)

    class Meta:
        model = Story
        fields = ("state", "station", "wire")


def in_one_piece(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Write with the story's row locked from before it is read: a kill that comes meanwhile is not overwritten.

    Wagtail reads the row, then saves every column of it; between the two a kill used to be lost.
    """

    @wraps(view)
    def locked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST" or "pk" not in kwargs or "/preview/" in request.path:
            return view(request, *args, **kwargs)
        with transaction.atomic():
            standing = Story.objects.select_for_update().filter(pk=kwargs["pk"]).only("killed_at").first()
            if standing is not None and standing.killed_at is not None:
                messages.error(request, "This story was killed. It cannot be changed or published.")
                return redirect("wagtailsnippets_desk_story:edit", kwargs["pk"])
            return view(request, *args, **kwargs)

    return locked


class StoryViewSet(SnippetViewSet):
    """Stories."""

    model = Story
    icon = "doc-full"
    menu_label = "Stories"
    menu_name = "stories"
    list_display = (
        "headline",
        Column("state", label="State", accessor="get_state_display"),
        Column("station", label="Station", accessor="station"),
        Column("wire", label="Wire", accessor="wire"),
        Column("age", label="Age", accessor=_age),
        ReasonsColumn("hold_reasons", label="Why it is held"),
    )
    filterset_class = StoryFilterSet
    search_fields = ("headline",)
    ordering = ("-id",)
    list_per_page = 40
    copy_view_enabled = False
    chooser_viewset_class = ReachChooserViewSet
    edit_handler = TABS

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        stories = Story.objects.select_related("station", "wire", "newest_take").defer("body", "newest_take__item")
        return visible(stories, who(request))

    def construct_view(self, view_class: type, **kwargs: Any) -> Callable[..., HttpResponse]:
        return in_one_piece(super().construct_view(view_class, **kwargs))
