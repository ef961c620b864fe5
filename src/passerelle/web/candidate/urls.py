"""Addresses of the candidate's own pages."""

from django.urls import path

from passerelle.domain.access.permissions import Permission
from passerelle.web.candidate import views
from passerelle.web.shared.access import routes

urlpatterns = [path("me/", views.own, name="own-page")]

routes({"own-page": (Permission.OWN_READ,)})
