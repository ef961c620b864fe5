"""The pathways pages."""

from django.apps import AppConfig


class PathwaysPagesConfig(AppConfig):
    """Pages only; no records."""

    name = "passerelle.web.pathways"
    label = "web_pathways"
