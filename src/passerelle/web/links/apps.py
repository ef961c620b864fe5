"""The links pages."""

from django.apps import AppConfig


class LinksPagesConfig(AppConfig):
    """Pages only; no records."""

    name = "passerelle.web.links"
    label = "web_links"
