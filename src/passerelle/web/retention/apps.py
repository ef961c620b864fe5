"""The pages on retention."""

from django.apps import AppConfig


class RetentionPagesConfig(AppConfig):
    """Pages only; no records."""

    name = "passerelle.web.retention"
    label = "web_retention"
