"""The dossiers app."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """Its label is the folder's name."""

    name = "passerelle.records.dossiers"
    label = "dossiers"
    default_auto_field = "django.db.models.BigAutoField"
