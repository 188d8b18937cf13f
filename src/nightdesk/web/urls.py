"""Where the application answers; every reader's page is a file that ``web.files`` serves before it."""

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

from nightdesk.web.originals import asset, original

urlpatterns = [
    path("newsroom/", include(wagtailadmin_urls)),
    path("wires/", include("nightdesk.intake.urls")),
    path("media/assets/<str:name>", asset, name="asset"),
    path("media/<str:folder>/<path:name>", original, name="original"),
]
