"""The partnerships pages."""

from django.apps import AppConfig


class PartnershipsPagesConfig(AppConfig):
    """Pages only; no records."""

    name = "passerelle.web.partnerships"
    label = "web_partnerships"
