"""The press as a Django application."""

from django.apps import AppConfig


class PressConfig(AppConfig):
    name = "nightdesk.press"
    label = "press"
    verbose_name = "Press"
    default_auto_field = "django.db.models.BigAutoField"
