"""The capacity app."""

from django.apps import AppConfig


class CapacityConfig(AppConfig):
    """Its label is the folder's name."""

    name = "passerelle.records.capacity"
    label = "capacity"
    default_auto_field = "django.db.models.BigAutoField"
