"""The desk as a Django application."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "nightdesk.desk"
    label = "desk"
    verbose_name = "Desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from nightdesk.desk import receivers
        from nightdesk.desk.newsroom import policies

        receivers.connect()
        policies.register()
        policies.register_pictures()
