"""Addresses of alumni."""

from django.urls import path

from passerelle.domain.access.permissions import Permission
from passerelle.web.alumni import views
from passerelle.web.shared.access import routes

urlpatterns = [
    path("me/later/", views.own, name="own-alumni"),
    path("alumni/", views.pool, name="alumni"),
]

routes({"own-alumni": (Permission.OWN_ACT,), "alumni": (Permission.ALUMNI_READ,)})
