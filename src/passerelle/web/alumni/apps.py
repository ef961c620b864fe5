"""The pages on alumni."""

from django.apps import AppConfig


class AlumniPagesConfig(AppConfig):
    """Pages only; no records."""

    name = "passerelle.web.alumni"
    label = "web_alumni"
