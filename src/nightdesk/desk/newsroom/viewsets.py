"""What else the newsroom keeps: sections, topics, authors; and, for administrators, stations."""

from typing import Any

from django.db.models import Model, QuerySet
from django.forms import DateInput, Select
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from nightdesk.desk import changes, sorting
from nightdesk.desk.models import Author, HousePage, Section, Station, Thread, Topic
from nightdesk.desk.newsroom.choosers import ReachChooserViewSet
from nightdesk.desk.newsroom.reach import visible, who
from nightdesk.desk.newsroom.story_form import StationsOwnForm
from nightdesk.desk.newsroom.story_views import StoryViewSet
from nightdesk.desk.newsroom.threads import ThreadForm
from nightdesk.desk.newsroom.topic_form import AddTopic, MediaTopicInput, TopicForm
from nightdesk.kit import clock

# What readers see of a row besides stories: the subject that the press knows it by.
SUBJECTS: tuple[tuple[type[Model], str], ...] = (
    (Section, "section:{}/name"),
    (Topic, "topic:{}/name"),
    (Author, "author:{}/name"),
    (Thread, "thread:{}/name"),
    (HousePage, "page:{}/words"),
    (Station, "station:{}/look"),
)


def tell(row: Model) -> None:
    """An editor changed a row that pages show: the press and the sorting must look again."""
    for model, name in SUBJECTS:
        if isinstance(row, model):
            subjects = [name.format(row.pk)]
            if isinstance(row, Section | HousePage):
                subjects.append(f"station:{row.station_id}/look")  # it stands in every page's navigation or foot
            sorting.forget()
            changes.record(subjects, "edited in the newsroom", at=clock.now())


class _OfStations(SnippetViewSet):
    chooser_viewset_class = ReachChooserViewSet
    copy_view_enabled = False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return visible(self.model._default_manager.all(), who(request))


def _panels(*names: str) -> ObjectList:
    station = FieldPanel("station", widget=Select)
    return ObjectList([station, *(FieldPanel(name) for name in names)], base_form_class=StationsOwnForm)


class SectionViewSet(_OfStations):
    model = Section
    icon = "list-ul"
    list_display = ("name", "station", "slug", "rank")
    edit_handler = _panels("name", "slug", "description", "rank")


class TopicViewSet(_OfStations):
    model = Topic
    icon = "tag"
    add_view_class = AddTopic
    list_display = ("name", "station", "slug", "media_topic")
    edit_handler = ObjectList(
        [
            FieldPanel("station", widget=Select),
            *(FieldPanel(name) for name in ("name", "slug", "description", "words")),
            FieldPanel("media_topic", widget=MediaTopicInput),
        ],
        base_form_class=TopicForm,
    )


class AuthorViewSet(_OfStations):
    model = Author
    icon = "user"
    list_display = ("name", "station", "role")
    edit_handler = _panels("name", "slug", "role", "bio", "picture")


class ThreadViewSet(_OfStations):
    model = Thread
    icon = "link"
    list_display = ("name", "station", "slug")
    ordering = ("-id",)
    edit_handler = ObjectList(
        [FieldPanel("station", widget=Select), FieldPanel("name"), FieldPanel("slug"), FieldPanel("merge_into")],
        base_form_class=ThreadForm,
    )


class HousePageForm(StationsOwnForm):
    """The stations are those whose settings the person may change."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["station"].queryset = visible(Station.objects.all(), self.for_user, "wires")


class HousePageViewSet(_OfStations):
    model = HousePage
    icon = "doc-full"
    menu_label = "House pages"
    list_display = ("name", "station", "slug", "url", "is_in_footer")
    edit_handler = ObjectList(
        [
            FieldPanel("station", widget=Select),
            FieldRowPanel([FieldPanel("name"), FieldPanel("slug")]),
            FieldPanel("body"),
            FieldPanel("url"),
            FieldRowPanel([FieldPanel("is_in_footer"), FieldPanel("rank")]),
        ],
        base_form_class=HousePageForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return visible(HousePage.objects.all(), who(request), "wires")


class StationViewSet(_OfStations):
    model = Station
    icon = "site"
    list_display = ("name", "call_sign", "host", "market", "zone")
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("name"), FieldPanel("call_sign"), FieldPanel("slug")]),
            FieldPanel("tagline"),
            FieldRowPanel([FieldPanel("host"), FieldPanel("url")]),
            FieldRowPanel([FieldPanel("market"), FieldPanel("zone"), FieldPanel("language"), FieldPanel("look")]),
            FieldPanel("house_style"),
            FieldPanel("copyright"),
            FieldPanel("legal_html"),
            FieldPanel("community_html"),
            FieldRowPanel([FieldPanel("contact_email"), FieldPanel("tips_email")]),
            FieldPanel("gone_text"),
            FieldPanel("territories"),
            FieldPanel("offers_every_story"),
            FieldPanel("shows_voices"),
            FieldRowPanel([FieldPanel("crawlers"), FieldPanel("security_contact"), FieldPanel("websub_hub")]),
            FieldRowPanel([FieldPanel("asks_copy_desk"), FieldPanel("asks_legal")]),
            FieldPanel("second_factor_from", widget=DateInput(attrs={"type": "date"}, format="%Y-%m-%d")),
        ]
    )


class DeskViewSetGroup(SnippetViewSetGroup):
    """The desk's own menu."""

    menu_label = "The desk"
    menu_icon = "doc-full-inverse"
    menu_order = 100
    items: Any = (
        StoryViewSet, SectionViewSet, TopicViewSet, ThreadViewSet, AuthorViewSet, HousePageViewSet, StationViewSet,
    )  # fmt: skip
