"""The first screen: what runs, what waits and why, what was refused."""

from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from nightdesk.desk.models import Delivery, Picture, Story
from nightdesk.desk.newsroom.alerts import open_alerts
from nightdesk.desk.newsroom.reach import visible, who

SHOWN = 12


class DeskComponent(Component):
    """The desk at a glance, for one person: their stations only."""

    name = "nightdesk-desk"
    template_name = "nightdesk/newsroom/desk.html"
    order = 10

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        user = who(self.request)
        stories = visible(Story.objects.all(), user)
        refused = visible(Delivery.objects.filter(outcome__in=("refused", "held")), user)
        failed = visible(Picture.every.filter(state="failed"), user)
        alerts = open_alerts(user)
        return {
            "alerts": alerts[:SHOWN],
            "more_alerts": max(0, alerts.count() - SHOWN),
            "may_see_off": user.has_perm("desk.change_story"),
            "counts": _counts(stories, refused),
            "held": _newest_held(stories),
            "refused": refused.select_related("wire").defer("raw")[:SHOWN],
            "failed": failed.order_by("-pk")[:SHOWN],
            "may_retry": user.has_perm("desk.publish_story"),
            "request": self.request,
            "csrf_token": parent_context.get("csrf_token") if parent_context else "",
        }


def _counts(stories: QuerySet, refused: QuerySet) -> list[tuple[str, int, str]]:
    by_state = dict(stories.order_by().values_list("state").annotate(count=Count("pk", distinct=True)))
    named = [(label, by_state.get(state, 0), f"?state={state}") for state, label in Story.STATES]
    return [*named, ("Refused deliveries", refused.count(), "#refused")]


def _newest_held(stories: QuerySet) -> QuerySet:
    rows = stories.filter(state="held").select_related("station", "wire").order_by("-pk")
    return rows.only("headline", "hold_reasons", "station__name", "wire__name", "wire__title")[:SHOWN]
