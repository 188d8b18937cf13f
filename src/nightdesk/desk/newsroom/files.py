"""Thumbnails and originals for those who work here; readers get prints from the press."""

import mimetypes
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest

from nightdesk.desk.models import Picture, PictureRendition
from nightdesk.desk.newsroom.reach import visible, who

_TYPES = {"image/jpeg", "image/png", "image/webp", "image/avif", "image/gif"}


def newsroom_file(request: HttpRequest, name: str) -> FileResponse:
    """Serve a picture's file to somebody who may see the picture; everything else does not exist."""
    known = visible(PictureRendition.objects.filter(file=name), who(request)).exists() or (
        visible(Picture.every.filter(file=name), who(request)).exists()
    )
    root = Path(settings.MEDIA_ROOT).resolve()
    path = (root / name).resolve()
    kind = mimetypes.guess_type(path.name)[0]
    if not known or not path.is_relative_to(root) or not path.is_file() or kind not in _TYPES:
        raise Http404
    return FileResponse(path.open("rb"), content_type=kind, headers={"Cache-Control": "private, max-age=3600"})
