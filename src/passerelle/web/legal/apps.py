"""The legal pages."""

from django.apps import AppConfig


class LegalPagesConfig(AppConfig):
    """Pages only; no records."""

    name = "passerelle.web.legal"
    label = "web_legal"
