"""The pages of stays."""

from django.apps import AppConfig


class StayPagesConfig(AppConfig):
    """Pages only; no records."""

    name = "passerelle.web.stay"
    label = "web_stay"
