"""The one guard round every address of the newsroom: denied, unless a rule below names it (PROMISES.md, P15).

Wagtail's rights are per kind of row. This asks for the row: what another station has does not exist, so the
answer is 404, the same as for an address that nothing answers.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.apps import apps
from django.contrib.admin.utils import unquote
from django.contrib.auth.views import redirect_to_login
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from nightdesk.desk.models import Alert, DaybookLine, Delivery, Picture, Station, Story, Take
from nightdesk.desk.newsroom import csp
from nightdesk.desk.newsroom.reach import visible, who

_Rule = Callable[[HttpRequest, dict[str, Any], re.Match], bool]


def _staff(request: HttpRequest, kwargs: dict[str, Any], name: re.Match) -> bool:
    """Whoever works here; the view lists or takes only what is within reach."""
    return True


def _row(model: type[Model], key: str) -> _Rule:
    return lambda request, kwargs, name: _all_visible(request, model, [kwargs[key]])


def _snippet(request: HttpRequest, kwargs: dict[str, Any], name: re.Match) -> bool:
    return _pictures_within(request) and _all_visible(request, apps.get_model("desk", name["model"]), [kwargs["pk"]])


def _new_snippet(request: HttpRequest, kwargs: dict[str, Any], name: re.Match) -> bool:
    return _pictures_within(request)


def _pictures_within(request: HttpRequest) -> bool:
    """False when a form names a picture out of reach: the form, shown again, would show the picture."""
    named = [value for key, value in request.POST.items() if key.endswith("picture") and value]
    return _all_visible(request, Picture, named)


def _many_snippets(request: HttpRequest, kwargs: dict[str, Any], name: re.Match) -> bool:
    return _all_visible(request, apps.get_model("desk", name["model"]), request.GET.getlist("id"))


def _many_pictures(request: HttpRequest, kwargs: dict[str, Any], name: re.Match) -> bool:
    return _all_visible(request, Picture, request.GET.getlist("id"))


def _chosen_stories(request: HttpRequest, kwargs: dict[str, Any], name: re.Match) -> bool:
    _, _, one = request.POST.get("one", "").partition("-")
    return _all_visible(request, Story, [*request.POST.getlist("story"), *([one] if one else [])])


def _bulk(request: HttpRequest, kwargs: dict[str, Any], name: re.Match) -> bool:
    """Named rows only: “all” would be everybody's."""
    return kwargs["app_label"] == "desk" and _all_visible(
        request, _model(kwargs), [*request.GET.getlist("id"), *request.POST.getlist("id")]
    )


def _session(request: HttpRequest, kwargs: dict[str, Any], name: re.Match) -> bool:
    return kwargs["app_label"] == "desk" and _all_visible(request, _model(kwargs), [kwargs["object_id"]])


# What a person who is not signed in may ask for.
OPEN = re.compile(r"wagtailadmin_(login|logout|password_reset(_\w+)?|javascript_catalog|sprite)")

_MODEL = r"_desk_(?P<model>story|section|topic|author|thread|station|wire)"

# Read from the top; what stands nowhere here is for administrators.
RULES: tuple[tuple[re.Pattern, _Rule], ...] = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        (r"wagtailadmin_(home|logout|account|dismissibles|javascript_catalog|sprite|block_preview)", _staff),
        (r"wagtailadmin_choose_page_(external|email|phone|anchor)_link", _staff),
        (r"wagtailadmin_tag_autocomplete|wagtailadmin_editing_sessions:release", _staff),
        (r"wagtailadmin_editing_sessions:ping", _session),
        (rf"wagtailsnippets{_MODEL}:(list|list_results)", _staff),
        (rf"wagtailsnippets{_MODEL}:(add|preview_on_add)", _new_snippet),
        (
            rf"wagtailsnippets{_MODEL}:(edit|delete|usage|history|history_results|preview_on_edit|revisions_view"
            r"|revisions_revert|revisions_compare|unpublish|lock|unlock)",
            _snippet,
        ),
        (rf"wagtailsnippetchoosers{_MODEL}:(choose|choose_results|create)", _staff),
        (rf"wagtailsnippetchoosers{_MODEL}:chosen", _snippet),
        (rf"wagtailsnippetchoosers{_MODEL}:chosen_multiple", _many_snippets),
        (r"wagtailimages:(index|index_results|add|add_multiple)", _staff),
        (r"wagtailimages:(edit|delete|preview|image_usage|edit_multiple|delete_multiple)", _row(Picture, "image_id")),
        (r"wagtailimages_chooser:(choose|choose_results|create)", _staff),
        (r"wagtailimages_chooser:chosen", _row(Picture, "pk")),
        (r"wagtailimages_chooser:chosen_multiple", _many_pictures),
        (r"wagtailimages_chooser:select_format", _row(Picture, "image_id")),
        (r"wagtail_bulk_action", _bulk),
        (r"nightdesk_(desk|columns|undo)", _staff),
        (r"nightdesk_act", _chosen_stories),
        (r"nightdesk_story", _row(Story, "story_id")),
        (r"nightdesk_take_(raw|item)", _row(Take, "take_id")),
        (r"nightdesk_story_(page|mend|act|history|merge|thread)", _row(Story, "story_id")),
        (r"nightdesk_alert_seen", _row(Alert, "alert_id")),
        (r"nightdesk_daybook", _staff),
        (r"nightdesk_daybook_line", _row(DaybookLine, "line_id")),
        (r"nightdesk_fronts", _staff),
        (r"nightdesk_front", _row(Station, "station_id")),
        (r"nightdesk_delivery_retry", _row(Delivery, "delivery_id")),
        (r"nightdesk_file", _staff),
    )
)


class Guard:
    """Middleware: stands before every view of the newsroom."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(reverse("wagtailadmin_home")):
            response.headers.setdefault("Content-Security-Policy", csp.NEWSROOM)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> HttpResponse | None:
        if not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if not who(request).is_authenticated:
            return None if OPEN.fullmatch(name or "") else redirect_to_login(request.get_full_path())
        if not may_pass(request, name or "", kwargs):
            raise Http404
        return None


def may_pass(request: HttpRequest, name: str, kwargs: dict[str, Any]) -> bool:
    """True when the person may ask for this address."""
    if who(request).is_superuser or OPEN.fullmatch(name):
        return True
    for pattern, rule in RULES:
        if match := pattern.fullmatch(name):
            return rule(request, kwargs, match)
    return False


def _all_visible(request: HttpRequest, model: type[Model], keys: Iterable[Any]) -> bool:
    wanted = {unquote(str(key)) for key in keys}
    if not all(key.isdecimal() and len(key) < 19 for key in wanted):
        return False
    rows = visible(model._default_manager.filter(pk__in=wanted), who(request))
    return rows.count() == len(wanted)


def _model(kwargs: dict[str, Any]) -> type[Model]:
    try:
        return apps.get_model(kwargs["app_label"], kwargs["model_name"])
    except LookupError:
        raise Http404 from None
