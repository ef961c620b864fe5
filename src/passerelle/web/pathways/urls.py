"""Addresses of the pathways pages."""

from django.urls import path

from passerelle.domain.access.permissions import Permission
from passerelle.web.pathways import views
from passerelle.web.shared.access import routes

urlpatterns = [
    path("routes/", views.pathways, name="pathways"),
    path("routes/values/<slug:code>/", views.parameter, name="pathway-value"),
    path("candidates/<str:candidate>/routes/<str:vacancy>/", views.routes_of_person, name="person-routes"),
]

routes(
    {
        "pathways": (Permission.PATHWAY_READ,),
        "pathway-value": (Permission.PATHWAY_READ,),
        "person-routes": (Permission.PATHWAY_READ,),
    }
)
