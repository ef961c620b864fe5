"""The letters app."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """Its label is the folder's name."""

    name = "passerelle.records.letters"
    label = "letters"
    default_auto_field = "django.db.models.BigAutoField"
