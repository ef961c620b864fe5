"""The work app."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """Its label is the folder's name."""

    name = "passerelle.records.work"
    label = "work"
    default_auto_field = "django.db.models.BigAutoField"
