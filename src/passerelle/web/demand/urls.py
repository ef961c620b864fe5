"""Addresses of the demand pages."""

from django.urls import URLPattern

from passerelle.web.shared.access import routes

urlpatterns: list[URLPattern] = []

routes({})
