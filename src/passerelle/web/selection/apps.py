"""The selection pages."""

from django.apps import AppConfig


class SelectionPagesConfig(AppConfig):
    """Pages only; no records."""

    name = "passerelle.web.selection"
    label = "web_selection"
