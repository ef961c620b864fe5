"""The quotas app."""

from django.apps import AppConfig


class QuotasConfig(AppConfig):
    """Its label is the folder's name."""

    name = "passerelle.records.quotas"
    label = "quotas"
    default_auto_field = "django.db.models.BigAutoField"
