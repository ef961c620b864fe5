"""The returns app."""

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    """Its label is the folder's name."""

    name = "passerelle.records.returns"
    label = "returns"
    default_auto_field = "django.db.models.BigAutoField"
