"""The employers app."""

from django.apps import AppConfig


class EmployersConfig(AppConfig):
    """Its label is the folder's name."""

    name = "passerelle.records.employers"
    label = "employers"
    default_auto_field = "django.db.models.BigAutoField"
