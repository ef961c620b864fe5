"""The demand pages."""

from django.apps import AppConfig


class DemandPagesConfig(AppConfig):
    """Pages only; no records."""

    name = "passerelle.web.demand"
    label = "web_demand"
