"""The daybook in the newsroom: what the public stories said would happen, by day, and what came of it."""

from datetime import date, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from nightdesk.desk import daybook
from nightdesk.desk.models import DaybookLine
from nightdesk.desk.newsroom.reach import may_see, visible, who
from nightdesk.kit import clock

LIST = "nightdesk_daybook"
MOST = 400
BACK = timedelta(days=60)
SPANS = (("open", "Open"), ("decided", "Decided"))


class OutcomeForm(forms.Form):
    """What came of a line, and a sentence for readers."""

    outcome = forms.ChoiceField(choices=DaybookLine.OUTCOMES, required=False)
    note = forms.CharField(
        max_length=300, required=False, label="For readers", widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Stands on the page of the running story, below the sentence. May stay empty.",
    )  # fmt: skip


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show the lines of the person's stations: those that are open, from two months back on, or those decided."""
    span = request.GET.get("show", "open")
    lines = visible(DaybookLine.objects.all(), who(request)).select_related("story", "station")
    lines = lines.defer("story__body").filter(starts_at__gte=clock.now() - BACK)
    lines = lines.filter(outcome="") if span == "open" else lines.exclude(outcome="").order_by("-decided_at")
    found = daybook.shown(list(lines[:MOST]), clock.now())
    days = [(day, list(some)) for day, some in groupby(found, key=_day)] if span == "open" else [(None, found)]
    said = {"days": days, "span": span, "spans": SPANS, "today": clock.now().date(), "has_lines": bool(found)}
    return render(request, "nightdesk/newsroom/daybook.html", said)


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, line_id: int) -> HttpResponse:
    """Ask what came of a line, then keep it."""
    line = get_object_or_404(DaybookLine.objects.select_related("story", "station"), pk=line_id)
    if not may_see(line, who(request), "daybook") or not daybook.shown([line], clock.now()):
        raise Http404
    form = OutcomeForm(request.POST or None, initial={"outcome": line.outcome, "note": line.note})
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = form.cleaned_data
        daybook.decide(line, said["outcome"], note=said["note"], by=who(request), now=clock.now())
        messages.success(request, "It is in the daybook.")
        return redirect(LIST)
    return render(request, "nightdesk/newsroom/daybook_line.html", {"line": line, "form": form})


def _day(line: DaybookLine) -> date:
    return line.starts_at.astimezone(ZoneInfo(line.station.zone)).date()
