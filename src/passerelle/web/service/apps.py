"""The service pages."""

from django.apps import AppConfig


class ServicePagesConfig(AppConfig):
    """Pages only; no records."""

    name = "passerelle.web.service"
    label = "web_service"
