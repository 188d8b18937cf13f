"""Refused deliveries in the newsroom: each with its reason and its bytes, to be read again, mended or put away."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from nightdesk.desk import deliveries, refusals, trial
from nightdesk.desk.models import Delivery, Wire
from nightdesk.desk.newsroom.reach import may_see, visible, who
from nightdesk.desk.newsroom.wire_form import TrialForm
from nightdesk.desk.trial import Document, Trial
from nightdesk.kit import clock
from nightdesk.wire.item import WireFault

RIGHT = "run"
MOST = 100
SHOWN = 40_000  # bytes
SPANS = (("open", "Open"), (refusals.DISMISSED, "Put away"))


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show what was refused on one's wires, the newest first."""
    span = request.GET.get("show", "open")
    wires = list(visible(Wire.objects.order_by("name"), who(request)))
    asked = request.GET.get("wire", "")
    chosen = [wire for wire in wires if str(wire.pk) == asked] or wires
    outcomes = refusals.OPEN if span == "open" else (refusals.DISMISSED,)
    rows = Delivery.objects.filter(wire__in=chosen, outcome__in=outcomes).select_related("wire").defer("raw")
    may_decide = who(request).may_somewhere(RIGHT)
    said = {
        "rows": rows[:MOST], "span": span, "spans": SPANS, "wires": wires, "may_decide": may_decide,
        "chosen": chosen[0].pk if len(chosen) == 1 else 0, "most": MOST,
    }  # fmt: skip
    return render(request, "nightdesk/newsroom/refused.html", said)


@require_safe
def delivery(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Show one delivery: why it was refused, and what came."""
    return _show(request, _delivery(request, delivery_id))


@require_safe
def raw(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Hand out the bytes as they came, as a file that no browser shows."""
    row = _delivery(request, delivery_id)
    try:
        data = deliveries.raw_of(row)
    except WireFault as fault:
        return HttpResponse(fault.says, status=404, content_type="text/plain")
    response = HttpResponse(data, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="delivery-{row.pk}.bin"'
    return response


@require_POST
def test(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Show what it would come to if it were read again now."""
    row = _decided(request, delivery_id)
    return _show(request, row, tried=_tried(row))


@require_POST
def retry(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Put it back: the intake takes it up like a new one."""
    row = _decided(request, delivery_id)
    if refusals.retry(row, by=who(request)):
        messages.success(request, f"Delivery {row.pk} is read again. Look here in a moment.")
    return _back(request)


@require_POST
def dismiss(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Put it away, with a reason."""
    row = _decided(request, delivery_id)
    reason = request.POST.get("reason", "").strip()[:300]
    if not reason:
        return _show(request, row, status=422, is_reason_missing=True)
    if refusals.dismiss(row, reason=reason, by=who(request)):
        messages.success(request, f"Delivery {row.pk} is put away. It is kept, under “Put away”.")
    return redirect("nightdesk_refused")


@require_POST
def mend(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Take a mended document in its place, if it can be read."""
    row = _decided(request, delivery_id)
    form = TrialForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, row, status=422, trial_form=form)
    given = form.cleaned_data["document"]
    document = Document(given.read(), given.name, tuple(row.headers.items()))
    tried = trial.run(lambda: row.wire, document, now=clock.now())
    if tried.fault:
        form.add_error("document", f"It cannot be read either, so nothing was changed. {tried.fault}")
        return _show(request, row, status=422, trial_form=form)
    mended = refusals.mend(row, document.raw, name=given.name, by=who(request), now=clock.now())
    if mended is None:
        form.add_error("document", "These very bytes came in on this wire before. Nothing was changed.")
        return _show(request, row, status=422, trial_form=form)
    messages.success(request, f"The mended document is taken in as delivery {mended.pk}. Look at the desk in a moment.")
    return redirect("nightdesk_delivery", mended.pk)


def _tried(row: Delivery) -> Trial:
    try:
        document = Document(deliveries.raw_of(row), row.source, tuple(row.headers.items()))
    except WireFault as fault:
        return Trial(fault=fault.says)
    return trial.run(lambda: row.wire, document, now=clock.now())


def _show(request: HttpRequest, row: Delivery, *, status: int = 200, **more: Any) -> HttpResponse:
    try:
        data, gone = deliveries.raw_of(row), ""
    except WireFault as fault:
        data, gone = b"", fault.says
    said = {
        "row": row, "text": data[:SHOWN].decode("utf-8", "replace"), "gone": gone, "is_cut": len(data) > SHOWN,
        "shown": SHOWN, "is_open": row.outcome in refusals.OPEN, "is_put_away": row.outcome == refusals.DISMISSED,
        "may_decide": may_see(row, who(request), RIGHT), "trial_form": TrialForm(),
    }  # fmt: skip
    return render(request, "nightdesk/newsroom/delivery.html", said | more, status=status)


def _delivery(request: HttpRequest, delivery_id: int) -> Delivery:
    row = visible(Delivery.objects.select_related("wire"), who(request)).filter(pk=delivery_id).first()
    if row is None:
        raise Http404
    return row


def _decided(request: HttpRequest, delivery_id: int) -> Delivery:
    row = _delivery(request, delivery_id)
    if not may_see(row, who(request), RIGHT):
        raise PermissionDenied
    return row


def _back(request: HttpRequest) -> HttpResponse:
    return redirect("nightdesk_refused" if request.POST.get("back") == "refused" else reverse("wagtailadmin_home"))
