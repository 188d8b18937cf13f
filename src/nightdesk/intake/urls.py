"""The addresses at which wires push; included under ``wires/``."""

from django.urls import path

from nightdesk.intake.sources import push

urlpatterns = [path("<slug:name>/deliveries", push.deliveries, name="deliveries")]
