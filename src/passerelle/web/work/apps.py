"""The pages of work as agreed."""

from django.apps import AppConfig


class WorkPagesConfig(AppConfig):
    """Pages only; no records."""

    name = "passerelle.web.work"
    label = "web_work"
