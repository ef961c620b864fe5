"""The stays app."""

from django.apps import AppConfig


class StaysConfig(AppConfig):
    """Its label is the folder's name."""

    name = "passerelle.records.stays"
    label = "stays"
    default_auto_field = "django.db.models.BigAutoField"
