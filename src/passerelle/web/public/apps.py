"""The public pages."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """Pages only; no records of their own."""

    name = "passerelle.web.public"
    label = "web_public"
