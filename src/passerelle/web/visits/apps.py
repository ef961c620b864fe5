"""The pages of visits."""

from django.apps import AppConfig


class VisitPagesConfig(AppConfig):
    """Pages only; no records."""

    name = "passerelle.web.visits"
    label = "web_visits"
