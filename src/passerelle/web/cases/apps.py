"""The cases pages."""

from django.apps import AppConfig


class CasesPagesConfig(AppConfig):
    """Pages only; no records."""

    name = "passerelle.web.cases"
    label = "web_cases"
