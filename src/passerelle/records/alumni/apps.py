"""The alumni app."""

from django.apps import AppConfig


class AlumniConfig(AppConfig):
    """Its label is the folder's name."""

    name = "passerelle.records.alumni"
    label = "alumni"
    default_auto_field = "django.db.models.BigAutoField"
