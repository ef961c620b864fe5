"""The pages of the confidential channel."""

from django.apps import AppConfig


class VoicePagesConfig(AppConfig):
    """Pages only; no records."""

    name = "passerelle.web.voice"
    label = "web_voice"
