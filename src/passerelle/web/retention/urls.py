"""Addresses of the pages on retention."""

from django.urls import path

from passerelle.domain.access.permissions import Permission
from passerelle.web.retention import views
from passerelle.web.shared.access import routes

urlpatterns = [
    path("me/kept/", views.own, name="own-kept"),
    path("oversight/retention/", views.overview, name="retention"),
]

routes({"own-kept": (Permission.OWN_READ,), "retention": (Permission.AUDIT_READ,)})
