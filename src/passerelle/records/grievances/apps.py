"""The grievances app."""

from django.apps import AppConfig


class GrievancesConfig(AppConfig):
    """Its label is the folder's name."""

    name = "passerelle.records.grievances"
    label = "grievances"
    default_auto_field = "django.db.models.BigAutoField"
