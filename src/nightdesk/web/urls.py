"""Where the application answers; every reader's page is a file that ``web.files`` serves before it."""

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("newsroom/", include(wagtailadmin_urls)),
]
