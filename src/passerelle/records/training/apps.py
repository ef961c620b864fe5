"""The training app."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """Its label is the folder's name."""

    name = "passerelle.records.training"
    label = "training"
    default_auto_field = "django.db.models.BigAutoField"
