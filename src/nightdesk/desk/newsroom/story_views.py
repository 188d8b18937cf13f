"""Stories in the editing room: the list, the form in tabs, and a lock on the row while anything is written."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

import django_filters
from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple, Select
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html_join
from django.utils.timesince import timesince
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, Panel, TabbedInterface
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from nightdesk.copydesk.checks import stale
from nightdesk.copydesk.copy import Copy
from nightdesk.desk.models import Station, Story, Wire
from nightdesk.desk.newsroom import offering
from nightdesk.desk.newsroom.actions import verbs_for
from nightdesk.desk.newsroom.choosers import ReachChooserViewSet
from nightdesk.desk.newsroom.reach import visible, who
from nightdesk.desk.newsroom.story_form import StoryForm
from nightdesk.kit import clock
from nightdesk.kit.frozen import from_plain


class DeskPanel(Panel):
    """Where the story stands, why it is held, and what can be done about it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "nightdesk/newsroom/story_state.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            story = self.instance
            verbs = verbs_for(story, who(self.request)) if story.pk else ()
            shared = offering.standing(story) if story.pk else ()
            return context | {"story": story, "verbs": verbs, "shared": shared, "asked": asked(story, clock.now())}

        def is_shown(self) -> bool:
            return bool(self.instance.pk)


COPY = (
    DeskPanel(),
    FieldPanel("station", widget=Select),
    FieldPanel("headline", classname="title"),
    FieldPanel("deck"),
    FieldRowPanel([FieldPanel("bylines"), FieldPanel("byline_agency")]),
    FieldRowPanel([FieldPanel("dateline"), FieldPanel("dateline_agency"), FieldPanel("dateline_date")]),
    FieldPanel("body"),
    MultiFieldPanel(
        [FieldPanel(name) for name in ("contributors", "disclaimer", "credit", "copyright", "language")],
        heading="Lines below the story",
        classname="collapsed",
    ),
)
PICTURES = (
    FieldPanel("lead_picture"),
    FieldPanel("lead_caption"),
    FieldPanel("lead_credit"),
    FieldPanel("lead_alt"),
    FieldPanel("is_lead_file_photo"),
)
FILING = (
    FieldPanel("section", widget=Select),
    FieldPanel("topics", widget=CheckboxSelectMultiple),
    FieldPanel("authors", widget=CheckboxSelectMultiple),
)
NOTES = (
    MultiFieldPanel([FieldPanel(name) for name in ("correction", "update_note", "public_note")], heading="For readers"),
    MultiFieldPanel([FieldPanel("private_note")], heading="Never public", icon="lock"),
)
RIGHTS = tuple(
    FieldPanel(name, read_only=True)
    for name in (
        "embargo_until",
        "expires_at",
        "wire",
        "newest_take",
        "agency_url",
        "slug",
        "first_run_at",
        "killed_at",
    )
)


def asked(story: Story, now: datetime) -> tuple[str, ...]:
    """Return what has gone stale in copy that does not run yet: asked of whoever may run it, in the way of nobody."""
    take = story.newest_take
    if take is None or not take.copy or story.state in ("running", "killed"):
        return ()
    return tuple(query.says for query in stale.at_run(from_plain(Copy, take.copy), now))


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
    edit_handler = TabbedInterface(
        [
            ObjectList(COPY, heading="Copy"),
            ObjectList(PICTURES, heading="Pictures"),
            ObjectList(FILING, heading="Filing"),
            ObjectList(NOTES, heading="Notes"),
            ObjectList(RIGHTS, heading="Rights"),
        ],
        base_form_class=StoryForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        stories = Story.objects.select_related("station", "wire", "newest_take").defer("body", "newest_take__item")
        return visible(stories, who(request))

    def construct_view(self, view_class: type, **kwargs: Any) -> Callable[..., HttpResponse]:
        return in_one_piece(super().construct_view(view_class, **kwargs))
