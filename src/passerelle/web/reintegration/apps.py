"""The pages of reintegration."""

from django.apps import AppConfig


class ReintegrationPagesConfig(AppConfig):
    """Pages only; no records."""

    name = "passerelle.web.reintegration"
    label = "web_reintegration"
