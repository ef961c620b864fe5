"""The cards app."""

from django.apps import AppConfig


class CardsConfig(AppConfig):
    """Its label is the folder's name."""

    name = "passerelle.records.cards"
    label = "cards"
    default_auto_field = "django.db.models.BigAutoField"
