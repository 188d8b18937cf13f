"""Pictures as the newsroom sees them. Readers get prints, which are files of the baked site."""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest
from django.views.static import serve

SHOWN = ("originals", "images")  # what Wagtail writes; documents' own files and prints are not shown here


def original(request: HttpRequest, folder: str, name: str) -> FileResponse:
    """Serve an original or thumbnail to staff. To strangers it does not exist."""
    user = request.user
    is_staff = user.is_active and user.has_perm("wagtailadmin.access_admin")
    if folder not in SHOWN or not is_staff:
        raise Http404
    response = serve(request, name, document_root=str(Path(settings.MEDIA_ROOT) / folder))
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, max-age=600"
    return response
