"""The recognition app."""

from django.apps import AppConfig


class RecognitionConfig(AppConfig):
    """Its label is the folder's name."""

    name = "passerelle.records.recognition"
    label = "recognition"
    default_auto_field = "django.db.models.BigAutoField"
