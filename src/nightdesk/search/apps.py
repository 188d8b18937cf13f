"""The search room as a Django application."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "nightdesk.search"
    label = "search"
    verbose_name = "Search"
    default_auto_field = "django.db.models.BigAutoField"
