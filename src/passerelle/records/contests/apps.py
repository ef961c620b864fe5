"""The contests app."""

from django.apps import AppConfig


class ContestsConfig(AppConfig):
    """Its label is the folder's name."""

    name = "passerelle.records.contests"
    label = "contests"
    default_auto_field = "django.db.models.BigAutoField"
