"""Addresses of the partner employment service's pages."""

from django.urls import path

from passerelle.domain.access.permissions import Permission
from passerelle.web.service import letters, people
from passerelle.web.shared.access import routes

urlpatterns = [
    path("our-people/", people.calls, name="service-calls"),
    path("our-people/letters/", letters.letters, name="service-letters"),
    path("our-people/<str:number>/", people.people, name="service-people"),
    path("our-people/<str:number>/preview/", people.preview, name="service-preview"),
    path("our-people/<str:number>/propose/", people.proposed, name="service-propose"),
    path("our-people/<str:number>/links/", people.links, name="service-links"),
    path("our-people/<str:number>/links/revoke/", people.links_revoke, name="service-links-revoke"),
    path("our-people/<str:number>/invite/", people.invited, name="service-invite"),
]

routes(
    dict.fromkeys(
        (
            "service-calls",
            "service-people",
            "service-preview",
            "service-propose",
            "service-invite",
            "service-letters",
            "service-links",
            "service-links-revoke",
        ),
        (Permission.SELECTION_WRITE,),
    )
)
