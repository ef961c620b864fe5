"""The permits app."""

from django.apps import AppConfig


class PermitsConfig(AppConfig):
    """Its label is the folder's name."""

    name = "passerelle.records.permits"
    label = "permits"
    default_auto_field = "django.db.models.BigAutoField"
