"""The pages of follow-up."""

from django.apps import AppConfig


class FollowUpPagesConfig(AppConfig):
    """Pages only; no records."""

    name = "passerelle.web.followup"
    label = "web_followup"
