"""The candidates app."""

from django.apps import AppConfig


class CandidatesConfig(AppConfig):
    """Its label is the folder's name."""

    name = "passerelle.records.candidates"
    label = "candidates"
    default_auto_field = "django.db.models.BigAutoField"
