"""The candidate's pages."""

from django.apps import AppConfig


class CandidateConfig(AppConfig):
    """Pages only; no records of their own."""

    name = "passerelle.web.candidate"
    label = "web_candidate"
