"""The journeys app."""

from django.apps import AppConfig


class JourneysConfig(AppConfig):
    """Its label is the folder's name."""

    name = "passerelle.records.journeys"
    label = "journeys"
    default_auto_field = "django.db.models.BigAutoField"
