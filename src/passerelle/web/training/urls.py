"""Addresses of the training pages."""

from django.urls import path

from passerelle.web.shared.access import SIGNED_IN, routes
from passerelle.web.training import dossiers

urlpatterns = [
    path("dossiers/<str:number>/", dossiers.dossier, name="dossier"),
    path("documents/<str:number>/", dossiers.document, name="document"),
    path("documents/<str:number>/hand-in/", dossiers.hand_in_document, name="document-hand-in"),
    path("documents/<str:number>/review/", dossiers.review, name="document-review"),
]

# Which dossiers one sees follows from the records they are about.
routes(
    {
        "dossier": SIGNED_IN,
        "document": SIGNED_IN,
        "document-hand-in": SIGNED_IN,
        "document-review": SIGNED_IN,
    }
)
