"""The interviews app."""

from django.apps import AppConfig


class InterviewsConfig(AppConfig):
    """Its label is the folder's name."""

    name = "passerelle.records.interviews"
    label = "interviews"
    default_auto_field = "django.db.models.BigAutoField"
