"""The calls app."""

from django.apps import AppConfig


class CallsConfig(AppConfig):
    """Its label is the folder's name."""

    name = "passerelle.records.calls"
    label = "calls"
    default_auto_field = "django.db.models.BigAutoField"
