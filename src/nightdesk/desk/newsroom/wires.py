"""Wires in the newsroom: how each stands, its terms, what it would file, and the verbs that turn it off and on."""

from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nightdesk.desk import fetching, trial, wires
from nightdesk.desk.models import Delivery, Station, Wire
from nightdesk.desk.newsroom import wire_look
from nightdesk.desk.newsroom.reach import may_see, visible, who
from nightdesk.desk.newsroom.wire_form import TrialForm, WireForm
from nightdesk.desk.trial import Document, Trial
from nightdesk.kit import clock
from nightdesk.kit.outbound import OutboundFault

RIGHT = "wires"
LATEST = 12
TRY_S = 15.0
TOKEN = "nightdesk_token"  # noqa: S105 - in the session, until the page that shows it once
_NOTHING = {
    "push": "A push wire is sent to, not asked. Try it with a document.",
    "sister": "It takes what the sister station offers, as it is offered there.",
    "folder": "No document stands in its folder. Try it with one of yours.",
    "manual": "Nothing comes by itself here. Try it with a document.",
}


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show every wire within reach, those with trouble first."""
    user = who(request)
    stations = list(visible(Station.objects.order_by("name"), user))
    rows = visible(Wire.objects.select_related("sister"), user)
    looks = wire_look.of_wires(rows, _names(stations), wire_look.zone_of(stations), clock.now())
    looks.sort(key=lambda one: ("failing", "quiet").index(one.state) if one.state in ("failing", "quiet") else 2)
    said = {"looks": looks, "may_add": user.may_somewhere(RIGHT), "has_stations": bool(stations)}
    said["refused"] = sum(one.refused for one in looks)
    return render(request, "nightdesk/newsroom/wires.html", said)


@require_safe
def wire(request: HttpRequest, wire_id: int) -> HttpResponse:
    """Show one wire: how it stands, what came last, its terms, and what can be done with it."""
    return _show(request, _wire(request, wire_id))


@require_POST
def act(request: HttpRequest, wire_id: int, verb: str) -> HttpResponse:
    """Pause it, take it up again, ask it now, or give it another token."""
    row = _wire(request, wire_id)
    _need(request, row)
    if verb not in _VERBS:
        raise Http404
    _VERBS[verb](request, row)
    return redirect("nightdesk_wire", row.pk)


@require_POST
def test(request: HttpRequest, wire_id: int) -> HttpResponse:
    """Fetch once, or take the document at hand, and show what would be filed. Nothing is stored."""
    row = _wire(request, wire_id)
    _need(request, row)
    form = TrialForm(request.POST, request.FILES) if request.FILES else None
    if form is not None and not form.is_valid():
        return _show(request, row, trial_form=form, status=422)
    tried = _try(lambda: row, row.kind, row.url, row, form, clock.now())
    return _show(request, row, tried=tried)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add a wire, or test one that is not there yet."""
    if not who(request).may_somewhere(RIGHT):
        raise PermissionDenied
    form = WireForm(who(request), request.POST or None, initial={"every_s": 60})
    if request.method == "GET" or not form.is_valid():
        return _form(request, form, None)
    named, stations = form.columns(), list(form.cleaned_data["stations"])
    if request.POST.get("do") == "test":
        return _form(request, form, _try_form(request, lambda: wires.put(named, stations), named))
    try:
        row, token = wires.add(named, stations, by=who(request), now=clock.now())
    except wires.Unfit as fault:
        form.add_error(None, fault.says)
        return _form(request, form, None)
    if token:
        request.session[TOKEN] = [row.pk, token]
    messages.success(request, f"{row} is added. {_AFTER[row.kind]}")
    return redirect("nightdesk_wire", row.pk)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, wire_id: int) -> HttpResponse:
    """Change where a wire's copy comes from, and its terms; or test it by other terms first."""
    row = _wire(request, wire_id)
    _need(request, row)
    form = WireForm(who(request), request.POST or None, instance=row)
    if request.method == "GET" or not form.is_valid():
        return _form(request, form, None)
    named, stations = form.columns(), list(form.cleaned_data["stations"])
    if request.POST.get("do") == "test":
        return _form(request, form, _try_form(request, lambda: _amended(row, named, stations), named, row))
    if (stopped := wires.stops(row, named, now=clock.now())) and request.POST.get("stops") != str(stopped):
        return _form(request, form, None, stopped)
    wires.amend(row, named, stations, by=who(request), now=clock.now())
    messages.success(request, "It is changed. What comes from now on follows it; what stands shows the new terms.")
    return redirect("nightdesk_wire", row.pk)


def _amended(row: Wire, named: dict[str, Any], stations: list[Station]) -> Wire:
    Wire.objects.filter(pk=row.pk).update(**named)
    row.stations.set(stations)
    return Wire.objects.get(pk=row.pk)


def _try_form(request: HttpRequest, make: Any, named: dict[str, Any], row: Wire | None = None) -> Trial:
    kind = named.get("kind") or (row.kind if row else "")
    url = named.get("url") or (row.url if row else "")
    upload = TrialForm(request.POST, request.FILES) if request.FILES else None
    if upload is not None and not upload.is_valid():
        return Trial(fault=" ".join(upload.errors["document"]))
    return _try(make, kind, url, row, upload, clock.now())


def _try(make: Any, kind: str, url: str, row: Wire | None, form: TrialForm | None, now: datetime) -> Trial:
    """Find the document, and try it."""
    if form is not None:
        given = form.cleaned_data["document"]
        document = Document(given.read(), given.name)
    elif kind == "poll":
        try:
            document = trial.of_reply(fetching.ask(url, deadline_s=TRY_S))
        except OutboundFault as fault:
            return Trial(fault=fault.says)
    else:
        found = import_module(settings.NIGHTDESK_INTAKE).document_of(row) if row and kind == "folder" else None
        if found is None:
            return Trial(fault=_NOTHING[kind])
        document = Document(found[1], found[0])
    return trial.run(make, document, now=now)


def _show(request: HttpRequest, row: Wire, *, status: int = 200, **more: Any) -> HttpResponse:
    stations = list(visible(Station.objects.filter(wires=row).order_by("name"), who(request)))
    [look] = wire_look.of_wires([row], _names(stations), wire_look.zone_of(stations), clock.now())
    latest = Delivery.objects.filter(wire=row).defer("raw")[:LATEST]
    token, may_change = request.session.get(TOKEN), may_see(row, who(request), RIGHT)
    if token and token[0] == row.pk:
        del request.session[TOKEN]
    said = {
        "wire": row, "look": look, "latest": latest, "terms": _terms(row, may_change), "trial_form": TrialForm(),
        "may_change": may_change, "zone": wire_look.zone_of(stations),
        "token": token[1] if token and token[0] == row.pk else "",
        "push_to": f"{settings.WAGTAILADMIN_BASE_URL}{reverse('deliveries', args=[row.name])}",
    }  # fmt: skip
    return render(request, "nightdesk/newsroom/wire.html", said | more, status=status)


def _form(request: HttpRequest, form: WireForm, tried: Trial | None, stopped: int = 0) -> HttpResponse:
    said = {"form": form, "wire": form.instance if form.instance.pk else None, "tried": tried, "stopped": stopped}
    return render(request, "nightdesk/newsroom/wire_form.html", said, status=422 if form.errors else 200)


def _wire(request: HttpRequest, wire_id: int) -> Wire:
    row = visible(Wire.objects.select_related("sister"), who(request)).filter(pk=wire_id).first()
    if row is None:
        raise Http404
    return row


def _need(request: HttpRequest, row: Wire) -> None:
    if not may_see(row, who(request), RIGHT):
        raise PermissionDenied


def _names(stations: list[Station]) -> dict[int, str]:
    return {station.pk: station.name for station in stations}


def _terms(row: Wire, may_change: bool) -> list[tuple[str, str]]:
    """Return what the wire's terms and rule are, in words; what says nothing is left out."""
    said = (
        ("Rule", row.get_policy_display()),
        ("Address", row.url if may_change else _without_key(row.url)),
        ("Asked", f"every {row.every_s} seconds" if row.kind == "poll" else ""),
        ("Folder", _folder(row)),
        ("Takes from", str(row.sister or "")),
        ("Alarm when quiet for", f"{row.quiet_alarm_min} minutes" if row.quiet_alarm_min else "no alarm"),
        ("Words", "may not be altered" if row.is_unaltered else "may be edited"),
        ("Credit", "required" if row.is_credit_required else row.credit_line),
        ("Markets", row.markets or "anywhere"),
        ("Oldest copy that may run", f"{row.max_age_days} days" if row.max_age_days else "any age"),
        ("Stories expire", f"after {row.storage_days} days" if row.storage_days else ""),
        ("Sister stations", "may be offered its stories" if row.is_shareable else ""),
        ("Canonical address", "the agency’s page" if row.is_canonical_agency else ""),
        ("Search engines", "kept out" if row.indexing == "noindex" else ""),
    )
    return [(name, words) for name, words in said if words]


def _without_key(url: str) -> str:
    """Leave out of an address what may be the house's key with the agency; who changes the wire sees it."""
    told = urlsplit(url)
    place = told.netloc.rpartition("@")[2]
    return urlunsplit((told.scheme, place, told.path, "…" if told.query else "", ""))


def _folder(row: Wire) -> str:
    """Return where a wire's folder is, as short as it can be said."""
    if row.kind != "folder":
        return ""
    home = Path(settings.DATA)
    within = row.watched.is_relative_to(home)
    return f"{row.watched.relative_to(home)} in the state folder" if within else str(row.watched)


def _pause(request: HttpRequest, row: Wire) -> None:
    if wires.pause(row, by=who(request)):
        messages.warning(request, f"{row} is paused. Nothing comes from it, no kill either, until somebody resumes it.")


def _resume(request: HttpRequest, row: Wire) -> None:
    if wires.resume(row, by=who(request)):
        messages.success(request, f"{row} is taken up again.")


def _ask(request: HttpRequest, row: Wire) -> None:
    import_module(settings.NIGHTDESK_INTAKE).ask_now(row, clock.now())
    messages.success(request, "Its address is asked within half a minute.")


def _token(request: HttpRequest, row: Wire) -> None:
    if row.kind != "push":
        raise Http404
    request.session[TOKEN] = [row.pk, wires.renew_token(row, by=who(request))]
    messages.warning(request, "It has another token. The old one opens nothing any more.")


_VERBS = {"pause": _pause, "resume": _resume, "ask": _ask, "token": _token}
_AFTER = {
    "folder": "It watches its folder from now on.",
    "poll": "Its address is asked from now on.",
    "push": "Copy its token now: it is shown once.",
    "sister": "It takes what the station offers from now on.",
}
