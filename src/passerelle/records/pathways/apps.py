"""The pathways app."""

from django.apps import AppConfig


class PathwaysConfig(AppConfig):
    """Its label is the folder's name."""

    name = "passerelle.records.pathways"
    label = "pathways"
    default_auto_field = "django.db.models.BigAutoField"
