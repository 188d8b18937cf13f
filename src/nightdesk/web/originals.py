"""Pictures and styles as the newsroom sees them. Readers get files of the baked site."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse

from nightdesk.desk.newsroom.files import newsroom_file
from nightdesk.reader.assets import ASSETS
from nightdesk.web import files_rules

SHOWN = ("originals", "images")  # what Wagtail writes; documents' own files and prints are not shown here


def original(request: HttpRequest, folder: str, name: str) -> FileResponse:
    """Serve an original or thumbnail to whoever may see the picture. To others it does not exist."""
    if folder not in SHOWN or not request.user.is_authenticated:
        raise Http404
    response = newsroom_file(request, f"{folder}/{name}")
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, max-age=600"
    return response


def asset(request: HttpRequest, name: str) -> HttpResponse:
    """Serve what a previewed page needs, also on a host that is no station's."""
    data = dict(ASSETS).get(name)
    if data is None:
        raise Http404
    headers = {"Cache-Control": files_rules.KEEP_A_YEAR, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, content_type=files_rules.content_type(f"/assets/{name}"), headers=headers)
