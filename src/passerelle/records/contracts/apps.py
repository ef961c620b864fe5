"""The contracts app."""

from django.apps import AppConfig


class ContractsConfig(AppConfig):
    """Its label is the folder's name."""

    name = "passerelle.records.contracts"
    label = "contracts"
    default_auto_field = "django.db.models.BigAutoField"
