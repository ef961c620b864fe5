"""The classifications app."""

from django.apps import AppConfig


class ClassificationsConfig(AppConfig):
    """Its label is the folder's name."""

    name = "passerelle.records.classifications"
    label = "classifications"
    default_auto_field = "django.db.models.BigAutoField"
