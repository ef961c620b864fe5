"""The partnerships app."""

from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    """Its label is the folder's name."""

    name = "passerelle.records.partnerships"
    label = "partnerships"
    default_auto_field = "django.db.models.BigAutoField"
