"""The accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Its label is the folder's name."""

    name = "passerelle.records.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
