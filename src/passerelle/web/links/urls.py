"""Addresses of pages that open from a link, and of papers for people signed in."""

from django.urls import path

from passerelle.domain.access.permissions import Permission
from passerelle.web.links import shortlist, signing, views
from passerelle.web.shared.access import OPEN, routes

urlpatterns = [
    path("l/<str:token>/", views.open_link, name="link"),
    path("papers/<str:number>/", signing.paper, name="paper"),
    path("vacancies/<str:number>/shortlist-link/", shortlist.shortlist_link, name="vacancy-shortlist-link"),
]

routes(
    {
        "link": OPEN,
        "vacancy-shortlist-link": (Permission.MATCH_DECIDE,),
        "paper": (
            Permission.OWN_ACT, Permission.CONTRACT_READ, Permission.SELECTION_READ, Permission.PROMISE_READ,
        ),
    }
)  # fmt: skip
