"""Addresses of the candidate's own pages."""

from django.urls import path

from passerelle.domain.access.permissions import Permission
from passerelle.web.candidate import applications, contests, interviews, reach, rooms, views
from passerelle.web.shared.access import routes

urlpatterns = [
    path("me/", views.own, name="own-page"),
    path("me/interviews/", rooms.interviews, name="own-interviews"),
    path("me/courses/", rooms.courses, name="own-courses"),
    path("me/documents/", rooms.papers, name="own-documents"),
    path("me/permit/", rooms.permits, name="own-permits"),
    path("me/recognition/", rooms.recognition, name="own-recognition"),
    path("me/reach/", reach.reach, name="own-reach"),
    path("me/looked/", rooms.looked, name="own-looked"),
    path("me/interviews/<str:number>/", interviews.answer, name="own-interview-answer"),
    path("me/interviews/<str:number>/time/", interviews.choose, name="own-interview-slot"),
    path("me/contests/<str:number>/", contests.contest, name="own-contest"),
    path("me/applications/", applications.applications, name="own-applications"),
    path("me/applications/<str:number>/", applications.application, name="own-application"),
    path("me/applications/<str:number>/reopen/", applications.open_again, name="own-application-reopen"),
    path("me/applications/<str:number>/withdraw/", applications.take_back, name="own-application-withdraw"),
]

routes(
    {
        "own-page": (Permission.OWN_READ,),
        "own-interviews": (Permission.OWN_READ,),
        "own-courses": (Permission.OWN_READ,),
        "own-documents": (Permission.OWN_READ,),
        "own-permits": (Permission.OWN_READ,),
        "own-recognition": (Permission.OWN_READ,),
        "own-reach": (Permission.OWN_ACT,),
        "own-looked": (Permission.OWN_READ,),
        "own-interview-answer": (Permission.OWN_ACT,),
        "own-interview-slot": (Permission.OWN_ACT,),
        "own-contest": (Permission.OWN_ACT,),
        "own-applications": (Permission.OWN_READ,),
        "own-application": (Permission.OWN_READ,),
        "own-application-reopen": (Permission.OWN_ACT,),
        "own-application-withdraw": (Permission.OWN_ACT,),
    }
)
