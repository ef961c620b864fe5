"""The matching pages."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """Pages only; no records of their own."""

    name = "passerelle.web.matching"
    label = "web_matching"
