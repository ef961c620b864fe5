"""Addresses that everybody may open."""

from django.urls import path

from passerelle.web.public import calls, phone, views
from passerelle.web.shared.access import OPEN, SIGNED_IN, routes

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("phone/", phone.ask, name="phone-sign-in"),
    path("phone/code/", phone.enter, name="phone-code"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("calls/", calls.calls, name="open-calls"),
    path("calls/<str:number>/", calls.call, name="open-call"),
]

routes(
    {
        "sign-in": OPEN,
        "phone-sign-in": OPEN,
        "phone-code": OPEN,
        "sign-out": SIGNED_IN,
        "open-calls": OPEN,
        "open-call": OPEN,
    }
)
