"""The diaspora app."""

from django.apps import AppConfig


class DiasporaConfig(AppConfig):
    """Its label is the folder's name."""

    name = "passerelle.records.diaspora"
    label = "diaspora"
    default_auto_field = "django.db.models.BigAutoField"
