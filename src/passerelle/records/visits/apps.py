"""The visits app."""

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    """Its label is the folder's name."""

    name = "passerelle.records.visits"
    label = "visits"
    default_auto_field = "django.db.models.BigAutoField"
