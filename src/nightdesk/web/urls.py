"""Where the application answers; every reader's page is a file that ``web.files`` serves before it."""

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access

from nightdesk.desk.newsroom.board_views import desk
from nightdesk.web.originals import asset, original

# Our desk stands where Wagtail's first screen would, which keeps its name and is never reached.
_DESK = path("", require_admin_access(desk), name="nightdesk_desk")

urlpatterns = [
    path("newsroom/", include([_DESK, *wagtailadmin_urls.urlpatterns])),
    path("wires/", include("nightdesk.intake.urls")),
    path("media/assets/<str:name>", asset, name="asset"),
    path("media/<str:folder>/<path:name>", original, name="original"),
]
