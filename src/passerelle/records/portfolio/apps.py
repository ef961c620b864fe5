"""The portfolio app."""

from django.apps import AppConfig


class PortfolioConfig(AppConfig):
    """Its label is the folder's name."""

    name = "passerelle.records.portfolio"
    label = "portfolio"
    default_auto_field = "django.db.models.BigAutoField"
