"""The employer's pages."""

from django.apps import AppConfig


class EmployerConfig(AppConfig):
    """Pages only; no records of their own."""

    name = "passerelle.web.employer"
    label = "web_employer"
