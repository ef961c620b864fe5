"""The reintegration app."""

from django.apps import AppConfig


class ReintegrationConfig(AppConfig):
    """Its label is the folder's name."""

    name = "passerelle.records.reintegration"
    label = "reintegration"
    default_auto_field = "django.db.models.BigAutoField"
