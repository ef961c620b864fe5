"""Addresses of helpers: the mentor's door, the circle of a stay, the person's own page."""

from django.urls import path

from passerelle.domain.access.permissions import Permission
from passerelle.web.mentor import mentees, own, staff
from passerelle.web.shared.access import routes

urlpatterns = [
    path("mentees/", mentees.mentee_list, name="mentees"),
    path("mentees/<str:number>/", mentees.mentee_page, name="mentee"),
    path("stays/<str:number>/helpers/", staff.stay_helpers, name="stay-helpers"),
    path("me/helpers/", own.own_helpers, name="own-helpers"),
    path("me/helpers/<str:number>/answer/", own.own_answer, name="own-helper-answer"),
]

routes(
    {
        "mentees": (Permission.MENTEE_READ,),
        "mentee": (Permission.MENTEE_READ,),
        "stay-helpers": (Permission.STAY_WRITE,),
        "own-helpers": (Permission.OWN_READ,),
        "own-helper-answer": (Permission.OWN_ACT,),
    }
)
