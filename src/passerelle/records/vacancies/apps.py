"""The vacancies app."""

from django.apps import AppConfig


class VacanciesConfig(AppConfig):
    """Its label is the folder's name."""

    name = "passerelle.records.vacancies"
    label = "vacancies"
    default_auto_field = "django.db.models.BigAutoField"
