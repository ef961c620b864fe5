"""The promises app."""

from django.apps import AppConfig


class PromisesConfig(AppConfig):
    """Its label is the folder's name."""

    name = "passerelle.records.promises"
    label = "promises"
    default_auto_field = "django.db.models.BigAutoField"
