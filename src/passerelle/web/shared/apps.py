"""The shared pages."""

from django.apps import AppConfig


class SharedConfig(AppConfig):
    """Pages only; no records of their own."""

    name = "passerelle.web.shared"
    label = "web_shared"
