"""The mentoring app."""

from django.apps import AppConfig


class MentoringConfig(AppConfig):
    """Its label is the folder's name."""

    name = "passerelle.records.mentoring"
    label = "mentoring"
    default_auto_field = "django.db.models.BigAutoField"
