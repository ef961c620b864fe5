"""The follow-ups app."""

from django.apps import AppConfig


class FollowUpsConfig(AppConfig):
    """Its label is the folder's name."""

    name = "passerelle.records.followups"
    label = "followups"
    default_auto_field = "django.db.models.BigAutoField"
