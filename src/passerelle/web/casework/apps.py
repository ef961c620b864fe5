"""The casework pages."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Pages only; no records of their own."""

    name = "passerelle.web.casework"
    label = "web_casework"
