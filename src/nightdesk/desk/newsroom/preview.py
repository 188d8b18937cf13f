"""Show a story as readers would get it, with the very renderer of the press, and nothing that could run."""

from django.conf import settings
from django.http import HttpResponse
from django.utils.module_loading import import_string

from nightdesk.desk.models import Story

# The page of a reader in the editing room: styles and pictures, no script, no form, no frame of others.
INERT = (
    "default-src 'self'; script-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; "
    "frame-src 'none'; connect-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "frame-ancestors 'self'"
)


def show(story: Story, mode: str) -> HttpResponse:
    """Return the page. ``mode`` is Wagtail's preview mode; we have one."""
    page = import_string(settings.NIGHTDESK_PREVIEW)(story, mode)
    return HttpResponse(page, headers={"Content-Security-Policy": INERT, "Cache-Control": "no-store"})
