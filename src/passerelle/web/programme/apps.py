"""The programme pages."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """Pages only; no records of their own."""

    name = "passerelle.web.programme"
    label = "web_programme"
