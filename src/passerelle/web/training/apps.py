"""The training pages."""

from django.apps import AppConfig


class TrainingPagesConfig(AppConfig):
    """Pages only; no records."""

    name = "passerelle.web.training"
    label = "web_training"
