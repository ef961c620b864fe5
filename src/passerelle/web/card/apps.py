"""The cards app."""

from django.apps import AppConfig


class CardPagesConfig(AppConfig):
    """Pages only; no records."""

    name = "passerelle.web.card"
    label = "web_card"
