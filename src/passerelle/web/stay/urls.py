"""Addresses of placements and of the person's own page on them."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
