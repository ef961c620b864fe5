"""The pages of diaspora."""

from django.apps import AppConfig


class DiasporaPagesConfig(AppConfig):
    """Pages only; no records."""

    name = "passerelle.web.diaspora"
    label = "web_diaspora"
