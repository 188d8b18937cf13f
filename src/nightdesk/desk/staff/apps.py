"""The newsroom's people, an application of its own: Wagtail's tables point at them, and the desk's at Wagtail's."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "nightdesk.desk.staff"
    label = "staff"
    verbose_name = "Staff"
    default_auto_field = "django.db.models.BigAutoField"
