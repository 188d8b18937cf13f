"""The intake as a Django application."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "nightdesk.intake"
    label = "intake"
    verbose_name = "Intake"
    default_auto_field = "django.db.models.BigAutoField"
