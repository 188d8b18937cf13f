"""What Wagtail asks the desk for when it builds the newsroom."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import Permission
from django.db.models import Model
from django.http import HttpRequest
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html_join
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.search import SearchArea
from wagtail.log_actions import LogFormatter
from wagtail.models import ModelLogEntry
from wagtail.snippets.models import register_snippet

from nightdesk.desk import drafting
from nightdesk.desk.models import Entry, Section, Story
from nightdesk.desk.newsroom import (
    actions,
    alerts,
    board_views,
    bulk,
    daybook,
    deliveries,
    embargo_views,
    files,
    fronts,
    keys,
    lessons,
    mending,
    merge_views,
    people,
    picture_kills,
    reading_views,
    threads,
    trail_views,
    wires,
)
from nightdesk.desk.newsroom.reach import who
from nightdesk.desk.newsroom.viewsets import DeskViewSetGroup, tell
from nightdesk.kit import clock

# Menus of Wagtail that lead to what this house does not have, or to what is for administrators.
_NO_MENU = {"explorer", "documents", "help", "snippets", "users", "groups"}

_LOGGED = (
    ("kill", "Kill", "Killed"),
    ("unkill", "Lift a kill", "Kill lifted"),
    ("merged", "Bring together", "Brought together with a newer version of the agency"),
    ("held", "Hold", "Held"),
    ("spiked", "Spike", "Spiked"),
    ("run", "Run", "Run"),
    ("draft", "Throw a draft away", "Draft thrown away"),
    ("asked", "Ask for the pass", "Asked for the pass"),
    ("passed", "Pass", "Passed"),
    ("returned", "Send back", "Sent back"),
    ("embargoed", "Embargo", "Embargoed by the desk"),
    ("scheduled", "Run at a moment", "To run at a moment"),
    ("embargo-lifted", "Lift an embargo", "Embargo lifted"),
    ("embargo-back", "Put an embargo back", "The embargo was put back"),
    ("offered", "Offer", "Offered to sister stations"),
    ("thread", "Thread", "Thread"),
    ("front", "Rank a front", "Front ranked"),
    ("bar", "Breaking bar", "Breaking bar"),
    ("mended", "Mend", "Proposed edits accepted"),
    ("taught", "Teach", "The copy desk was told"),
    ("seen", "See an alert off", "Alert seen"),
    ("daybook", "Daybook", "What came of it"),
    ("wire", "Wire", "Wire"),
    ("delivery", "Refused delivery", "Refused delivery"),
    ("withdrawn", "Take the offer back", "Offer to sister stations taken back"),
    ("person.invited", "Take on", "Taken on"),
    ("person.role", "Role", "Role given"),
    ("person.away", "Send away", "Sent away: may not sign in"),
    ("person.back", "Let in again", "Let in again"),
    ("person.password", "Password", "Password"),
    ("person.in", "Sign in", "Signed in"),
    ("person.failed", "Failed sign-in", "Could not sign in"),
    ("person.factor", "Second factor", "Second factor"),
    ("person.factor-failed", "Failed second factor", "Could not sign in"),
)

register_snippet(DeskViewSetGroup)


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    return [
        path("desk/columns/", board_views.columns, name="nightdesk_columns"),
        path("desk/act/", bulk.act, name="nightdesk_act"),
        path("desk/undo/", bulk.undo, name="nightdesk_undo"),
        path("desk/story/<int:story_id>/", reading_views.story, name="nightdesk_story"),
        path("desk/story/<int:story_id>/page/", reading_views.story_page, name="nightdesk_story_page"),
        path("desk/story/<int:story_id>/mend/", mending.mend, name="nightdesk_story_mend"),
        path("desk/take/<int:take_id>/raw/", reading_views.raw, name="nightdesk_take_raw"),
        path("desk/take/<int:take_id>/item/", reading_views.item, name="nightdesk_take_item"),
        path("desk/story/<int:story_id>/embargo/", embargo_views.embargo, name="nightdesk_story_embargo"),
        path("desk/story/<int:story_id>/thread/", threads.choose, name="nightdesk_story_thread"),
        path("desk/story/<int:story_id>/merge/", merge_views.merge, name="nightdesk_story_merge"),
        path("desk/story/<int:story_id>/history/", alerts.story_history, name="nightdesk_story_history"),
        path("desk/alert/<int:alert_id>/seen/", alerts.seen, name="nightdesk_alert_seen"),
        path("desk/story/<int:story_id>/<slug:verb>/", actions.act, name="nightdesk_story_act"),
        path("desk/my-sign-in/", keys.keys, name="nightdesk_keys"),
        path("desk/trail/", trail_views.trail, name="nightdesk_trail"),
        path("desk/people/", people.listing, name="nightdesk_people"),
        path("desk/people/<int:person_id>/", people.person, name="nightdesk_person"),
        path("desk/daybook/", daybook.listing, name="nightdesk_daybook"),
        path("desk/daybook/<int:line_id>/", daybook.decide, name="nightdesk_daybook_line"),
        path("desk/pictures/killed/", picture_kills.listing, name="nightdesk_killed_pictures"),
        path("desk/picture/<int:picture_id>/", picture_kills.picture, name="nightdesk_picture"),
        path("desk/fronts/", fronts.listing, name="nightdesk_fronts"),
        path("desk/fronts/<int:station_id>/<slug:slug>/", fronts.front, name="nightdesk_front"),
        path("desk/wires/", wires.listing, name="nightdesk_wires"),
        path("desk/wires/add/", wires.add, name="nightdesk_wire_add"),
        path("desk/wires/<int:wire_id>/", wires.wire, name="nightdesk_wire"),
        path("desk/wires/<int:wire_id>/edit/", wires.edit, name="nightdesk_wire_edit"),
        path("desk/wires/<int:wire_id>/test/", wires.test, name="nightdesk_wire_test"),
        path("desk/wires/<int:wire_id>/<slug:verb>/", wires.act, name="nightdesk_wire_act"),
        path("desk/refused/", deliveries.listing, name="nightdesk_refused"),
        path("desk/delivery/<int:delivery_id>/", deliveries.delivery, name="nightdesk_delivery"),
        path("desk/delivery/<int:delivery_id>/raw/", deliveries.raw, name="nightdesk_delivery_raw"),
        path("desk/delivery/<int:delivery_id>/test/", deliveries.test, name="nightdesk_delivery_test"),
        path("desk/delivery/<int:delivery_id>/retry/", deliveries.retry, name="nightdesk_delivery_retry"),
        path("desk/delivery/<int:delivery_id>/mend/", deliveries.mend, name="nightdesk_delivery_mend"),
        path("desk/delivery/<int:delivery_id>/dismiss/", deliveries.dismiss, name="nightdesk_delivery_dismiss"),
        path("desk/lessons/", lessons.listing, name="nightdesk_lessons"),
        path("desk/lessons/<int:lesson_id>/back/", lessons.take_back, name="nightdesk_lesson_back"),
        path("files/<path:name>", files.newsroom_file, name="nightdesk_file"),
    ]


@hooks.register("register_permissions")
def kill_right() -> Any:
    return Permission.objects.filter(content_type__app_label="desk", codename__in=("kill_story", "lift_kill"))


@hooks.register("register_log_actions", order=100)  # after Wagtail's own, whose table it takes over
def log_actions(actions: Any) -> None:
    actions.register_model(Model, Entry)
    actions.log_entry_models.discard(ModelLogEntry)
    for name, label, past in _LOGGED:
        formatter = type(f"{label}Formatter", (_WithReason,), {"label": label, "message": past})
        actions.register_action(f"nightdesk.{name}")(formatter)


class _WithReason(LogFormatter):
    """What was done, and why."""

    def format_message(self, log_entry: Any) -> str:
        reason = (log_entry.data or {}).get("reason", "")
        return f"{self.message}: {reason}" if reason else self.message


@hooks.register("after_create_snippet")
def tell_created(request: HttpRequest, row: Any) -> None:
    tell(row)


@hooks.register("after_edit_snippet")
def tell_edited(request: HttpRequest, row: Any) -> Any:
    tell(row)
    if getattr(row, "is_edit_of_older", False):
        drafting.meet_again(Story.objects.get(pk=row.pk), now=clock.now())
    return threads.merge_if_asked(request, row)


@hooks.register("before_delete_snippet")
def keep_legal_copies(request: HttpRequest, rows: list) -> Any:
    """A killed story is a legal copy: nobody deletes it. Nor is a section deleted from under its stories."""
    return _refuse_killed(request, rows) or _refuse_used_sections(request, rows)


@hooks.register("before_bulk_action")
def keep_legal_copies_from_all(request: HttpRequest, action: str, rows: list, view: Any) -> Any:
    """Whatever is done to many rows at once is not done to a killed story."""
    is_deleting = action == "delete"
    return _refuse_killed(request, rows) or (_refuse_used_sections(request, rows) if is_deleting else None)


def _refuse_killed(request: HttpRequest, rows: list) -> Any:
    if not any(isinstance(row, Story) and row.killed_at is not None for row in rows):
        return None
    messages.error(request, "A killed story is kept as it was: it cannot be changed or deleted. Nothing was done.")
    return redirect("wagtailsnippets_desk_story:list")


def _refuse_used_sections(request: HttpRequest, rows: list) -> Any:
    for section in rows:
        if isinstance(section, Section) and (count := Story.objects.filter(section=section).count()):
            says = f"“{section}” has {count} stor{'y' if count == 1 else 'ies'}: file them elsewhere first."
            messages.error(request, f"{says} Nothing was done.")
            return redirect("wagtailsnippets_desk_section:edit", section.pk)
    return None


@hooks.register("after_delete_snippet")
def tell_deleted(request: HttpRequest, rows: list) -> None:
    for row in rows:
        tell(row)


@hooks.register("register_admin_menu_item")
def daybook_menu() -> MenuItem:
    url = reverse("nightdesk_daybook")
    return _OfRole("Daybook", url, name="daybook", verb="read", icon_name="calendar-alt", order=150)


@hooks.register("register_admin_menu_item")
def fronts_menu() -> MenuItem:
    return _OfRole("Fronts", reverse("nightdesk_fronts"), name="fronts", verb="rank", icon_name="list-ol", order=140)


@hooks.register("register_admin_menu_item")
def wires_menu() -> MenuItem:
    return _OfRole("Wires", reverse("nightdesk_wires"), name="wires", verb="read", icon_name="download", order=160)


@hooks.register("register_admin_menu_item")
def lessons_menu() -> MenuItem:
    url = reverse("nightdesk_lessons")
    return _OfRole("Lessons", url, name="lessons", verb="read", icon_name="openquote", order=170)


@hooks.register("register_admin_menu_item")
def people_menu() -> MenuItem:
    return _OfRole("People", reverse("nightdesk_people"), name="people", verb="people", icon_name="group", order=180)


@hooks.register("register_admin_menu_item")
def keys_menu() -> MenuItem:
    return MenuItem("My sign-in", reverse("nightdesk_keys"), name="keys", icon_name="key", order=900)


@hooks.register("register_admin_menu_item")
def trail_menu() -> MenuItem:
    return _OfRole(
        "Audit trail", reverse("nightdesk_trail"), name="audit", verb="audit", icon_name="history", order=170
    )


class _OfRole(MenuItem):
    """Shown to those who have its verb: nobody is led to what they may not see."""

    def __init__(self, *args: Any, verb: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.verb = verb

    def is_shown(self, request: HttpRequest) -> bool:
        return who(request).may_somewhere(self.verb)


@hooks.register("construct_settings_menu")
def settings_menu(request: HttpRequest, items: list) -> None:
    items[:] = [one for one in items if one.name not in _NO_MENU]


@hooks.register("register_admin_menu_item")
def killed_pictures_menu() -> MenuItem:
    name, url = "killed-pictures", reverse("nightdesk_killed_pictures")
    return _OfRole("Killed pictures", url, name=name, verb="read", icon_name="image", order=310)


@hooks.register("construct_main_menu")
def main_menu(request: HttpRequest, items: list) -> None:
    is_administrator = who(request).is_superuser
    items[:] = [one for one in items if one.name not in _NO_MENU and (is_administrator or one.name != "reports")]
    for one in items:
        if one.name == "images":
            one.label = "Pictures"


@hooks.register("register_admin_search_area")
def search_stories() -> SearchArea:
    return SearchArea(
        "Stories", reverse("wagtailsnippets_desk_story:list"), name="stories", icon_name="doc-full", order=1
    )


@hooks.register("construct_search")
def search_areas(request: HttpRequest, areas: list) -> None:
    areas[:] = [one for one in areas if one.name in ("stories", "images")]


@hooks.register("insert_global_admin_css")
def own_look() -> str:
    names = ("nightdesk/newsroom.css", "nightdesk/desk.css")
    return format_html_join("", '<link rel="stylesheet" href="{}">', ((static(name),) for name in names))
