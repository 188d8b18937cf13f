"""The one guard round every address of the newsroom: denied, unless a rule below names it (PROMISES.md, P15).

Wagtail's rights are per kind of row. This asks for the row: what another station has does not exist, so the
answer is 404, the same as for an address that nothing answers.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.views import redirect_to_login
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError

from nightdesk.desk import rights, second_factor
from nightdesk.desk.models import (
    Alert,
    Bar,
    DaybookLine,
    Delivery,
    Duty,
    Lesson,
    Picture,
    Station,
    Story,
    Take,
    Wire,
    trail,
)
from nightdesk.desk.newsroom import actions, csp, door, faults
from nightdesk.desk.newsroom.reach import visible, who
from nightdesk.kit import clock

_Rule = Callable[[HttpRequest, dict[str, Any], re.Match, str], bool]
_Verb = str | Callable[[HttpRequest, dict[str, Any]], str]


def _staff(request: HttpRequest, kwargs: dict[str, Any], name: re.Match, verb: str) -> bool:
    """Whoever has the verb at some station; the view lists or takes only what is within reach. "" is everybody's."""
    return not verb or who(request).may_somewhere(verb)


def _row(model: type[Model], key: str) -> _Rule:
    return lambda request, kwargs, name, verb: _all_visible(request, model, [kwargs[key]], verb)


def _any_picture(request: HttpRequest, kwargs: dict[str, Any], name: re.Match, verb: str) -> bool:
    """One that was killed, too: the rows that can be chosen leave it out."""
    return visible(Picture.every.filter(pk=kwargs["picture_id"]), who(request), verb).exists()


def _snippet(request: HttpRequest, kwargs: dict[str, Any], name: re.Match, verb: str) -> bool:
    rows = apps.get_model("desk", name["model"])
    return _pictures_within(request) and _all_visible(request, rows, [kwargs["pk"]], verb)


def _new_snippet(request: HttpRequest, kwargs: dict[str, Any], name: re.Match, verb: str) -> bool:
    return _staff(request, kwargs, name, verb) and _pictures_within(request)


def _pictures_within(request: HttpRequest) -> bool:
    """False when a form names a picture out of reach: the form, shown again, would show the picture."""
    named = [value for key, value in request.POST.items() if key.endswith("picture") and value]
    return _all_visible(request, Picture, named, "read")


def _many_snippets(request: HttpRequest, kwargs: dict[str, Any], name: re.Match, verb: str) -> bool:
    rows = apps.get_model("desk", name["model"])
    return _staff(request, kwargs, name, verb) and _all_visible(request, rows, request.GET.getlist("id"), verb)


def _many_pictures(request: HttpRequest, kwargs: dict[str, Any], name: re.Match, verb: str) -> bool:
    return _staff(request, kwargs, name, verb) and _all_visible(request, Picture, request.GET.getlist("id"), verb)


def _chosen_stories(request: HttpRequest, kwargs: dict[str, Any], name: re.Match, verb: str) -> bool:
    _, _, one = request.POST.get("one", "").partition("-")
    named = [*request.POST.getlist("story"), *([one] if one else [])]
    return _staff(request, kwargs, name, verb if named else "read") and _all_visible(request, Story, named, verb)


def _bulk(request: HttpRequest, kwargs: dict[str, Any], name: re.Match, verb: str) -> bool:
    """Named rows only: “all” would be everybody's."""
    return kwargs["app_label"] == "desk" and _all_visible(
        request, _model(kwargs), [*request.GET.getlist("id"), *request.POST.getlist("id")], verb
    )


def _session(request: HttpRequest, kwargs: dict[str, Any], name: re.Match, verb: str) -> bool:
    return kwargs["app_label"] == "desk" and _all_visible(request, _model(kwargs), [kwargs["object_id"]], verb)


def _person(request: HttpRequest, kwargs: dict[str, Any], name: re.Match, verb: str) -> bool:
    """Somebody who works at a station where the verb is had."""
    return Duty.objects.filter(person=kwargs["person_id"], station__in=who(request).stations_where(verb)).exists()


def _act_verb(request: HttpRequest, kwargs: dict[str, Any]) -> str:
    return actions.RIGHTS.get(kwargs["verb"], "read")  # the view knows no other verb


def _embargo_verb(request: HttpRequest, kwargs: dict[str, Any]) -> str:
    return "lift-embargo" if request.POST.get("do") == "lift-wires" else "embargo"


def _picture_verb(request: HttpRequest, kwargs: dict[str, Any]) -> str:
    return "lift" if request.POST.get("do") == "lift" else "kill"


def _chosen_verb(request: HttpRequest, kwargs: dict[str, Any]) -> str:
    asked, _, _ = request.POST.get("one", "").partition("-")
    return actions.RIGHTS.get(asked or request.POST.get("do", ""), "read")


_BARS = frozenset(f"{no}{kind}" for kind, _ in Bar.KINDS for no in ("", "no-"))


def _front_verb(request: HttpRequest, kwargs: dict[str, Any]) -> str:
    return "bar" if request.POST.get("do", "") in _BARS else "rank"


# What a person who is not signed in may ask for.
OPEN = re.compile(r"wagtailadmin_(login|logout|javascript_catalog|sprite)|nightdesk_(welcome|factor)")

# What nobody may ask for: it would change people, rights or passwords past the screen that writes it down, or make a
# row past its form.
CLOSED = re.compile(r"wagtailadmin_password_reset\w*|wagtailusers_.*|wagtailsnippetchoosers_\w+:create")

_COPY = r"_desk_(?P<model>story|section|topic|author|thread)"
_HOUSE = r"_desk_(?P<model>station|housepage)"
_VIEWS = (
    "edit|delete|usage|history|history_results|preview_on_edit|revisions_view|revisions_revert|revisions_compare|revisions_unschedule"
    "|unpublish|lock|unlock"
)

# Read from the top: the address, whose rows it names, the verb to look and the verb to send something there.
# What stands nowhere here is for administrators of the whole house.
RULES: tuple[tuple[re.Pattern, _Rule, _Verb, _Verb], ...] = tuple(
    (re.compile(pattern), rule, see, do)
    for pattern, rule, see, do in (
        (r"wagtailadmin_(home|logout|account|dismissibles|javascript_catalog|sprite)", _staff, "", ""),
        (r"wagtailadmin_block_preview", _staff, "edit", "edit"),
        (r"wagtailadmin_choose_page_(external|email|phone|anchor)_link", _staff, "edit", "edit"),
        (r"wagtailadmin_tag_autocomplete", _staff, "read", "read"),
        (r"wagtailadmin_editing_sessions:release", _staff, "", ""),
        (r"wagtailadmin_editing_sessions:ping", _session, "read", "read"),
        (rf"wagtailsnippets{_COPY}:(list|list_results)", _staff, "read", "read"),
        (rf"wagtailsnippets{_HOUSE}:(list|list_results)", _staff, "wires", "wires"),
        (rf"wagtailsnippets{_COPY}:(add|preview_on_add)", _new_snippet, "edit", "edit"),
        (r"wagtailsnippets_desk_(?P<model>housepage):(add|preview_on_add)", _new_snippet, "wires", "wires"),
        (r"wagtailsnippets_desk_(?P<model>story):unpublish", _snippet, "hold", "hold"),
        (rf"wagtailsnippets{_COPY}:({_VIEWS})", _snippet, "read", "edit"),
        (rf"wagtailsnippets{_HOUSE}:({_VIEWS})", _snippet, "wires", "wires"),
        (rf"wagtailsnippetchoosers{_COPY}:(choose|choose_results|create)", _staff, "read", "edit"),
        (rf"wagtailsnippetchoosers{_HOUSE}:(choose|choose_results|create)", _staff, "wires", "wires"),
        (rf"wagtailsnippetchoosers{_COPY}:chosen", _snippet, "read", "read"),
        (rf"wagtailsnippetchoosers{_HOUSE}:chosen", _snippet, "wires", "wires"),
        (rf"wagtailsnippetchoosers{_COPY}:chosen_multiple", _many_snippets, "read", "read"),
        (rf"wagtailsnippetchoosers{_HOUSE}:chosen_multiple", _many_snippets, "wires", "wires"),
        (r"wagtailimages:(index|index_results)", _staff, "read", "read"),
        (r"wagtailimages:(add|add_multiple)", _staff, "edit", "edit"),
        (
            r"wagtailimages:(edit|delete|preview|image_usage|edit_multiple|delete_multiple)",
            _row(Picture, "image_id"), "read", "edit",
        ),
        (r"wagtailimages_chooser:(choose|choose_results|create)", _staff, "read", "edit"),
        (r"wagtailimages_chooser:chosen", _row(Picture, "pk"), "read", "read"),
        (r"wagtailimages_chooser:chosen_multiple", _many_pictures, "read", "read"),
        (r"wagtailimages_chooser:select_format", _row(Picture, "image_id"), "read", "read"),
        (r"wagtail_bulk_action", _bulk, "edit", "edit"),
        (r"nightdesk_(desk|columns)", _staff, "", ""),
        (r"nightdesk_keys", _staff, "", ""),
        (r"nightdesk_trail", _staff, "audit", "audit"),
        (r"nightdesk_undo", _staff, "hold", "hold"),
        (r"nightdesk_act", _chosen_stories, _chosen_verb, _chosen_verb),
        (r"nightdesk_story", _row(Story, "story_id"), "read", "read"),
        (r"nightdesk_take_(raw|item)", _row(Take, "take_id"), "read", "read"),
        (r"nightdesk_story_(page|history)", _row(Story, "story_id"), "read", "read"),
        (r"nightdesk_story_(mend|merge|thread)", _row(Story, "story_id"), "edit", "edit"),
        (r"nightdesk_story_embargo", _row(Story, "story_id"), "embargo", _embargo_verb),
        (r"nightdesk_story_act", _row(Story, "story_id"), _act_verb, _act_verb),
        (r"nightdesk_alert_seen", _row(Alert, "alert_id"), "alerts", "alerts"),
        (r"nightdesk_people", _staff, "people", "people"),
        (r"nightdesk_person", _person, "people", "people"),
        (r"nightdesk_daybook", _staff, "read", "read"),
        (r"nightdesk_daybook_line", _row(DaybookLine, "line_id"), "daybook", "daybook"),
        (r"nightdesk_fronts", _staff, "rank", "rank"),
        (r"nightdesk_front", _row(Station, "station_id"), "rank", _front_verb),
        (r"nightdesk_(wires|refused|lessons)", _staff, "read", "read"),
        (r"nightdesk_wire_add", _staff, "wires", "wires"),
        (r"nightdesk_wire", _row(Wire, "wire_id"), "read", "read"),
        (r"nightdesk_wire_(edit|test|act)", _row(Wire, "wire_id"), "wires", "wires"),
        (r"nightdesk_delivery(_raw)?", _row(Delivery, "delivery_id"), "read", "read"),
        (r"nightdesk_delivery_(test|retry|mend|dismiss)", _row(Delivery, "delivery_id"), "run", "run"),
        (r"nightdesk_lesson_back", _row(Lesson, "lesson_id"), "teach", "teach"),
        (r"nightdesk_killed_pictures", _staff, "read", "read"),
        (r"nightdesk_picture", _any_picture, "read", _picture_verb),
        (r"nightdesk_file", _staff, "read", "read"),
    )
)  # fmt: skip


class Guard:
    """Middleware: stands before every view of the newsroom."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        before = trail.address.set(_address(request))
        try:
            response = self.get_response(request)
        finally:
            trail.address.reset(before)
        if request.path.startswith(reverse("wagtailadmin_home")):
            if response.status_code == 405 and not response.content:
                response = faults.wrong_way(request, response)
            response.headers.setdefault("Content-Security-Policy", csp.NEWSROOM)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> HttpResponse | None:
        if not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if not who(request).is_authenticated:
            return None if OPEN.fullmatch(name or "") else redirect_to_login(request.get_full_path())
        if _has_nul(request):
            return faults.bad(request)
        return door_first(request, name or "") or self._judge(request, name or "", kwargs)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """A form without its fields is the sender's fault: Wagtail's own forms fall over it."""
        if isinstance(fault, MultiValueDictKeyError) and request.path.startswith(reverse("wagtailadmin_home")):
            return faults.bad(request, fault)
        return None

    def _judge(self, request: HttpRequest, name: str, kwargs: dict[str, Any]) -> HttpResponse | None:
        """Let pass, say which right is missing for a row that the person may read, or know nothing of it."""
        if OPEN.fullmatch(name):
            return None
        if CLOSED.fullmatch(name):
            raise Http404
        found = rule_of(name)
        if found is None:
            if who(request).is_superuser:
                return None
            raise Http404
        match, rule, see, do = found
        wanted = do if request.method not in ("GET", "HEAD", "OPTIONS") else see
        verb = wanted if isinstance(wanted, str) else wanted(request, kwargs)
        if who(request).is_superuser or rule(request, kwargs, match, verb):
            return None
        if not verb or verb == "read" or not rule(request, kwargs, match, "read"):
            raise Http404
        words = next(says for one, says, _ in rights.MATRIX if one == verb)
        messages.error(request, f"Nothing was done: your role here does not let you {words}.")
        return redirect("wagtailadmin_home")


def _has_nul(request: HttpRequest) -> bool:
    """True for a character that nobody types, no database keeps and no file is named with."""
    said = (value for fields in (request.GET, request.POST) for values in fields.lists() for value in values[1])
    return "\0" in request.path or any("\0" in value for value in said)


def _address(request: HttpRequest) -> str:
    """Return where a request came from, as far as somebody whom we trust says so."""
    if settings.IS_BEHIND_PROXY:
        return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()[:45]
    return ""


def door_first(request: HttpRequest, name: str) -> HttpResponse | None:
    """Lead whoever lacks the second factor that their station asks for to it, before anything else.

    Nor is how somebody signs in changed from a browser that has not shown the second factor they have.
    """
    user, is_at_keys = who(request), name == "nightdesk_keys"
    if OPEN.fullmatch(name) or request.session.get(door.HAS_FACTOR):
        return None
    if not is_at_keys and not second_factor.must_have(user, clock.now().date()):
        return None
    if not second_factor.has_one(user):
        return None if is_at_keys else redirect("nightdesk_keys")
    door.wait_for(request, user, reverse(name if is_at_keys else "wagtailadmin_home"), remember=False)
    return redirect("nightdesk_factor")


def rule_of(name: str) -> tuple[re.Match, _Rule, _Verb, _Verb] | None:
    """Return the rule for an address, by the name of its view."""
    for pattern, rule, see, do in RULES:
        if match := pattern.fullmatch(name):
            return match, rule, see, do
    return None


def _all_visible(request: HttpRequest, model: type[Model], keys: Iterable[Any], verb: str) -> bool:
    wanted = {unquote(str(key)) for key in keys}
    if not all(key.isdecimal() and len(key) < 19 for key in wanted):
        return False
    rows = visible(model._default_manager.filter(pk__in=wanted), who(request), verb)
    return rows.count() == len(wanted)


def _model(kwargs: dict[str, Any]) -> type[Model]:
    try:
        return apps.get_model(kwargs["app_label"], kwargs["model_name"])
    except LookupError:
        raise Http404 from None
