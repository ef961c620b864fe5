"""Addresses of the programme pages."""

from django.urls import path

from passerelle.domain.access.permissions import Permission
from passerelle.web.programme import views
from passerelle.web.shared.access import SIGNED_IN, routes

urlpatterns = [
    path("", views.show_portfolio, name="portfolio"),
    path("schemes/<slug:code>/", views.show_scheme, name="scheme"),
]

routes({"portfolio": SIGNED_IN, "scheme": (Permission.SCHEME_READ,)})
