"""Addresses of the legal pages."""

from django.urls import URLPattern

from passerelle.web.shared.access import routes

urlpatterns: list[URLPattern] = []

routes({})
