"""Addresses of the partnerships pages."""

from django.urls import URLPattern

from passerelle.web.shared.access import routes

urlpatterns: list[URLPattern] = []

routes({})
