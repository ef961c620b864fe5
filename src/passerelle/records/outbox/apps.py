"""The outbox app."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Its label is the folder's name."""

    name = "passerelle.records.outbox"
    label = "outbox"
    default_auto_field = "django.db.models.BigAutoField"
