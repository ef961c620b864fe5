"""Addresses of the shared pages."""

from django.conf import settings
from django.urls import path
from django.views.i18n import set_language

from passerelle.web.shared import styleguide
from passerelle.web.shared.access import OPEN, routes

urlpatterns = [path("language/", set_language, name="set_language")]
routes({"set_language": OPEN})

if settings.DEBUG or getattr(settings, "STYLEGUIDE", False):
    urlpatterns.append(path("styleguide/", styleguide.show, name="styleguide"))
    routes({"styleguide": OPEN})
