"""The pages on how a stay ends."""

from django.apps import AppConfig


class ReturnsPagesConfig(AppConfig):
    """Pages only; no records."""

    name = "passerelle.web.returns"
    label = "web_returns"
