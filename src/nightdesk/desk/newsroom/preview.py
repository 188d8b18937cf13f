"""Show a story as readers would get it, with the very renderer of the press, and nothing that could run."""

from django.conf import settings
from django.http import HttpResponse
from django.utils.module_loading import import_string

from nightdesk.desk.models import Story
from nightdesk.desk.newsroom import csp


def show(story: Story, mode: str) -> HttpResponse:
    """Return the page. ``mode`` is Wagtail's preview mode; we have one."""
    page = import_string(settings.NIGHTDESK_PREVIEW)(story, mode)
    return HttpResponse(page, headers={"Content-Security-Policy": csp.PREVIEW, "Cache-Control": "no-store"})
