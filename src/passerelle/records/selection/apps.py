"""The selection app."""

from django.apps import AppConfig


class SelectionConfig(AppConfig):
    """Its label is the folder's name."""

    name = "passerelle.records.selection"
    label = "selection"
    default_auto_field = "django.db.models.BigAutoField"
