"""The signing app."""

from django.apps import AppConfig


class SigningConfig(AppConfig):
    """Its label is the folder's name."""

    name = "passerelle.records.signing"
    label = "signing"
    default_auto_field = "django.db.models.BigAutoField"
