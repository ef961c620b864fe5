"""Addresses of follow-up."""

from django.urls import path

from passerelle.domain.access.permissions import Permission
from passerelle.web.followup import counts, survey, waves
from passerelle.web.shared.access import routes

urlpatterns = [
    path("waves/", waves.show_waves, name="waves"),
    path("waves/sheet/", waves.sheet, name="wave-sheet"),
    path("waves/counts/", counts.show_counts, name="wave-counts"),
    path("waves/counts/survey/", counts.show_survey_counts, name="survey-counts"),
    path("waves/<str:number>/", waves.show_wave, name="wave"),
    path("waves/<str:number>/survey/", survey.show_survey, name="wave-survey"),
]

routes(
    {
        "waves": (Permission.FOLLOW_UP_READ,),
        "wave-sheet": (Permission.FOLLOW_UP_READ,),
        "wave-counts": (Permission.AGGREGATE_READ,),
        "survey-counts": (Permission.AGGREGATE_READ,),
        "wave": (Permission.FOLLOW_UP_READ,),
        "wave-survey": (Permission.FOLLOW_UP_READ,),
    }
)
