"""The audit app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Its label is the folder's name."""

    name = "passerelle.records.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
