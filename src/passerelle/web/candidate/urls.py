"""Addresses of the candidate's own pages."""

from django.urls import path

from passerelle.domain.access.permissions import Permission
from passerelle.web.candidate import applications, contests, interviews, views
from passerelle.web.shared.access import routes

urlpatterns = [
    path("me/", views.own, name="own-page"),
    path("me/interviews/<str:number>/", interviews.answer, name="own-interview-answer"),
    path("me/contests/<str:number>/", contests.contest, name="own-contest"),
    path("me/applications/", applications.applications, name="own-applications"),
    path("me/applications/<str:number>/", applications.application, name="own-application"),
    path("me/applications/<str:number>/withdraw/", applications.take_back, name="own-application-withdraw"),
]

routes(
    {
        "own-page": (Permission.OWN_READ,),
        "own-interview-answer": (Permission.OWN_ACT,),
        "own-contest": (Permission.OWN_ACT,),
        "own-applications": (Permission.OWN_READ,),
        "own-application": (Permission.OWN_READ,),
        "own-application-withdraw": (Permission.OWN_ACT,),
    }
)
