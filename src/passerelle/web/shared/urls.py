"""Addresses of the shared pages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
