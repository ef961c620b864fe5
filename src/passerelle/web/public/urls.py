"""Addresses that everybody may open."""

from django.urls import path

from passerelle.web.public import views
from passerelle.web.shared.access import OPEN, SIGNED_IN, routes

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
]

routes({"sign-in": OPEN, "sign-out": SIGNED_IN})
