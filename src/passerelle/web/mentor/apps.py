"""The pages of helpers."""

from django.apps import AppConfig


class MentorPagesConfig(AppConfig):
    """Pages only; no records."""

    name = "passerelle.web.mentor"
    label = "web_mentor"
