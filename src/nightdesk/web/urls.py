"""Where the application answers; every reader's page is a file that ``web.files`` serves before it."""

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access

from nightdesk.desk.newsroom.board_views import desk
from nightdesk.desk.newsroom.door import SignIn, factor
from nightdesk.desk.newsroom.welcome import Welcome
from nightdesk.web.originals import asset, original

# Our desk stands where Wagtail's first screen would, which keeps its name and is never reached.
_DESK = path("", require_admin_access(desk), name="nightdesk_desk")

# Who is not signed in may come here, so it stands outside what Wagtail lets its hooks add.
_DOORS = (
    path("login/", SignIn.as_view(), name="wagtailadmin_login"),
    path("login/factor/", factor, name="nightdesk_factor"),
    path("welcome/<uidb64>/<token>/", Welcome.as_view(), name="nightdesk_welcome"),
)

urlpatterns = [
    path("newsroom/", include([_DESK, *_DOORS, *wagtailadmin_urls.urlpatterns])),
    path("wires/", include("nightdesk.intake.urls")),
    path("media/assets/<str:name>", asset, name="asset"),
    path("media/<str:folder>/<path:name>", original, name="original"),
]

handler400 = "nightdesk.desk.newsroom.faults.bad"
handler403 = "nightdesk.desk.newsroom.faults.forbidden"
handler404 = "nightdesk.desk.newsroom.faults.missing"
handler500 = "nightdesk.desk.newsroom.faults.broken"
